//! What is sent under load: valid payloads of two sizes, as they are and as a question to the proxy.
//!
//! Input: the samples of two layouts. Output: files. Each is checked by `gabarito check`: only what is valid leaves.

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
    pub path: &'static str,
    /// Whether it goes to the simulator, which judges it too, or to a system that answers the same to everything.
    pub is_simulated: bool,
}

struct Kind {
    layout: &'static str,
    /// The environment, and the path for the others.
    goes_to: &'static [(&'static str, &'static str)],
    content_type: &'static str,
    ending: &'static str,
    /// Made from the least sample and a full one, of about so many bytes.
    make: fn(&str, &str, usize) -> Option<String>,
}

const KINDS: [Kind; 2] = [
    Kind {
        layout: "senior-g5/contratovenda/Gerar",
        goes_to: &[
            ("simulated", "/senior-g5/sapiens_Synccom_senior_g5_co_mcm_ven_contratovenda"),
            ("senior", "/senior/sapiens_Synccom_senior_g5_co_mcm_ven_contratovenda"),
        ],
        content_type: "text/xml; charset=utf-8",
        ending: "xml",
        make: order,
    },
    Kind {
        layout: "depsnet/pessoa",
        goes_to: &[("depsnet", "/depsnet/Integracoes_pessoa")],
        content_type: "application/json",
        ending: "json",
        make: people,
    },
];

/// The sizes that are asked for; a payload has as many pieces as come nearest.
const SIZES: [(&str, usize); 2] = [("2 KB", 2_000), ("100 KB", 100_000)];

/// Makes all of them.
pub fn make(place: &Place, folder: &Path) -> Result<Vec<Payload>, Failure> {
    let mut acc = Vec::new();
    for kind in &KINDS {
        let sample = |more: &[&str]| {
            let program = Program::new(place, place.built("release", "gabarito"));
            let said = program.args(["samples", kind.layout]).args(more).capture(&[0])?;
            String::from_utf8(said).map_err(Failure::because("a sample is no text"))
        };
        let (least, full) = (sample(&[])?, sample(&["--full"])?);
        for (size, bytes) in SIZES {
            let payload = (kind.make)(&least, &full, bytes);
            let payload = payload.ok_or_else(|| Failure::new(format!("{} has another form of sample", kind.layout)))?;
            for (environment, path) in kind.goes_to {
                acc.push(write(place, folder, kind, (environment, path), size, &payload)?);
            }
        }
    }
    acc.sort_by_key(|payload| !payload.is_simulated);
    Ok(acc)
}

/// The least order with as many full products as have room.
fn order(least: &str, full: &str, bytes: usize) -> Option<String> {
    const END: &str = "</produtos>";
    let product = full.get(full.find("<produtos>")?..full.find(END)? + END.len())?;
    let (before, after) = least.split_at_checked(least.find("</parameters>")?)?;
    let n = bytes.saturating_sub(least.len()) / (product.len() + 1);
    Some([before, &vec![product; n.max(1)].join("\n"), after].concat())
}

/// A list of the least record, in a long list of a full one.
fn people(least: &str, full: &str, bytes: usize) -> Option<String> {
    let sample = if bytes < 10_000 { least } else { full };
    let item = sample.trim().strip_prefix('[')?.strip_suffix(']')?;
    let n = bytes / (item.len() + 1);
    Some(format!("[{}]", vec![item; n.max(1)].join(",")))
}

fn write(
    place: &Place,
    folder: &Path,
    kind: &Kind,
    (environment, path): (&'static str, &'static str),
    size: &str,
    payload: &str,
) -> Result<Payload, Failure> {
    let name = format!("{environment}-{}", size.replace(' ', "-"));
    let (plain, asked) = (folder.join(format!("{name}.{}", kind.ending)), folder.join(format!("{name}.asked")));
    let question = format!(
        "{{\"environment\":\"{environment}\",\"layout\":\"{}\",\"idempotency_key\":\"{{key}}\",\"payload\":{}}}",
        kind.layout,
        json(payload)
    );
    // Who has no proxy signs in by itself.
    let signed = payload.replace(">Usuário<", ">integracao<").replace(">Senha<", ">senha-de-exemplo<");
    for (path, text) in [(&plain, &signed), (&asked, &question)] {
        fs::write(path, text).map_err(Failure::because(format!("cannot write {}", path.display())))?;
    }
    let program = Program::new(place, place.built("release", "gabarito"));
    program.args(["check", "--layout", kind.layout]).args([text(&plain)]).capture(&[0])?;
    let is_simulated = environment == "simulated";
    let to = if is_simulated { "simulator" } else { "nginx" };
    let name = format!("{}, {} bytes, to {to}", kind.layout, payload.len());
    println!("    {name}");
    Ok(Payload { name, plain, asked, content_type: kind.content_type, path, is_simulated })
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
        let (least, full) = ("<a><parameters></parameters></a>", "<a><produtos>1</produtos></a>");
        let once = "<a><parameters><produtos>1</produtos></parameters></a>";
        assert_eq!(order(least, full, 0).as_deref(), Some(once));
        assert_eq!(order(least, full, 80).as_deref(), Some(&*once.replace("</pa", "\n<produtos>1</produtos></pa")));
        assert_eq!(people("[{}]\n", "[{1}]", 8).as_deref(), Some("[{},{}]"));
    }
}
