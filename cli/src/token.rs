//! `gabarito token`: makes an API token for a person.
//!
//! Input: the person's name. Output: the token, once, and the lines that the configuration gets.
//! Keeps nothing: who loses the token makes another one.

use crate::output::Output;
use crate::text::Text;
use crate::{Failure, Status};

pub(crate) fn token(user: &str, output: &mut Output, text: &Text) -> Result<Status, Failure> {
    let made = proxy::new_token().ok_or_else(|| Failure(text.config.no_memory.to_owned()))?;
    let lines = format!(
        "{}\n\n  {}\n\n{}\n\n[[access.token]]\nid   = \"{}\"\nuser = {}\nhash = \"{}\"\n",
        text.config.token_once,
        made.token.expose(),
        text.config.token_lines,
        made.id,
        in_toml(user),
        made.hash
    );
    output.print(&lines, text)?;
    Ok(Status::Valid)
}

/// A name as TOML writes it between quotes.
fn in_toml(name: &str) -> String {
    let mut acc = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => acc.extend(['\\', c]),
            c if c.is_control() => acc.push_str(&format!("\\u{:04x}", c as u32)),
            c => acc.push(c),
        }
    }
    acc.push('"');
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(in_toml(name), expected);
    }

    #[test]
    fn names_are_written_as_toml() {
        check("ana", r#""ana""#);
        check("José \"Zé\" \\ Silva", r#""José \"Zé\" \\ Silva""#);
        check("a\nb", r#""a\u000ab""#);
    }
}
