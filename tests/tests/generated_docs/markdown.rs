//! Plain text as Markdown.
//!
//! Input: words as a person wrote them. Output: Markdown that shows the same.
//! Knows nothing of codes or layouts.

/// A sentence; what stands for a value is set as code.
pub(crate) fn prose(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').filter(|(name, _)| is_placeholder(name));
        acc.push_str(&escaped(before));
        match name {
            Some((name, tail)) => {
                acc.push_str(&format!("`{{{name}}}`"));
                rest = tail;
            }
            None => {
                acc.push('{');
                rest = after;
            }
        }
    }
    acc + &escaped(rest)
}

fn is_placeholder(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A sentence in a table.
pub(crate) fn cell(text: &str) -> String {
    prose(text).replace('|', "\\|").replace('\n', " ")
}

fn escaped(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '<' | '*' | '_' | '`' | '[' | ']' | '\\' | '&') {
            acc.push('\\');
        }
        acc.push(c);
    }
    acc
}

/// A text as it stands; what nobody could see is named.
pub(crate) fn fence(language: &str, text: &str) -> String {
    if text.trim().is_empty() {
        return "(só espaços em branco, white space only, solo espacios en blanco)\n".to_owned();
    }
    let mut shown = String::new();
    for c in text.trim_matches('\n').chars() {
        match c {
            '\n' => shown.push(c),
            c if c.is_control() || c == '\u{feff}' => shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
            c => shown.push(c),
        }
    }
    format!("```{language}\n{shown}\n```\n")
}

#[test]
fn values_are_code_and_signs_are_kept() {
    assert_eq!(prose("{field} <a> {x y}"), "`{field}` \\<a> {x y}");
    assert_eq!(cell("a|b"), "a\\|b");
}

#[test]
fn what_nobody_sees_is_named() {
    assert_eq!(fence("json", "\u{feff}[]"), "```json\n⟨U+FEFF⟩[]\n```\n");
}
