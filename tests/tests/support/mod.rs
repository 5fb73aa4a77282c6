//! What several property tests share: texts that are damaged here and there.

use proptest::sample::Index;

/// Where, how many characters go, and what comes instead.
pub type Mutation = (Index, usize, &'static str);

/// The text with each change made, one after the other.
pub fn mutate(text: &str, mutations: &[Mutation]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, n_removed, token) in mutations {
        let start = at.index(chars.len() + 1);
        let end = (start + n_removed).min(chars.len());
        chars.splice(start..end, token.chars());
    }
    chars.into_iter().collect()
}
