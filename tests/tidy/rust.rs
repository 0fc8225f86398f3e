//! Rust source reduced for the rules: comments, strings and tests are blank, and lines keep their
//! numbers.

/// Blanks comments, strings and characters, and keeps line numbers.
pub(crate) fn without_strings(text: &str) -> String {
    let (mut code, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(first) = rest.chars().next() {
        let (length, shown) = match first {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), ""),
            '/' if rest.starts_with("/*") => (block_comment(rest), ""),
            '"' => (string(rest), "\"\""),
            'r' | 'b' if !ends_with_name(&code) && raw_string(rest).is_some() => {
                (raw_string(rest).unwrap(), "\"\"")
            }
            '\'' => match character(rest) {
                Some(length) => (length, "' '"),
                None => (1, "'"),
            },
            _ => {
                code.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        let (taken, after) = rest.split_at(length);
        code.push_str(shown);
        code.extend(taken.chars().filter(|char| *char == '\n'));
        rest = after;
    }
    code
}

pub(crate) fn ends_with_name(code: &str) -> bool {
    code.ends_with(|char: char| char.is_alphanumeric() || char == '_')
}

/// Comments nest.
fn block_comment(text: &str) -> usize {
    let (mut offset, mut depth) = (0, 0);
    while offset < text.len() {
        let rest = &text[offset..];
        if rest.starts_with("/*") {
            (offset, depth) = (offset + 2, depth + 1);
        } else if rest.starts_with("*/") {
            (offset, depth) = (offset + 2, depth - 1);
        } else {
            offset += rest.chars().next().unwrap().len_utf8();
        }
        if depth == 0 {
            return offset;
        }
    }
    offset
}

fn string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `r"…"`, `r#"…"#`, `br"…"`, also `b"…"`.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'));
    let Some(after) = after else {
        let rest = text.strip_prefix('b').filter(|rest| rest.starts_with('"'))?;
        return Some(1 + string(rest));
    };
    let n_marks = after.bytes().take_while(|byte| *byte == b'#').count();
    let inner = after.get(n_marks..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(n_marks));
    let length = inner.find(&end).map_or(inner.len(), |at| at + end.len());
    Some(text.len() - inner.len() + length)
}

/// A character, not a lifetime.
fn character(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        let (at, _) = chars.skip(1).find(|(_, char)| *char == '\'')?;
        return Some(at + 1);
    }
    chars.next().filter(|(_, char)| *char == '\'').map(|(at, _)| at + 1)
}

/// Blanks what is compiled for tests only. Returns also the names of such modules.
pub(crate) fn without_tests(code: &str) -> (String, Vec<String>) {
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let lines: Vec<&str> = code.lines().collect();
    let mut line_index = 0;
    while let Some(line) = lines.get(line_index) {
        if !line.trim_start().starts_with("#[cfg(test)]") {
            kept.push(*line);
            line_index += 1;
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let is_attribute = |line: &&&str| line.trim_start().starts_with("#[");
        let item = line_index + lines.iter().skip(line_index).take_while(is_attribute).count();
        let first = lines.get(item).map_or("", |line| line.trim());
        let declared = first.strip_suffix(';').and_then(|first| first.rsplit_once("mod "));
        modules.extend(declared.map(|(_, name)| name.trim().to_owned()));
        // An item ends at its `;`, or at a brace with the indentation of the item.
        let is_end = |line: &&str| {
            line.ends_with(';') || line.trim_end() == format!("{}}}", " ".repeat(indent))
        };
        let is_open = first.ends_with('{');
        let ends =
            |line: &&str| if is_open { line.trim() == "}" && is_end(line) } else { is_end(line) };
        let length = lines.iter().skip(item).position(ends).unwrap_or(lines.len());
        let after = (item + length + 1).min(lines.len());
        kept.extend(std::iter::repeat_n("", after - line_index));
        line_index = after;
    }
    (kept.join("\n"), modules)
}

/// Returns whether a line contains a word that is not part of a longer one.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    line.match_indices(word).any(|(at, _)| {
        let is_begun = line[..at].ends_with(is_name) && word.starts_with(is_name);
        let is_continued = line[at + word.len()..].starts_with(is_name) && word.ends_with(is_name);
        !is_begun && !is_continued
    })
}

/// Returns the names of the structs, enums, unions and traits that a file defines.
pub(crate) fn types_defined(code: &str) -> Vec<String> {
    let is_name = |char: &char| char.is_alphanumeric() || *char == '_';
    let defined = |line: &str| {
        let item = line.trim_start();
        let item = match item.strip_prefix("pub") {
            Some(after) => after.split_once(' ').map_or("", |(_, item)| item),
            None => item,
        };
        ["struct ", "enum ", "union ", "trait "].iter().find_map(|keyword| {
            let name: String = item.strip_prefix(keyword)?.chars().take_while(is_name).collect();
            name.starts_with(char::is_uppercase).then_some(name)
        })
    };
    code.lines().filter_map(defined).collect()
}

/// Returns the functions that take a parameter apart in their signature, with line numbers.
pub(crate) fn functions_with_tuple_patterns(code: &str) -> Vec<(usize, String)> {
    let mut functions = Vec::new();
    for (offset, keyword) in code.match_indices("fn ") {
        if ends_with_name(&code[..offset]) {
            continue;
        }
        let after = &code[offset + keyword.len()..];
        let name: String =
            after.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect();
        let parameters = without_generics(&after[name.len()..]);
        if !name.is_empty() && has_tuple_pattern(parameters) {
            functions.push((code[..offset].matches('\n').count() + 1, name));
        }
    }
    functions
}

/// Skips `<…>` at the beginning, if there is one.
fn without_generics(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut previous = ' ';
    for (offset, char) in text.char_indices() {
        match char {
            '<' => depth += 1,
            '>' if previous != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (char == '>' && previous != '-' || offset == 0) {
            return if char == '>' { &text[offset + 1..] } else { text };
        }
        previous = char;
    }
    text
}

/// Returns whether a parameter of the list that begins here begins with a parenthesis.
fn has_tuple_pattern(parameters: &str) -> bool {
    let Some(list) = parameters.strip_prefix('(') else { return false };
    let (mut depth, mut is_start) = (0_usize, true);
    for char in list.chars() {
        match char {
            '(' if is_start && depth == 0 => return true,
            '(' | '[' | '{' | '<' => depth += 1,
            ')' if depth == 0 => return false,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_start = depth == 0 && (char == ',' || is_start && (char.is_whitespace() || char == '&'));
    }
    false
}

/// Returns the layers that a file imports, with line numbers.
pub(crate) fn layers_used(path: &str, code: &str) -> Vec<(usize, String)> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let depth = inner.trim_end_matches("/mod").split('/').count();
    let to_top = "super::".repeat(depth);
    // A `use` may go over several lines.
    let mut used = Vec::new();
    for top in ["crate::", to_top.as_str()] {
        for (at, _) in code.match_indices(top) {
            let is_longer = code[..at].ends_with("super::")
                || (top != "crate::" && code[at + top.len()..].starts_with("super::"))
                || ends_with_name(&code[..at]);
            if is_longer {
                continue;
            }
            let number = code[..at].matches('\n').count() + 1;
            let after = &code[at + top.len()..];
            used.extend(names_after(after).into_iter().map(|name| (number, name)));
        }
    }
    used
}

/// `a::b` → a; `{a::{b, c}, d}` → a, d.
fn names_after(after: &str) -> Vec<String> {
    let is_name = |char: &char| char.is_alphanumeric() || *char == '_';
    let name = |text: &str| -> String { text.trim_start().chars().take_while(is_name).collect() };
    let Some(list) = after.strip_prefix('{') else { return vec![name(after)] };
    let (mut depth, mut begins, mut names) = (0_usize, 0, Vec::new());
    for (at, char) in list.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&list[begins..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&list[begins..at]));
                begins = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

mod tests {
    use super::{
        functions_with_tuple_patterns, has_word, names_after, types_defined, without_strings,
        without_tests,
    };

    #[test]
    fn words_are_taken_out_and_lines_stay() {
        let text =
            "a // b\n/* c\n/* d */ */ e\n\"f\\\"\ng\" h\nr#\"i\"j\"# 'k' '\\'' l<'m> b\"n\" bar";
        let code = without_strings(text);
        assert_eq!(code, "a \n\n e\n\"\"\n h\n\"\" ' ' ' ' l<'m> \"\" bar");
    }

    #[test]
    fn tests_are_taken_out_and_lines_stay() {
        let text = "a\n#[cfg(test)]\nmod b;\nc\n#[cfg(test)]\nmod d {\n    e {\n    }\n}\nf";
        let (code, modules) = without_tests(text);
        assert_eq!(code, "a\n\n\nc\n\n\n\n\n\nf");
        assert_eq!(modules, ["b"]);
    }

    #[test]
    fn a_use_names_its_layers() {
        assert_eq!(names_after("a::b;"), ["a"]);
        assert_eq!(names_after("{a::{b, c}, d, e::f};"), ["a", "d", "e"]);
    }

    #[test]
    fn types_are_found_where_they_are_defined() {
        let code =
            "pub(super) struct Span<'a> {\npub enum Kind {\n  type Item = u8;\ntrait Emit {}";
        assert_eq!(types_defined(code), ["Span", "Kind", "Emit"]);
    }

    #[test]
    fn tuple_patterns_are_found_in_parameters_only() {
        let code = "fn a((b, c): (u8, u8)) {}\nfn d(e: (u8, u8), f: fn(u8)) {}\nfn g<H: Fn(u8) -> u8>(\n    \
                    &self,\n    &(i, j): &(u8, u8),\n) {}";
        let names: Vec<_> = functions_with_tuple_patterns(code).into_iter().collect();
        assert_eq!(names, [(1, "a".to_owned()), (3, "g".to_owned())]);
    }

    #[test]
    fn a_word_is_whole() {
        assert!(has_word("x = fs::read()", "fs::"));
        assert!(!has_word("x = offs::read()", "fs::"));
        assert!(!has_word("MutexGuard", "Mutex"));
    }
}
