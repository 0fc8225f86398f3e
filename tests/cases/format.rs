//! The format of a file of cases, and its reader and writer.
//!
//! ~~~text
//! ## A quote occurs in the paragraph that it cites        a case begins with its rule
//!
//! `index.md`                                              the name of a file, below `content/`
//!
//! ```md                                                   and its text
//! The chair is [@decision P1 "the council"].
//!              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[quote-not-found]: quote not found
//!              = sv: citatet finns inte i stycket
//! ```
//!
//! Shows `index.html`                                      a page to compare: of HTML its `<main>`
//! ~~~
//!
//! A line of carets below a line says what is reported there, in English and Swedish. It is not
//! part of the text. A case with the line `With help.` has the English help as well: `= help: …`.
//! `(empty)` after the code marks a span without characters, and `(to 7:12)` one
//! that ends on a later line. All other lines of a file are prose, and stay as they are.
//!
//! A line that begins with "Reports in no file" says what is reported about the site as a whole.
//! The line "Nothing published contains `WORD`." checks the names and texts of all files of the
//! output.
//!
//! A word after the language of a fence changes how the file is written: `crlf` ends its lines
//! with `\r\n`, `latin1`, `utf16le` and `utf16be` encode it, `bom` puts a byte order mark before
//! it, and `repeat=N` writes it N times. A case with such
//! a file, with a file below `themes/`, or with the line `Runs in a folder.`, is written to disk
//! and checked by the command line. All others are built in memory.

use std::fmt;

/// The severities that begin an annotation.
const SEVERITIES: [&str; 3] = ["error", "warning", "note"];
const FOLDER_LINE: &str = "Runs in a folder.";
const HELP_LINE: &str = "With help.";

/// A file of cases: prose, and cases in their order.
#[derive(Clone, Debug)]
pub(crate) struct CaseFile {
    preamble: Vec<String>,
    cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    /// The rule, from its heading.
    pub(crate) title: String,
    pub(crate) parts: Vec<CasePart>,
}

/// A piece of a case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CasePart {
    /// A line that only people read.
    Prose(String),
    /// A file of the site.
    Input(InputFile),
    /// A file of the output.
    Output(OutputFile),
}

/// A file of the site, and what is reported in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InputFile {
    pub(crate) path: String,
    /// What follows the backticks of the fence: the language, and how the file is written.
    pub(crate) info: String,
    pub(crate) lines: Vec<String>,
    pub(crate) annotations: Vec<Annotation>,
}

/// A file of the output, as expected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OutputFile {
    pub(crate) path: String,
    pub(crate) info: String,
    pub(crate) lines: Vec<String>,
}

/// One diagnostic. Lines and columns count from 1, columns in characters; ends are exclusive.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Annotation {
    pub(crate) start: (usize, usize),
    pub(crate) end: (usize, usize),
    pub(crate) severity: String,
    pub(crate) code: String,
    pub(crate) english: String,
    pub(crate) swedish: String,
    /// The English help, in cases that show it.
    pub(crate) help: Option<String>,
}

impl CaseFile {
    /// Parses a file.
    ///
    /// # Panics
    /// If no fence follows the name of a file.
    pub(crate) fn parse(text: &str) -> Self {
        let (mut preamble, mut cases) = (Vec::new(), Vec::<Case>::new());
        let mut lines = text.lines();
        // The file that the next fence belongs to, and whether it is output.
        let mut pending: Option<(String, bool)> = None;
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                cases.push(Case { title: title.to_owned(), parts: Vec::new() });
                pending = None;
                continue;
            }
            let Some(case) = cases.last_mut() else {
                preamble.push(line.to_owned());
                continue;
            };
            let n_backticks = line.bytes().take_while(|byte| *byte == b'`').count();
            if let (3.., Some((path, is_output))) = (n_backticks, &pending) {
                let (fence, info) = line.split_at(n_backticks);
                let content: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
                case.parts.push(if *is_output {
                    let lines = content.into_iter().map(str::to_owned).collect();
                    CasePart::Output(OutputFile { path: path.clone(), info: info.into(), lines })
                } else {
                    CasePart::Input(InputFile::parse(path, info, &content))
                });
                pending = None;
                continue;
            }
            if let Some((path, _)) = &pending {
                assert!(line.is_empty(), "a fence is expected after `{path}`, not {line:?}");
                continue;
            }
            let path = |line: &str| {
                let inner = line.strip_prefix('`')?.strip_suffix('`')?;
                (!inner.contains('`')).then(|| inner.to_owned())
            };
            let output = line.strip_prefix("Shows ").and_then(path).map(|path| (path, true));
            pending = output.or_else(|| Some((path(line)?, false)));
            if pending.is_none() {
                case.parts.push(CasePart::Prose(line.to_owned()));
            }
        }
        Self { preamble, cases }
    }

    pub(crate) fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter()
    }

    /// Returns the file with each case replaced.
    pub(crate) fn map_cases(&self, replace: impl Fn(&Case) -> Case) -> Self {
        let cases = self.cases.iter().map(replace).collect();
        Self { preamble: self.preamble.clone(), cases }
    }
}

impl Case {
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &InputFile> {
        self.parts.iter().filter_map(|part| match part {
            CasePart::Input(file) => Some(file),
            CasePart::Prose(_) | CasePart::Output(_) => None,
        })
    }

    /// Whether the case shows the help of what is reported.
    pub(crate) fn shows_help(&self) -> bool {
        self.parts.contains(&CasePart::Prose(HELP_LINE.into()))
    }

    /// Whether memory cannot hold the case: it needs bytes, a theme or git.
    pub(crate) fn needs_folder(&self) -> bool {
        let is_marked = |part: &CasePart| *part == CasePart::Prose(FOLDER_LINE.into());
        self.parts.iter().any(is_marked)
            || self.inputs().any(|file| file.path.starts_with("themes/") || file.info.contains(' '))
    }
}

impl InputFile {
    fn parse(path: &str, info: &str, content: &[&str]) -> Self {
        let (mut lines, mut annotations) = (Vec::<String>::new(), Vec::<Annotation>::new());
        for line in content {
            if let Some(annotation) = Annotation::parse(line, lines.len()) {
                annotations.push(annotation);
            } else if let (Some(text), Some(last)) =
                (line.trim_start().strip_prefix("= sv: "), annotations.last_mut())
            {
                text.clone_into(&mut last.swedish);
            } else if let (Some(text), Some(last)) =
                (line.trim_start().strip_prefix("= help: "), annotations.last_mut())
            {
                last.help = Some(text.to_owned());
            } else {
                lines.push((*line).to_owned());
            }
        }
        Self { path: path.to_owned(), info: info.to_owned(), lines, annotations }
    }

    /// The path from the project's folder.
    pub(crate) fn project_path(&self) -> String {
        if self.path.starts_with("themes/") {
            self.path.clone()
        } else {
            format!("content/{}", self.path)
        }
    }

    /// The bytes on disk.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut words = self.info.split(' ').skip(1);
        let mut text: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        if self.info.contains(" crlf") {
            text = text.replace('\n', "\r\n");
        }
        if let Some(count) = words.find_map(|word| word.strip_prefix("repeat=")) {
            text = text.repeat(count.parse().unwrap());
        }
        if self.info.contains(" bom") {
            text.insert(0, '\u{feff}');
        }
        for (word, to_bytes) in
            [(" utf16le", u16::to_le_bytes as fn(u16) -> [u8; 2]), (" utf16be", u16::to_be_bytes)]
        {
            if self.info.contains(word) {
                return text.encode_utf16().flat_map(to_bytes).collect();
            }
        }
        if self.info.contains(" latin1") {
            return text.chars().map(|char| u8::try_from(char).unwrap()).collect();
        }
        text.into_bytes()
    }
}

impl Annotation {
    /// Parses a line of carets below line `line_number`.
    fn parse(line: &str, line_number: usize) -> Option<Self> {
        let carets = line.trim_start();
        let n_carets = carets.bytes().take_while(|byte| *byte == b'^').count();
        let (severity, rest) = carets.get(n_carets..)?.strip_prefix(' ')?.split_once('[')?;
        if n_carets == 0 || !SEVERITIES.contains(&severity) {
            return None;
        }
        let (code, rest) = rest.split_once(']')?;
        let (extent, english) = rest.split_once(": ")?;
        let column = line.chars().take_while(|char| *char == ' ').count() + 1;
        let extent = extent.trim_start().trim_matches(['(', ')']);
        let end = match extent.strip_prefix("to ") {
            Some(place) => {
                let (end_line, end_column) = place.split_once(':')?;
                (end_line.parse().ok()?, end_column.parse().ok()?)
            }
            None if extent == "empty" => (line_number, column),
            None => (line_number, column + n_carets),
        };
        Some(Self {
            start: (line_number, column),
            end,
            severity: severity.to_owned(),
            code: code.to_owned(),
            english: english.to_owned(),
            swedish: String::new(),
            help: None,
        })
    }
}

impl fmt::Display for CaseFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.preamble.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        self.cases.iter().try_for_each(|case| write!(f, "{case}"))
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}", self.title)?;
        self.parts.iter().try_for_each(|part| match part {
            CasePart::Prose(line) => writeln!(f, "{line}"),
            CasePart::Input(file) => write!(f, "{file}"),
            CasePart::Output(file) => {
                write!(f, "Shows `{}`\n\n", file.path)?;
                write_fenced(f, &file.info, &file.lines)
            }
        })
    }
}

impl fmt::Display for InputFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        let mut annotations = self.annotations.iter().peekable();
        for line_number in 0..=self.lines.len() {
            lines.extend(line_number.checked_sub(1).map(|index| self.lines[index].clone()));
            while let Some(annotation) = annotations.next_if(|next| next.start.0 <= line_number) {
                let width = self
                    .lines
                    .get(line_number.wrapping_sub(1))
                    .map_or(0, |line| line.chars().count());
                lines.push(annotation.to_line(width));
                let indent = " ".repeat(annotation.start.1 - 1);
                lines.push(format!("{indent}= sv: {}", annotation.swedish));
                lines.extend(annotation.help.iter().map(|help| format!("{indent}= help: {help}")));
            }
        }
        write!(f, "`{}`\n\n", self.path)?;
        write_fenced(f, &self.info, &lines)
    }
}

impl Annotation {
    /// Returns the line of carets below a line of `width` characters.
    fn to_line(&self, width: usize) -> String {
        let (n_carets, extent) = if self.end == self.start {
            (1, " (empty)".to_owned())
        } else if self.end.0 == self.start.0 {
            (self.end.1 - self.start.1, String::new())
        } else {
            let n_left = (width + 1).saturating_sub(self.start.1).max(1);
            (n_left, format!(" (to {}:{})", self.end.0, self.end.1))
        };
        let (indent, carets) = (" ".repeat(self.start.1 - 1), "^".repeat(n_carets));
        format!("{indent}{carets} {}[{}]{extent}: {}", self.severity, self.code, self.english)
    }
}

/// Writes lines in a fence that is longer than any in them.
fn write_fenced(f: &mut fmt::Formatter<'_>, info: &str, lines: &[String]) -> fmt::Result {
    let leading_backticks = |line: &String| line.bytes().take_while(|byte| *byte == b'`').count();
    let longest = lines.iter().map(leading_backticks).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    writeln!(f, "{fence}{info}")?;
    lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
    writeln!(f, "{fence}")
}
