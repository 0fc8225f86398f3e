//! Papers become source texts with all of their words. `scripts/papers` makes the papers.

use pakt::import::{ImportFinding, ImportOptions, ImportedPaper, import_paper};
use std::fs;
use std::path::Path;

fn paper(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/papers");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn import(name: &str) -> ImportedPaper {
    import_paper(name, &paper(name), &ImportOptions::default()).unwrap()
}

/// Returns the words of a source text without its marks and signs; the notes are last.
fn words_out(text: &str) -> Vec<String> {
    let is_mark = |line: &&str| line.starts_with('[') && line.ends_with(']');
    let is_note = |line: &&str| line.starts_with(['¹', '²']);
    let lines: Vec<&str> = text.lines().filter(|line| !is_mark(line)).collect();
    let body = lines.iter().copied().filter(|line| !is_note(line));
    let notes = lines.iter().copied().filter(is_note);
    let words = body.chain(notes).flat_map(str::split_whitespace);
    let is_sign = |word: &&str| word.chars().all(|char| "#|-¹²".contains(char));
    words.filter(|word| !is_sign(word)).map(str::to_owned).collect()
}

#[track_caller]
fn check_words(name: &str) {
    let words_in = String::from_utf8(paper("lease.words")).unwrap();
    let words_in: Vec<&str> = words_in.split_whitespace().collect();
    let words_out = words_out(&import(name).text);
    for (index, (word_in, word_out)) in words_in.iter().zip(&words_out).enumerate() {
        let around = words_out[index.saturating_sub(5)..words_out.len().min(index + 5)].join(" ");
        assert_eq!(word_in, word_out, "{name}, word {index}, in {around:?}");
    }
    assert_eq!(words_in.len(), words_out.len(), "{name}: {:?}", words_out.last());
}

#[track_caller]
fn check_marks(name: &str) {
    let marks = import(name).marks;
    let expected = ["P01", "P02", "Artikel 1", "Artikel 2", "Artikel 3", "Artikel 4"];
    assert_eq!(marks, expected, "{name}");
}

#[test]
fn every_word_of_a_paper_is_in_its_text_in_order() {
    for name in ["lease.docx", "lease.html", "lease.pdf", "lease-browser.pdf"] {
        check_words(name);
        check_marks(name);
    }
}

#[test]
fn tables_lists_headings_and_notes_keep_their_shape() {
    for name in ["lease.docx", "lease.html", "lease.pdf", "lease-browser.pdf"] {
        let text = import(name).text;
        for shape in [
            "# Hyresavtal om kvarnen i Ekby\n",
            "# Artikel 1 Hyran\n\n[Artikel 1]\n",
            "\n(a) kvarnbyggnaden med kvarnhjul, axlar och dammluckor,\n(b) effektiv ",
            "\n| Målning av fasad | Hyresvärden | 40 000 kr |\n",
            "\n¹ Beloppet räknas upp ",
        ] {
            assert!(text.contains(shape), "{name}: {shape:?} in\n{text}");
        }
        assert!(!text.contains('\u{ad}'), "{name}");
    }
}

#[test]
fn headers_and_footers_are_removed_and_listed() {
    let paper = import("lease.pdf");
    let mut lines: Vec<&str> = Vec::new();
    for finding in &paper.findings {
        if let ImportFinding::RepeatedLine { text, n_pages } = finding {
            assert!(*n_pages >= 2, "{finding:?}");
            lines.push(text);
        }
    }
    assert_eq!(lines, ["Hyresavtal om kvarnen i Ekby", "Sida 1 av 4"]);
    assert!(!paper.text.contains("Sida 2"), "{}", paper.text);
}
