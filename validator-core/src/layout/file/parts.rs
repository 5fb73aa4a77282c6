//! What TOML and the compact form write in different ways: places, ordered tables, lists by name or in full.
//!
//! The compact form is that of the build: it keeps no names of keys, so that nothing in it can be told by its shape.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// Whether what is written in the compact form keeps its places. The bundled layouts have no need of them.
pub(crate) static KEEPS_PLACES: AtomicBool = AtomicBool::new(false);

/// A value and where it stands in the TOML, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    value: T,
    span: Range<usize>,
}

impl<T> Spanned<T> {
    pub fn new(span: Range<usize>, value: T) -> Self {
        Self { value, span }
    }

    pub fn get_ref(&self) -> &T {
        &self.value
    }

    pub fn into_inner(self) -> T {
        self.value
    }

    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let read = toml::Spanned::<T>::deserialize(deserializer)?;
            return Ok(Self { span: read.span(), value: read.into_inner() });
        }
        let (value, start, end) = Deserialize::deserialize(deserializer)?;
        Ok(Self { value, span: start..end })
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Range { start, end } = if KEEPS_PLACES.load(Ordering::Relaxed) { self.span() } else { 0..0 };
        (&self.value, start, end).serialize(serializer)
    }
}

/// A table whose order matters: codes are shown in the order of the manual.
#[derive(Clone, Debug)]
pub(crate) struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// Documented values: the name of a list that the system shares, or the list itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) enum ValuesFile {
    Shared(String),
    Own(Ordered<String>),
}

impl<'de> Deserialize<'de> for ValuesFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, rename = "ValuesFile")]
        enum Written {
            Shared(String),
            Own(Ordered<String>),
        }

        #[derive(Deserialize)]
        enum Compact {
            Shared(String),
            Own(Ordered<String>),
        }

        if deserializer.is_human_readable() {
            return Ok(match Written::deserialize(deserializer)? {
                Written::Shared(name) => Self::Shared(name),
                Written::Own(list) => Self::Own(list),
            });
        }
        Ok(match Compact::deserialize(deserializer)? {
            Compact::Shared(name) => Self::Shared(name),
            Compact::Own(list) => Self::Own(list),
        })
    }
}
