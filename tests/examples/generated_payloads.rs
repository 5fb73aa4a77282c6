//! Writes payloads that nobody wrote into a folder, for the comparison of program and WASM.
//!
//! Input: a folder and how many. Output: as many files, named by their number; the same at every run.
//! Never leaves a file there that it did not write.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use tests::generated;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder to write into")?);
    let n_payloads: usize = arguments.next().ok_or("say how many")?.parse()?;
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (number, payload) in generated::payloads(n_payloads).into_iter().enumerate() {
        fs::write(folder.join(number.to_string()), payload)?;
    }
    Ok(())
}
