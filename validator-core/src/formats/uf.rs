//! UF: the abbreviation of a Brazilian state, or `EX` for an address abroad.

use crate::violation::Violation;

const STATES: [&str; 28] = [
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "EX", "GO", "MA", "MG", "MS", "MT", //
    "PA", "PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
];

pub(crate) fn check(text: &str) -> Option<Violation> {
    (!is_state(text)).then_some(Violation::UfUnknown)
}

/// Whether it is one of the abbreviations, in capitals.
pub(crate) fn is_state(text: &str) -> bool {
    STATES.binary_search(&text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_states_and_abroad() {
        assert!(STATES.is_sorted());
        assert!(STATES.iter().all(|state| is_state(state)));
        assert!(!is_state("sc") && !is_state("XX") && !is_state(""));
    }
}
