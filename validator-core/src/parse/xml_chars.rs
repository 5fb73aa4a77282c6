//! Which characters XML 1.0 (fifth edition) allows, and which may form a name.

/// `Char` of the grammar [2].
pub(crate) fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// `NameStartChar` [4], without the colon, which namespaces take for themselves.
pub(crate) fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar` [4a], without the colon.
pub(crate) fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// `NCName` of Namespaces in XML: a name without a colon.
pub(crate) fn is_nc_name(name: &str) -> bool {
    // Nearly every name of a payload is plain ASCII.
    if let [first, rest @ ..] = name.as_bytes() {
        let is_plain = rest.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        if is_plain && (first.is_ascii_alphabetic() || *first == b'_') {
            return true;
        }
    }
    let mut chars = name.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

/// `QName`: an optional prefix and a local name.
pub(crate) fn is_qualified_name(name: &str) -> bool {
    match name.split_once(':') {
        None => is_nc_name(name),
        Some((prefix, local)) => is_nc_name(prefix) && is_nc_name(local),
    }
}

/// Offsets of characters that XML forbids everywhere.
pub(crate) fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    // A quick look at the bytes: controls, and the lead byte of U+FFFE and U+FFFF.
    let suspicious = |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xEF;
    let is_suspicious = text.bytes().fold(false, |acc, byte| acc | suspicious(byte));
    let looked_at = if is_suspicious { text } else { "" };
    looked_at.char_indices().filter(|(_, c)| !is_char(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in ["a", "_a-1.b", "ação", "ser:Consumir"] {
            assert!(is_qualified_name(name), "{name}");
        }
        for name in ["", "1a", "-a", "a b", "a:b:c", ":a", "a:", "a$"] {
            assert!(!is_qualified_name(name), "{name}");
        }
    }

    #[test]
    fn controls_and_noncharacters_are_forbidden() {
        let found: Vec<usize> = forbidden("a\u{1}\t\n\u{fffe}b\u{feff}").map(|(at, _)| at).collect();
        assert_eq!(found, [1, 4]);
    }
}
