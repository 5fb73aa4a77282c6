//! Moves the scripts that stand inside the page's HTML into files, so that the policy needs no exception for them.
//!
//! Input: the HTML that Trunk wrote. Output: the same HTML pointing at files, and those files.
//! Never changes a script: a file holds exactly what stood between the tags.

use std::hash::{DefaultHasher, Hash, Hasher};

/// HTML without scripts of its own, and the scripts that were in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Moved {
    /// The page.
    pub html: String,
    /// Name and text of each script.
    pub scripts: Vec<(String, String)>,
}

/// Takes every script that has no address out of the HTML.
pub fn move_scripts(html: &str) -> Moved {
    let mut acc = Moved { html: String::with_capacity(html.len()), scripts: Vec::new() };
    let mut rest = html;
    while let Some((before, tag, text, after)) = next_script(rest) {
        acc.html.push_str(before);
        if has_address(tag) || text.trim().is_empty() {
            acc.html.push_str(&format!("<script{tag}>{text}</script>"));
        } else {
            let name = format!("start-{:016x}.js", hash(text));
            acc.html.push_str(&format!("<script{tag} src=\"/{name}\"></script>"));
            acc.scripts.push((name, text.to_owned()));
        }
        rest = after;
    }
    acc.html.push_str(rest);
    acc
}

/// What stands before the next script, its attributes, its text, and what stands after it.
fn next_script(html: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, opened) = html.split_once("<script")?;
    let (tag, inside) = opened.split_once('>')?;
    let (text, after) = inside.split_once("</script>")?;
    Some((before, tag, text, after))
}

fn has_address(tag: &str) -> bool {
    tag.split_whitespace().any(|attribute| attribute.starts_with("src="))
}

/// The name changes with the content, so that browsers may keep the file for ever.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_moves_into_a_file_and_keeps_its_attributes() {
        let moved = move_scripts("<head>\n<script type=\"module\">\nimport init;\n</script></head>");
        let [(name, text)] = moved.scripts.as_slice() else { panic!("one script is moved") };
        assert_eq!(text, "\nimport init;\n");
        assert_eq!(moved.html, format!("<head>\n<script type=\"module\" src=\"/{name}\"></script></head>"));
    }

    #[test]
    fn a_script_with_an_address_stays() {
        let html = "<script type=\"module\" src=\"/app.js\" integrity=\"sha384-x\"></script><p>text</p>";
        assert_eq!(move_scripts(html), Moved { html: html.to_owned(), scripts: Vec::new() });
    }

    #[test]
    fn the_name_follows_the_content() {
        let name = |text: &str| move_scripts(&format!("<script>{text}</script>")).scripts.remove(0).0;
        assert_eq!(name("a"), name("a"));
        assert_ne!(name("a"), name("b"));
    }
}
