//! UF: the abbreviation of a Brazilian state, or `EX` for an address abroad.

use crate::violation::Violation;

const STATES: [[u8; 2]; 28] = [
    *b"AC", *b"AL", *b"AM", *b"AP", *b"BA", *b"CE", *b"DF", *b"ES", *b"EX", *b"GO", *b"MA", *b"MG", *b"MS",
    *b"MT", //
    *b"PA", *b"PB", *b"PE", *b"PI", *b"PR", *b"RJ", *b"RN", *b"RO", *b"RR", *b"RS", *b"SC", *b"SE", *b"SP", *b"TO",
];

pub(crate) fn check(text: &str) -> Option<Violation> {
    (!is_state(text)).then_some(Violation::UfUnknown)
}

/// Whether it is one of the abbreviations, in capitals.
pub(crate) fn is_state(text: &str) -> bool {
    <[u8; 2]>::try_from(text.as_bytes()).is_ok_and(|state| STATES.contains(&state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_states_and_abroad() {
        for state in ["AC", "EX", "SC", "TO"] {
            assert!(is_state(state), "{state}");
        }
        assert!(!is_state("SCX") && !is_state("S") && !is_state("sc") && !is_state("XX") && !is_state(""));
    }
}
