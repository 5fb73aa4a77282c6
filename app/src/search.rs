//! Finds what a person types, whatever the case and the accents.

/// A text as it is compared: lower case, without the accents of Portuguese and Spanish.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(without_accent).collect()
}

/// Whether every word of a folded query stands somewhere in a folded text.
pub fn holds(folded: &str, query: &str) -> bool {
    query.split_whitespace().all(|word| folded.contains(word))
}

fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, query: &str, expected: bool) {
        assert_eq!(holds(&fold(text), &fold(query)), expected);
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        check("contatos.observação", "OBSERVACAO", true);
        check("Situacao", "situação", true);
    }

    #[test]
    fn every_word_is_looked_for_in_any_order() {
        check("Valor longo demais", "demais valor", true);
        check("Valor longo demais", "valor curto", false);
    }

    #[test]
    fn nothing_typed_finds_everything() {
        check("x", "  ", true);
    }
}
