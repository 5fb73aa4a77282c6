//! Payloads that are damaged here and there, the same at every run.
//!
//! Input: good payloads and a seed. Output: as many others as are asked for.
//! Never looks at what it damages: what comes out may be anything.

/// What a hand or a broken program puts where it does not belong.
pub const TOKENS: [&str; 58] = [
    "",
    "curl -d '",
    "curl -d ^\"",
    "'\\''",
    "\\\"",
    "&lt;a&gt;",
    "x = \"[{",
    "#13#10",
    "\" + \"",
    "@\"",
    "\"\"\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "/",
    "//",
    "/*",
    "*/",
    "-",
    "+",
    ".",
    "0",
    "1",
    "true",
    "None",
    "\\u",
    "\\ud83d",
    "\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{a0}",
    "\u{feff}",
    "ç",
    "🚚",
    "#",
    "<",
    ">",
    "&",
    "&amp;",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!",
    "=",
    "xmlns",
    "<a>",
];

/// A sequence of numbers that look random and are the same at every run (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, less than `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        u64::try_from(end)
            .ok()
            .and_then(|end| mixed.checked_rem(end))
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0)
    }

    /// One of several.
    pub fn choose<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// A payload with one to four changes, each of which may also take from another payload.
pub fn damaged(payload: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut acc = payload.to_vec();
    for _ in 0..=random.below(4) {
        change(&mut acc, other, random);
    }
    acc
}

fn change(acc: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let start = random.below(acc.len() + 1);
    let n_removed = random.below(4);
    match random.below(8) {
        0 => acc.truncate(start),
        1 => replace(acc, start, n_removed, &[u8::try_from(random.below(256)).unwrap_or(0)]),
        2 => replace(acc, start, n_removed * 20, b""),
        3 => {
            let piece = piece(acc, random).to_vec();
            replace(acc, start, 0, &piece);
        }
        4 => replace(acc, start, n_removed, piece(other, random)),
        _ => {
            let token = random.choose(&TOKENS).copied().unwrap_or_default();
            replace(acc, start, n_removed, token.as_bytes());
        }
    }
}

fn replace(acc: &mut Vec<u8>, start: usize, n_removed: usize, piece: &[u8]) {
    let end = (start + n_removed).min(acc.len());
    acc.splice(start..end, piece.iter().copied());
}

/// Up to a hundred bytes from anywhere.
fn piece<'a>(payload: &'a [u8], random: &mut Random) -> &'a [u8] {
    let start = random.below(payload.len());
    let end = (start + random.below(100)).min(payload.len());
    payload.get(start..end).unwrap_or_default()
}
