//! The crate `jsonschema`, from bytes to the number of faults, for Node and for the native benchmark.
//!
//! Input: a JSON Schema, then payloads. Output: how many faults each has; every one of them is found, none is worded.
//! Never a part of what people get: it turns on features of `serde_json` that no crate of ours wants, and so is built alone.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// A schema that is ready to be used many times.
#[wasm_bindgen]
pub struct Schema(jsonschema::Validator);

#[wasm_bindgen]
impl Schema {
    /// Reads a schema. Throws where it is none.
    #[wasm_bindgen(constructor)]
    pub fn new(schema: &str) -> Result<Schema, JsError> {
        Self::compile(schema).map_err(|reason| JsError::new(&reason))
    }

    /// Parses a payload and counts its faults. Throws where it is no JSON.
    pub fn count(&self, bytes: &[u8]) -> Result<usize, JsError> {
        self.count_faults(bytes).map_err(|error| JsError::new(&error.to_string()))
    }
}

impl Schema {
    /// Reads a schema, outside of a browser.
    pub fn compile(schema: &str) -> Result<Schema, String> {
        let schema = serde_json::from_str(schema).map_err(|error| error.to_string())?;
        jsonschema::validator_for(&schema).map(Schema).map_err(|error| error.to_string())
    }

    /// Parses a payload and counts its faults, outside of a browser.
    pub fn count_faults(&self, bytes: &[u8]) -> Result<usize, serde_json::Error> {
        let value = serde_json::from_slice(bytes)?;
        Ok(self.0.iter_errors(&value).count())
    }
}
