//! Payloads of one unusual shape each, of any size: what a validator that is not linear would stumble over.

use std::fmt::Write as _;

/// A shape's name, and what makes it in at least so many bytes.
type Shape = (&'static str, fn(usize) -> String);

/// All of them.
pub const SHAPES: [Shape; 5] =
    [("deep", deep), ("towers", towers), ("wide", wide), ("key-heavy", key_heavy), ("error-heavy", error_heavy)];

/// Lists within lists, and nothing else.
fn deep(bytes: usize) -> String {
    let n_levels = bytes / 2;
    "[".repeat(n_levels) + &"]".repeat(n_levels)
}

/// Lists within lists as deep as they are still read, one such tower after the other.
fn towers(bytes: usize) -> String {
    const LEVELS: usize = 120;
    let tower = "[".repeat(LEVELS) + &"]".repeat(LEVELS);
    let n_towers = bytes / (tower.len() + 1);
    format!("[{}]\n", vec![tower; n_towers].join(","))
}

/// One list of many small numbers.
fn wide(bytes: usize) -> String {
    let mut acc = String::with_capacity(bytes + 16);
    acc.push_str("[0");
    while acc.len() < bytes {
        acc.push_str(",1");
    }
    acc.push_str("]\n");
    acc
}

/// One record with many names, all of them different and unknown.
fn key_heavy(bytes: usize) -> String {
    let mut acc = String::with_capacity(bytes + 32);
    acc.push_str("[{\"tipo\":\"J\"");
    let mut n_keys = 0;
    while acc.len() < bytes {
        let written = write!(acc, ",\"campo{n_keys}\":0");
        written.expect("a string takes whatever is written");
        n_keys += 1;
    }
    acc.push_str("}]\n");
    acc
}

/// Many records in which no value is right, and most of what is needed is missing.
fn error_heavy(bytes: usize) -> String {
    let mut acc = String::with_capacity(bytes + 256);
    acc.push('[');
    while acc.len() < bytes {
        if acc.len() > 1 {
            acc.push(',');
        }
        acc.push_str(
            "{\"tipo\":\"X\",\"documento\":1,\"nomeOrigem\":\"\",\"tipoRelacionamento\":[],\
             \"pessoa\":{\"nome\":true,\"dataNascimento\":\"2004-06-18\",\"contribuinteIcms\":\"1\"},\"endereco\":{\"uf\":\"sc\"}}",
        );
    }
    acc.push_str("]\n");
    acc
}
