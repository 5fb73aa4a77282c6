//! A text in every form in which it may travel, to be looked for in what others see.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// The forms of a text. Of base64 the part that is the same wherever the text begins within three bytes.
pub fn needles(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let json = serde_json::Value::from(text).to_string();
    let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let only_ascii: String =
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) }).collect();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let percent: String = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
    let usual: String = bytes
        .iter()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(*byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let xml = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut texts = vec![
        text.to_owned(),
        json[1..json.len() - 1].to_owned(),
        escaped.to_uppercase().replace("\\U", "\\u"),
        escaped,
        only_ascii,
        hex.to_uppercase(),
        hex,
        percent.to_lowercase(),
        percent,
        usual.to_lowercase(),
        usual,
        xml.replace('"', "&quot;"),
        xml,
    ];
    for before in 0..3 {
        let shifted = [&vec![0; before][..], bytes].concat();
        for engine in [&STANDARD, &URL_SAFE] {
            let encoded = engine.encode(&shifted);
            // What stands at the ends depends on the neighbours.
            let whole = encoded.trim_end_matches('=');
            texts.push(whole[4..whole.len() - 4].to_owned());
        }
    }
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    texts.into_iter().map(String::into_bytes).chain([utf16]).collect()
}

/// Where one of the forms of a text stands.
pub fn found(haystack: &[u8], text: &str) -> Option<String> {
    let is_in = |needle: &&Vec<u8>| haystack.windows(needle.len()).any(|window| window == needle.as_slice());
    needles(text).iter().find(is_in).map(|needle| String::from_utf8_lossy(needle).into_owned())
}

#[track_caller]
pub fn check_absent(place: &str, haystack: &[u8], canaries: &[&str]) {
    for canary in canaries {
        if let Some(form) = found(haystack, canary) {
            panic!("{place} holds {canary} as {form}:\n{}", String::from_utf8_lossy(haystack));
        }
    }
}

#[test]
fn a_text_is_found_in_every_form() {
    let text = "sêgr3do <&> \"x\" 0123456789";
    for needle in needles(text) {
        assert!(needle.len() > 8);
        assert!(found(&[b"before", needle.as_slice(), b"after"].concat(), text).is_some());
    }
    let basic = STANDARD.encode(format!("user:{text}"));
    assert!(found(basic.as_bytes(), text).is_some());
    assert!(found(b"something else", text).is_none());
}
