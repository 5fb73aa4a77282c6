//! Turns bytes into text, once, before anything else looks at them.
//!
//! Input: the bytes of a payload. Output: a `Source` with decoded text, the payload in it when something stands around it,
//! and what was wrong with the encoding. Never fails: what cannot be decoded is replaced, and said.

use std::borrow::Cow;

use crate::diagnostic::Sink;
use crate::parse::parse_surveyed;
use crate::parse::scan::{self, Survey};
use crate::span::{Span, offset};
use crate::tree::Tree;
use crate::unwrap::{Escape, Unwrapped, follows_quote, unwrap};
use crate::violation::Violation;

/// The largest payload that is looked at, in bytes.
pub const MAX_BYTES: usize = 100_000_000;

/// How the bytes of a payload were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// With or without a byte-order mark, which stays in the text.
    Utf8,
    /// Little endian.
    Utf16Le,
    /// Big endian.
    Utf16Be,
    /// Also what ISO-8859-1 is read as: it only differs where that has control characters.
    Windows1252,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// `text` in this encoding; `None` when it has characters that the encoding lacks.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Encoding::Utf8 => Some(text.as_bytes().to_vec()),
            Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::Windows1252 => text.chars().map(windows_1252_byte).collect(),
        }
    }
}

/// A payload as text. Offsets of a report count bytes of this text; the stages between see the payload alone.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Decoded, a byte-order mark included, and with whatever stands around the payload.
    pub text: Cow<'a, str>,
    /// How its bytes were written.
    pub encoding: Encoding,
    problem: Option<Violation>,
    /// The payload, when it is not the whole text.
    unwrapped: Option<Box<Unwrapped>>,
    /// Of the payload.
    survey: Survey,
}

impl<'a> Source<'a> {
    /// Decodes the bytes of a file. A byte-order mark wins, then the XML declaration, then UTF-8;
    /// bytes that are none of these are read as Windows-1252.
    pub fn decode(bytes: &'a [u8]) -> Self {
        if bytes.len() > MAX_BYTES {
            let violation = Violation::TooLarge { max: offset(MAX_BYTES), actual: offset(bytes.len()) };
            return Self::new(Cow::Borrowed(""), Encoding::Utf8, Some(violation));
        }
        match bytes {
            [0xFF, 0xFE, rest @ ..] => Self::decode_utf16(rest, Encoding::Utf16Le, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => Self::decode_utf16(rest, Encoding::Utf16Be, u16::from_be_bytes),
            _ => Self::decode_bytes(bytes),
        }
    }

    /// A text that is already decoded, as pasted into an editor; the same as its bytes in UTF-8.
    pub fn from_text(text: &'a str) -> Self {
        if text.len() > MAX_BYTES {
            return Self::decode(text.as_bytes());
        }
        let survey = scan::survey(text.as_bytes());
        let is_binary = survey.has_controls && memchr::memchr(0, text.as_bytes()).is_some();
        let problem = is_binary.then_some(Violation::BinaryInput);
        Self::surveyed(Cow::Borrowed(text), survey, Encoding::Utf8, problem)
    }

    /// Another text in the place of this one, as if its bytes had been written the same way.
    pub(crate) fn with_text(&self, text: String) -> Source<'static> {
        Source::new(Cow::Owned(text), self.encoding, self.problem)
    }

    fn new(text: Cow<'a, str>, encoding: Encoding, problem: Option<Violation>) -> Self {
        let survey = scan::survey(text.as_bytes());
        Self::surveyed(text, survey, encoding, problem)
    }

    /// A text whose bytes have been looked at.
    fn surveyed(text: Cow<'a, str>, survey: Survey, encoding: Encoding, problem: Option<Violation>) -> Self {
        let is_binary = problem == Some(Violation::BinaryInput);
        let unwrapped = if is_binary { None } else { unwrap(&text).map(Box::new) };
        let mut source = Self { text, encoding, problem, unwrapped, survey };
        if source.unwrapped.is_some() {
            source.survey = scan::survey(source.payload().as_bytes());
        }
        source
    }

    /// The tree of the payload, and into the sink what was wrong with its syntax.
    pub(crate) fn parse(&self, acc: &mut Sink) -> Tree<'_> {
        parse_surveyed(self.payload(), self.survey, acc)
    }

    /// The payload alone, without what stands around it.
    pub fn payload(&self) -> &str {
        self.unwrapped.as_ref().map_or(&*self.text, |unwrapped| unwrapped.map.payload(&self.text))
    }

    /// Where in the text a span of the payload stands.
    pub(crate) fn place(&self, span: Span) -> Span {
        self.unwrapped.as_ref().map_or(span, |unwrapped| unwrapped.map.span(span))
    }

    /// What has to stand in the text in the place of a span of the payload, so that the payload has `piece` there.
    /// `None` where the text around has no one way to write it.
    pub(crate) fn written(&self, span: Span, piece: String) -> Option<String> {
        let Some(unwrapped) = &self.unwrapped else { return Some(piece) };
        if !unwrapped.map.is_writable(span) {
            return None;
        }
        // What reaches from one kind of literal into another cannot be taken away without the marks between them.
        let is_one_way = || span.text(self.payload()) == self.place(span).text(&self.text);
        (unwrapped.escape != Escape::Mixed || is_one_way()).then(|| unwrapped.escape.write(&piece))?
    }

    /// Whether the payload begins behind a quote that does not go with another: one quote more or less, and it would be
    /// read as the text of a program.
    pub(crate) fn has_loose_quotes(&self) -> bool {
        let is_plain = self.unwrapped.as_ref().is_some_and(|unwrapped| unwrapped.violation == Violation::UnwrappedText);
        is_plain && self.inside().is_some_and(|inside| follows_quote(&self.text, inside.start as usize))
    }

    /// The payload from its first to its last character, where it stands in the text; nothing when it is all of it.
    pub(crate) fn inside(&self) -> Option<Span> {
        let unwrapped = self.unwrapped.as_ref()?;
        Some(unwrapped.map.span(Span::new(0, self.payload().len())))
    }

    fn decode_bytes(bytes: &'a [u8]) -> Self {
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return Self::from_text(text);
        }
        let text = Cow::Owned(bytes.iter().map(|byte| windows_1252_char(*byte)).collect::<String>());
        let problem = if memchr::memchr(0, bytes).is_some() {
            Some(Violation::BinaryInput)
        } else {
            let declared = declared_encoding(&text).map(|span| span.text(&text).to_ascii_lowercase());
            let expected = matches!(declared.as_deref(), Some("iso-8859-1" | "windows-1252" | "latin1" | "cp1252"));
            (!expected).then_some(Violation::NotUtf8)
        };
        Self::new(text, Encoding::Windows1252, problem)
    }

    fn decode_utf16(bytes: &[u8], encoding: Encoding, read: fn([u8; 2]) -> u16) -> Self {
        let units = bytes
            .chunks_exact(2)
            .map(|pair| read([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
        let mut text = String::from('\u{feff}');
        let mut damaged = bytes.len() % 2 == 1;
        for unit in char::decode_utf16(units) {
            damaged |= unit.is_err();
            text.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let problem =
            if text.contains('\0') { Some(Violation::BinaryInput) } else { damaged.then_some(Violation::NotUtf8) };
        Self::new(Cow::Owned(text), encoding, problem)
    }

    /// Whether the rest of the line has anything to work on.
    pub(crate) fn is_readable(&self) -> bool {
        !matches!(self.problem, Some(Violation::TooLarge { .. } | Violation::BinaryInput))
    }

    /// Says what the payload was found in, and what is wrong with the encoding. Places are those of the payload.
    pub(crate) fn report(&self, acc: &mut Sink) {
        let text = self.payload();
        if let Some(unwrapped) = &self.unwrapped {
            acc.push(unwrapped.violation, Span::new(0, text.chars().next().map_or(0, char::len_utf8)));
            acc.ignore_values(unwrapped.map.computed.clone());
        }
        if let Some(violation) = self.problem {
            acc.push(violation, self.first_odd(violation));
            return;
        }
        if is_xml(text) {
            self.report_declaration(acc);
        } else if let Some(rest) = text.strip_prefix('\u{feff}') {
            let span = Span::new(0, text.len() - rest.len());
            let is_wide = matches!(self.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
            acc.push(if is_wide { Violation::Utf16 } else { Violation::ByteOrderMark }, span);
        }
        if self.survey.may_be_mojibake
            && let Some((span, intended)) = find_mojibake(text)
        {
            acc.push(Violation::Mojibake { intended }, span);
        }
    }

    fn report_declaration(&self, acc: &mut Sink) {
        let text = self.payload();
        let Some(span) = declared_encoding(text) else { return };
        let declared = span.text(text).to_ascii_lowercase();
        let actual = self.encoding.name();
        let is_wide = declared.starts_with("utf-16");
        match self.encoding {
            Encoding::Utf8 if is_wide => acc.push(Violation::DeclaredEncoding { declared: span, actual }, span),
            Encoding::Utf8 if declared != "utf-8" && declared != "utf8" && !text.is_ascii() => {
                acc.push(Violation::DeclaredSingleByte { declared: span, actual }, span);
            }
            Encoding::Utf16Le | Encoding::Utf16Be if !is_wide => {
                acc.push(Violation::DeclaredEncoding { declared: span, actual }, span);
            }
            _ => {}
        }
    }

    /// The first character that is not what it should be, or the start of the text.
    fn first_odd(&self, violation: Violation) -> Span {
        let odd = |c: char| match violation {
            Violation::BinaryInput => c == '\0',
            Violation::NotUtf8 if self.encoding == Encoding::Windows1252 => !c.is_ascii(),
            _ => c == char::REPLACEMENT_CHARACTER,
        };
        let found = self.payload().char_indices().find(|(_, c)| odd(*c));
        found.map(|(at, c)| Span::new(at, at + c.len_utf8())).unwrap_or_default()
    }
}

/// Whether a text is meant as XML: its first character that is no white space is `<`.
pub(crate) fn is_xml(text: &str) -> bool {
    without_mark(text).trim_start().starts_with('<')
}

/// What follows the byte-order mark; a second one is a character like any other.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The name in `<?xml … encoding="name"?>`.
pub(crate) fn declared_encoding(text: &str) -> Option<Span> {
    let start = text.len() - without_mark(text).len();
    let declaration = text.get(start..)?.strip_prefix("<?xml")?;
    let declaration = declaration.get(..declaration.find("?>")?)?;
    let key = declaration.find("encoding")? + "encoding".len();
    let quoted = declaration.get(key..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = quoted.get(1..)?;
    let value = value.get(..value.find(quote)?)?;
    let at = value.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(at, at + value.len()))
}

/// UTF-8 that went through Windows-1252: `Ã` or `Â` before a character of the upper half.
/// Only pairs that stand for a letter of Portuguese or Spanish count: others are too likely to be meant.
fn find_mojibake(text: &str) -> Option<(Span, char)> {
    let bytes = text.as_bytes();
    // `Ã` is C3 83 and `Â` is C3 82 in UTF-8.
    memchr::memchr_iter(0xC3, bytes).find_map(|at| {
        let mut chars = text.get(at..)?.chars();
        let (first, second) = (chars.next()?, chars.next()?);
        let lead = match first {
            'Ã' => 0xC3,
            'Â' => 0xC2,
            _ => return None,
        };
        let pair = [lead, windows_1252_byte(second)?];
        let intended = std::str::from_utf8(&pair).ok()?.chars().next()?;
        let is_usual = matches!(intended, 'à'..='ä' | 'ç' | 'è'..='ê' | 'í' | 'ñ' | 'ò'..='õ' | 'ú' | 'ü' | 'À'..='Ã' | 'Ç' | 'É' | 'Ê' | 'Í' | 'Ó'..='Õ' | 'Ú' | 'º' | 'ª');
        is_usual.then(|| (Span::new(at, at + first.len_utf8() + second.len_utf8()), intended))
    })
}

/// The characters of Windows-1252 from 0x80 to 0x9F; the five unused places keep their control character.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252_char(byte: u8) -> char {
    let upper = byte.checked_sub(0x80).and_then(|at| UPPER.get(usize::from(at)));
    upper.copied().unwrap_or(char::from(byte))
}

fn windows_1252_byte(c: char) -> Option<u8> {
    let upper = UPPER.iter().position(|known| *known == c);
    match (upper, u8::try_from(u32::from(c))) {
        (Some(at), _) => u8::try_from(at + 0x80).ok(),
        (None, Ok(byte)) if !(0x80..0xA0).contains(&byte) => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_survives_a_round_trip() {
        let bytes: Vec<u8> = (1..=255).collect();
        let source = Source::decode(&bytes);
        assert_eq!(source.encoding, Encoding::Windows1252);
        assert_eq!(source.encoding.encode(&source.text), Some(bytes));
    }

    #[test]
    fn utf16_keeps_its_mark_in_the_text() {
        let source = Source::decode(&[0xFF, 0xFE, b'{', 0, 0xE9, 0]);
        assert_eq!(source.text, "\u{feff}{é");
        assert_eq!(source.encoding.encode(&source.text), Some(vec![0xFF, 0xFE, b'{', 0, 0xE9, 0]));
    }

    #[test]
    fn the_declared_encoding_is_found_with_either_quote() {
        let text = "<?xml version='1.0' encoding = 'ISO-8859-1'?><a/>";
        assert_eq!(declared_encoding(text).map(|span| span.text(text)), Some("ISO-8859-1"));
        assert_eq!(declared_encoding("<a encoding='x'/>"), None);
    }

    #[test]
    fn mojibake_is_told_from_portuguese() {
        assert_eq!(find_mojibake("instalaÃ§Ã£o").map(|(_, intended)| intended), Some('ç'));
        assert_eq!(find_mojibake("MAÇÃ, NÃO, Ângela, PAPÃO"), None);
    }
}
