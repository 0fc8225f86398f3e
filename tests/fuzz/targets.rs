//! The parsers that are fuzzed, and what must hold for each.

use super::fuzz;
use crate::cases::case_files;
use crate::support::Workspace;
use crate::support::serving::{Client, Preview};
use pakt::diagnostic::{Diagnostic, SourceFile};
use pakt::files::FileSet;
use pakt::import::{ImportOptions, import_paper};
use pakt::parse::markdown::{collect_outline, markdown_events};
use pakt::parse::{CsvTable, parse};
use pakt::render::body::{HtmlOptions, write_body};
use pakt::site::source_text::SourceText;
use spanned_yaml::{NodeKind, YamlNode};
use std::collections::HashSet;
use std::io::Read as _;
use std::net::Shutdown;
use std::sync::Arc;
use std::time::Duration;

/// Markdown may become so many events for each of its bytes: an image in a link in a heading and
/// what closes them.
const MAX_EVENTS_PER_BYTE: usize = 8;

/// Code may become so many bytes of HTML for each of its bytes: a span around one character.
const MAX_HTML_BYTES_PER_BYTE: usize = 40;

/// Returns the files of all cases whose name ends so.
fn case_inputs(ending: &str) -> Vec<Vec<u8>> {
    let files = case_files();
    let inputs = files.values().flat_map(|file| file.cases()).flat_map(|case| case.inputs());
    let small = inputs.filter(|file| file.path.ends_with(ending) && !file.info.contains(' '));
    small.map(|file| file.bytes()).collect()
}

fn source(input: &[u8]) -> Arc<SourceFile> {
    let text = String::from_utf8_lossy(input).replace("\r\n", "\n");
    Arc::new(SourceFile { path: "input".into(), text: text.into() })
}

fn check_spans(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let (range, text) = (diagnostic.span.range(), &diagnostic.span.source().text);
        assert!(text.get(range).is_some(), "{diagnostic:?}");
    }
}

#[test]
fn front_matter() {
    fuzz("front-matter", case_inputs(".md"), |input| {
        let text = String::from_utf8_lossy(input);
        let files = FileSet::from_texts(&[("page.md", &text)]);
        for file in files.iter() {
            check_spans(&parse(file).diagnostics);
        }
    });
}

#[test]
fn yaml() {
    fuzz("yaml", case_inputs(".yaml"), |input| {
        let text = String::from_utf8_lossy(input);
        let document = spanned_yaml::parse(&text);
        for error in &document.errors {
            assert!(text.get(error.range.clone()).is_some(), "{error:?}");
        }
        let mut nodes: Vec<&YamlNode> = document.root.iter().collect();
        let mut n_nodes = 0;
        while let Some(node) = nodes.pop() {
            assert!(text.get(node.range.clone()).is_some(), "{node:?}");
            n_nodes += 1;
            match &node.kind {
                NodeKind::Map(entries) => {
                    nodes.extend(entries.iter().flat_map(|(key, value)| [key, value]));
                }
                NodeKind::List(items) => nodes.extend(items),
                NodeKind::Text { .. } | NodeKind::Empty => {}
            }
        }
        assert!(n_nodes <= 2 * text.len() + 1, "{n_nodes} nodes of {} bytes", text.len());
    });
}

#[test]
fn csv() {
    fuzz("csv", case_inputs(".csv"), |input| {
        let source = source(input);
        let (table, diagnostics) = CsvTable::read(&source);
        check_spans(&diagnostics);
        let n_cells: usize = table.rows.iter().map(|row| row.cells.len()).sum();
        assert!(n_cells <= source.text.len() + 1, "{n_cells} cells");
    });
}

#[test]
fn markdown() {
    fuzz("markdown", case_inputs(".md"), |input| {
        let text = String::from_utf8_lossy(input);
        let events = markdown_events(&text);
        for (event, range) in &events {
            assert!(text.get(range.clone()).is_some(), "{event:?} {range:?}");
        }
        assert!(events.len() <= MAX_EVENTS_PER_BYTE * (text.len() + 1), "{} events", events.len());
        let outline = collect_outline(&text);
        let html = write_body(&text, &outline, &HtmlOptions::default()).html;
        assert!(!html.contains("<script"), "{html}");
    });
}

/// The first line of an input is the info string of the code below it.
#[test]
fn code() {
    fuzz("code", Vec::new(), |input| {
        let text = String::from_utf8_lossy(input);
        let (info, code) = text.split_once('\n').unwrap_or(("", &text));
        for info in [info, "makefile", "dockerfile", "nginx", "hcl", "graphql", "ini", "lua", "r"] {
            let html = highlight::highlight(info, code);
            assert_eq!(text_content(&html), code, "{info}");
            let spans = html.matches("<span class=\"hl-").count();
            assert_eq!(html.matches("</span>").count(), spans, "{info}");
            assert!(html.len() <= MAX_HTML_BYTES_PER_BYTE * (code.len() + 1), "{info}");
        }
    });
}

/// Returns the text of HTML with spans and the four entities.
fn text_content(html: &str) -> String {
    let pieces = html.split('<').enumerate();
    let outside = pieces.map(|(index, piece)| match index {
        0 => piece,
        _ => piece.split_once('>').unwrap().1,
    });
    let text = outside.collect::<String>().replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn source_text() {
    fuzz("source-text", case_inputs(".txt"), |input| {
        let source = source(input);
        let text = SourceText::read(&source);
        check_spans(text.diagnostics());
        assert!(text.paragraphs.len() <= source.text.len());
        for (index, paragraph) in text.paragraphs.iter().enumerate() {
            let first = text.find_mark(&paragraph.locator);
            assert!(paragraph.locator.is_empty() || first.is_some_and(|first| first <= index));
            assert_eq!(first == Some(index), !paragraph.anchor.is_empty());
            for part in paragraph.blocks().into_iter().flat_map(|block| block.parts) {
                assert!(paragraph.text.get(part.clone()).is_some(), "{part:?}");
            }
        }
        let headings = text.paragraphs.iter().filter_map(|paragraph| paragraph.section.as_ref());
        let anchors = text.paragraphs.iter().map(|paragraph| &paragraph.anchor);
        let anchors: Vec<&String> = anchors
            .chain(headings.map(|heading| &heading.anchor))
            .filter(|anchor| !anchor.is_empty())
            .collect();
        assert!(anchors.iter().all(|anchor| !anchor.contains(char::is_whitespace)), "{anchors:?}");
        let n_anchors = anchors.len();
        assert_eq!(anchors.into_iter().collect::<HashSet<_>>().len(), n_anchors);
    });
}

#[test]
fn request() {
    let workspace = Workspace::site();
    let mut preview = Preview::start(&workspace, &[]);
    let address = preview.address;
    let of_paths = ["/", "/radet/", "/en/", "/assets/", "/@pakt/live.js", "/@2014-01-01/"];
    let more = of_paths.map(|path| {
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").into_bytes()
    });
    fuzz("request", more.to_vec(), |input| {
        let mut client = Client::connect(address);
        client.send(input);
        let stream = client.0.get_mut();
        // A stream of events stays open, and is not waited for.
        stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        stream.shutdown(Shutdown::Write).ok();
        let mut head = [0; 12];
        let n_read = stream.read(&mut head).unwrap_or(0);
        assert!(n_read < head.len() || head.starts_with(b"HTTP/1."), "{head:?}");
        // What the request line asks for must be inside the site.
        let is_ok = head.ends_with(b" 200");
        assert!(!is_ok || !input.starts_with(b"GET /../"), "{input:?}");
    });
    assert_eq!(preview.page("radet/index.html").0, 200, "{}", preview.stderr());
    assert!(!preview.stderr().contains("panicked"), "{}", preview.stderr());
}

/// Each input is read as a paper of each format.
#[test]
fn paper() {
    fuzz("paper", Vec::new(), |input| {
        for name in ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"] {
            let Ok(paper) = import_paper(name, input, &ImportOptions::default()) else { continue };
            let text = SourceText::read(&source(paper.text.as_bytes()));
            let marks = text.paragraphs.iter().map(|paragraph| paragraph.locator.clone());
            let marks: Vec<String> = marks.filter(|mark| !mark.is_empty()).collect();
            assert_eq!(marks, paper.marks, "each mark is read as it was written");
        }
    });
}
