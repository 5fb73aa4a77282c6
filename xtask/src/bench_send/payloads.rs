//! What is sent under load: valid payloads of two sizes, as they are and as a question to the proxy.
//!
//! Input: `bench/send/payloads.txt`, and the samples of its layouts. Output: files. Each is checked by `gabarito check`: only what is valid leaves.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::{Place, text};
use crate::program::Program;
use crate::steps::Failure;

/// A payload of the benchmark, on its way to one system.
pub struct Payload {
    /// What the table calls it.
    pub name: String,
    /// The payload itself.
    pub plain: PathBuf,
    /// The body of `POST /api/send`, with `{key}` where the idempotency key belongs.
    pub asked: PathBuf,
    pub content_type: &'static str,
    /// Where the others send it.
    pub path: String,
    /// Whether it goes to the simulator, which judges it too, or to a system that answers the same to everything.
    pub is_simulated: bool,
}

/// A line of `bench/send/payloads.txt`.
struct Kind<'l> {
    environment: &'l str,
    layout: &'l str,
    notation: &'l str,
    repeated: &'l str,
    path: &'l str,
}

/// The sizes that are asked for; a payload has as many pieces as come nearest.
const SIZES: [(&str, usize); 2] = [("2-KB", 2_000), ("100-KB", 100_000)];

/// Makes all of them.
pub fn make(place: &Place, folder: &Path) -> Result<Vec<Payload>, Failure> {
    let list = place.root.join("bench").join("send").join("payloads.txt");
    let list = fs::read_to_string(&list).map_err(Failure::because(format!("cannot read {}", text(&list))))?;
    let mut acc = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let kind = Kind::read(line).ok_or_else(|| Failure::new(format!("`{line}` has not five words")))?;
        let sample = |more: &[&str]| {
            let program = Program::new(place, place.built("release", "gabarito"));
            let said = program.args(["samples", kind.layout]).args(more).capture(&[0])?;
            String::from_utf8(said).map_err(Failure::because("a sample is no text"))
        };
        let (least, full) = (sample(&[])?, sample(&["--full"])?);
        for (size, bytes) in SIZES {
            let payload = kind.make(&least, &full, bytes);
            let payload = payload.ok_or_else(|| Failure::new(format!("{} has another form of sample", kind.layout)))?;
            acc.push(write(place, folder, &kind, size, &payload)?);
        }
    }
    Ok(acc)
}

impl<'l> Kind<'l> {
    fn read(line: &'l str) -> Option<Self> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [environment, layout, notation, repeated, path] = *words else { return None };
        Some(Self { environment, layout, notation, repeated, path })
    }

    /// A payload of about so many bytes, from the least sample and a full one.
    fn make(&self, least: &str, full: &str, bytes: usize) -> Option<String> {
        match self.repeated {
            "-" => items(if bytes < 10_000 { least } else { full }, bytes),
            path => path.split_once('.').and_then(|(around, block)| blocks(least, full, around, block, bytes)),
        }
    }
}

/// The least request with as many full blocks as have room.
fn blocks(least: &str, full: &str, around: &str, block: &str, bytes: usize) -> Option<String> {
    let (begin, end) = (format!("<{block}>"), format!("</{block}>"));
    let piece = full.get(full.find(&begin)?..full.find(&end)? + end.len())?;
    let (before, after) = least.split_at_checked(least.find(&format!("</{around}>"))?)?;
    let n = bytes.saturating_sub(least.len()) / (piece.len() + 1);
    Some([before, &vec![piece; n.max(1)].join("\n"), after].concat())
}

/// A list of the same item again and again.
fn items(sample: &str, bytes: usize) -> Option<String> {
    let item = sample.trim().strip_prefix('[')?.strip_suffix(']')?;
    let n = bytes / (item.len() + 1);
    Some(format!("[{}]", vec![item; n.max(1)].join(",")))
}

fn write(place: &Place, folder: &Path, kind: &Kind<'_>, size: &str, payload: &str) -> Result<Payload, Failure> {
    let Kind { environment, layout, notation, path, .. } = *kind;
    let name = format!("{environment}-{size}");
    let (plain, asked) = (folder.join(format!("{name}.{notation}")), folder.join(format!("{name}.asked")));
    let question = format!(
        "{{\"environment\":\"{environment}\",\"layout\":\"{layout}\",\"idempotency_key\":\"{{key}}\",\"payload\":{}}}",
        json(payload)
    );
    // Who has no proxy signs in by itself.
    let signed = payload.replace(">Usuário<", ">integracao<").replace(">Senha<", ">senha-de-exemplo<");
    for (path, text) in [(&plain, &signed), (&asked, &question)] {
        fs::write(path, text).map_err(Failure::because(format!("cannot write {}", path.display())))?;
    }
    let program = Program::new(place, place.built("release", "gabarito"));
    program.args(["check", "--layout", layout]).args([text(&plain)]).capture(&[0])?;
    let is_simulated = environment == "simulated";
    let name = format!("{layout}, {} bytes, to {}", payload.len(), if is_simulated { "simulator" } else { "nginx" });
    println!("    {name}");
    let content_type = if notation == "xml" { "text/xml; charset=utf-8" } else { "application/json" };
    Ok(Payload { name, plain, asked, content_type, path: path.to_owned(), is_simulated })
}

/// A text as JSON has it.
fn json(text: &str) -> String {
    let mut acc = String::with_capacity(text.len() + text.len() / 8);
    acc.push('"');
    for c in text.chars() {
        match c {
            '"' => acc.push_str("\\\""),
            '\\' => acc.push_str("\\\\"),
            '\n' => acc.push_str("\\n"),
            c if c < ' ' => acc.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => acc.push(c),
        }
    }
    acc.push('"');
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_json_is_escaped() {
        assert_eq!(json("a\"b\\c\nd\te"), r#""a\"b\\c\nd\u0009e""#);
    }

    #[test]
    fn pieces_are_repeated_up_to_the_size() {
        let (least, full) = ("<a><b></b></a>", "<a><c>1</c></a>");
        let once = "<a><b><c>1</c></b></a>";
        assert_eq!(blocks(least, full, "b", "c", 0).as_deref(), Some(once));
        assert_eq!(blocks(least, full, "b", "c", 32).as_deref(), Some("<a><b><c>1</c>\n<c>1</c></b></a>"));
        assert_eq!(items("[{}]\n", 8).as_deref(), Some("[{},{}]"));
    }
}
