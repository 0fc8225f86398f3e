//! `yaml-syntax`: YAML that cannot be read, or that pakt does not use.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, quoted_citation};
use crate::diagnostic::yaml_grammar::{self, closing_sign};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};
use spanned_yaml::SyntaxProblem;

/// The keys and values of a file do not follow the rules of YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlSyntax {
    /// Why it cannot be read.
    pub problem: YamlProblem,
}

/// Why YAML could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlProblem {
    /// The grammar is broken, and nothing that is known of the line says more.
    Grammar(SyntaxProblem),
    /// A value in quotation marks, a list or a map does not end; the sign that it begins with.
    Unclosed(char),
    /// The quotation mark around a value is also inside it.
    InnerQuote {
        /// The mark.
        mark: char,
        /// The value as it should be.
        suggestion: String,
    },
    /// A value is in curly quotation marks, which YAML reads as text.
    CurlyQuotes {
        /// The value as it should be.
        suggestion: String,
    },
    /// A line among keys has no colon after its first word.
    MissingColon {
        /// The first word.
        key: String,
        /// The rest of the line.
        value: String,
    },
    /// An alias, anchor or tag; pakt does not use them.
    Alias,
    /// An unquoted value that contains `: `.
    UnquotedColon,
    /// A value that begins with a character that is reserved in YAML, such as `*`, `[`, `@` or `%`.
    ReservedStart(char),
    /// Text directly after a value in quotation marks of that kind.
    AfterQuote(char),
    /// ` #` inside a value in braces, where it begins a comment.
    Comment,
    /// A second document begins, at `---`; pakt reads one per file.
    SecondDocument,
    /// A tab where YAML requires spaces.
    Tab,
    /// A character that looks like a space, or like nothing, where YAML requires a space.
    OddSpace {
        /// The first of them.
        character: char,
        /// How many spaces were meant.
        n_spaces: usize,
    },
    /// No space after this sign: `-`, or a key with its colon.
    MissingSpace(String),
    /// A number with a decimal comma in braces, where a comma begins the next key.
    DecimalComma(String),
    /// A line that begins in another column than an earlier line of its kind.
    Indentation {
        /// How many spaces further in; less than 0 means further out.
        n_spaces: isize,
        /// The number of the earlier line.
        earlier_line: usize,
    },
    /// The file should be a map of keys and is something else.
    NotAMap,
}

impl Rule for YamlSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::YamlSyntax,
        name: "yaml-syntax",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The keys and values in this file do not follow the rules of YAML, so pakt cannot \
                       tell what belongs to what.",
                why: "Some characters mean something in YAML: a colon followed by a space, `#` after a \
                      space, brackets, and `*`, `&`, `@` or `%` first in a value. A value that holds one \
                      of them goes in single quotes, or on its own line after `>-`. The rest of the site \
                      is checked and built as usual.",
                before: "source: decision P19 \"section: requirements\"",
                after: "source: 'decision P19 \"section: requirements\"'",
            },
            sv: RuleDocs {
                what: "Nycklarna och värdena i filen följer inte reglerna för YAML, så pakt kan inte \
                       avgöra vad som hör till vad.",
                why: "En del tecken betyder något i YAML: kolon följt av mellanslag, `#` efter ett \
                      mellanslag, parenteser, och `*`, `&`, `@` eller `%` först i ett värde. Ett värde som \
                      innehåller något av dem ska stå inom enkla citattecken, eller på en egen rad efter \
                      `>-`. Resten av webbplatsen kontrolleras och byggs som vanligt.",
                before: "source: beslut P19 \"avsnitt: krav\"",
                after: "source: 'beslut P19 \"avsnitt: krav\"'",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => english_message(&self.problem),
            Swedish => swedish_message(&self.problem),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let YamlProblem::Indentation { n_spaces, earlier_line } = self.problem {
            return Some(indentation_help(n_spaces, earlier_line, language));
        }
        help_with_words(&self.problem, language).or_else(|| {
            let help = match language {
                English => english_help(&self.problem),
                Swedish => swedish_help(&self.problem),
            };
            help.map(str::to_owned)
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let place = |place, text: &str| vec![SpanFix { place, text: text.into() }];
        let text = match &self.problem {
            YamlProblem::Unclosed(open) => {
                return place(FixPlace::Around(closing_sign(*open).to_string()), "");
            }
            YamlProblem::InnerQuote { suggestion, .. }
            | YamlProblem::CurlyQuotes { suggestion } => return place(FixPlace::Whole, suggestion),
            YamlProblem::MissingColon { key, .. } => {
                return place(FixPlace::Whole, &format!("{key}:"));
            }
            YamlProblem::OddSpace { n_spaces, .. } => " ".repeat(*n_spaces),
            YamlProblem::MissingSpace(_) => " ".into(),
            YamlProblem::DecimalComma(_) => ".".into(),
            _ => return Vec::new(),
        };
        place(FixPlace::Whole, &text)
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let problems = [
            YamlProblem::Unclosed('\''),
            YamlProblem::Unclosed('{'),
            YamlProblem::InnerQuote { mark: '\'', suggestion: name("'utl P4 \"x\"'") },
            YamlProblem::CurlyQuotes { suggestion: name("'utl P4 \"x\"'") },
            YamlProblem::MissingColon { key: name("of"), value: name("party") },
            YamlProblem::Alias,
            YamlProblem::UnquotedColon,
            YamlProblem::ReservedStart('*'),
            YamlProblem::ReservedStart('['),
            YamlProblem::ReservedStart('\u{202e}'),
            YamlProblem::AfterQuote('"'),
            YamlProblem::AfterQuote('\''),
            YamlProblem::Comment,
            YamlProblem::SecondDocument,
            YamlProblem::Tab,
            YamlProblem::Indentation { n_spaces: 1, earlier_line: 2 },
            YamlProblem::Indentation { n_spaces: -2, earlier_line: 7 },
            YamlProblem::NotAMap,
            YamlProblem::OddSpace { character: '\u{a0}', n_spaces: 1 },
            YamlProblem::OddSpace { character: '\u{2009}', n_spaces: 1 },
            YamlProblem::OddSpace { character: '\u{200b}', n_spaces: 0 },
            YamlProblem::MissingSpace(name("value:")),
            YamlProblem::MissingSpace("-".into()),
            YamlProblem::DecimalComma("16,5".into()),
        ];
        let grammar = yaml_grammar::SYNTAX_PROBLEMS.map(YamlProblem::Grammar);
        grammar.into_iter().chain(problems).map(|problem| Self { problem }).collect()
    }
}

/// Returns the help that repeats what is written. `None` means that it is always the same.
fn help_with_words(problem: &YamlProblem, language: ReportLanguage) -> Option<String> {
    Some(match (problem, language) {
        (YamlProblem::Grammar(problem), _) => yaml_grammar::help(*problem, language),
        (YamlProblem::Unclosed(open), English) => {
            format!("write {} at the end", code_span(&closing_sign(*open).to_string()))
        }
        (YamlProblem::Unclosed(open), Swedish) => {
            format!("skriv {} sist", code_span(&closing_sign(*open).to_string()))
        }
        (
            YamlProblem::InnerQuote { suggestion, .. } | YamlProblem::CurlyQuotes { suggestion },
            English,
        ) => format!("write {}", quoted_citation(suggestion)),
        (
            YamlProblem::InnerQuote { suggestion, .. } | YamlProblem::CurlyQuotes { suggestion },
            Swedish,
        ) => format!("skriv {}", quoted_citation(suggestion)),
        (YamlProblem::MissingColon { key, value }, English) => {
            format!("write {}", code_span(&format!("{key}: {value}")))
        }
        (YamlProblem::MissingColon { key, value }, Swedish) => {
            format!("skriv {}", code_span(&format!("{key}: {value}")))
        }
        (YamlProblem::DecimalComma(number), _) => {
            let right = code_span(&number.replace(',', "."));
            let text = code_span(&format!("'{number}'"));
            match language {
                English => format!("write {right}, or {text} if it is text"),
                Swedish => format!("skriv {right}, eller {text} om det är text"),
            }
        }
        _ => return None,
    })
}

/// Returns what a character that looks like a space is called.
fn odd_space_name(character: char, language: ReportLanguage) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    let name = match (character, language) {
        ('\u{a0}' | '\u{202f}', English) => "a no-break space",
        ('\u{a0}' | '\u{202f}', Swedish) => "ett hårt mellanslag",
        ('\u{200b}' | '\u{2060}' | '\u{feff}', English) => "an invisible character",
        ('\u{200b}' | '\u{2060}' | '\u{feff}', Swedish) => "ett osynligt tecken",
        (_, English) => "a space of another width",
        (_, Swedish) => "ett mellanslag av annan bredd",
    };
    format!("{name} ({code})")
}

/// Returns how far a line is from where an earlier one of its kind begins.
fn indentation_help(n_spaces: isize, earlier_line: usize, language: ReportLanguage) -> String {
    let n = n_spaces.unsigned_abs();
    match language {
        English => {
            let spaces = if n == 1 { "one space".into() } else { format!("{n} spaces") };
            let way = if n_spaces > 0 { "in" } else { "out" };
            format!(
                "this line begins {spaces} further {way} than line {earlier_line}; begin both in \
                 the same column"
            )
        }
        Swedish => {
            let spaces = if n == 1 { "ett".into() } else { n.to_string() };
            let way = if n_spaces > 0 { "in" } else { "ut" };
            format!(
                "raden börjar {spaces} mellanslag längre {way} än rad {earlier_line}; låt båda \
                 börja i samma kolumn"
            )
        }
    }
}

fn english_message(problem: &YamlProblem) -> String {
    match problem {
        YamlProblem::Grammar(problem) => yaml_grammar::message(*problem, English),
        YamlProblem::Unclosed(open) => {
            format!("the value that begins with {} does not end", code_span(&open.to_string()))
        }
        YamlProblem::InnerQuote { mark, .. } => {
            format!("{} inside the value ends it too early", code_span(&mark.to_string()))
        }
        YamlProblem::CurlyQuotes { .. } => {
            "curly quotation marks do not enclose a value in YAML".into()
        }
        YamlProblem::MissingColon { key, .. } => {
            format!("there is no colon after {}", code_span(key))
        }
        YamlProblem::Alias => "pakt does not support anchors, aliases and tags of YAML".into(),
        YamlProblem::Comment => "` #` begins a comment and hides the rest of the value".into(),
        YamlProblem::UnquotedColon => {
            "an unquoted value contains a colon followed by a space".into()
        }
        YamlProblem::ReservedStart(start) => {
            format!(
                "a value cannot begin with {}, which is reserved in YAML",
                code_span(&start.to_string())
            )
        }
        YamlProblem::AfterQuote(mark) => {
            format!("unexpected text after the closing {}", code_span(&mark.to_string()))
        }
        YamlProblem::SecondDocument => "a second document begins here".into(),
        YamlProblem::Tab => "tab used for indentation; YAML requires spaces".into(),
        YamlProblem::Indentation { earlier_line, .. } => {
            format!("this line is not indented as line {earlier_line} is")
        }
        YamlProblem::OddSpace { character, .. } => {
            format!("{} is not the space that YAML requires", odd_space_name(*character, English))
        }
        YamlProblem::MissingSpace(sign) => format!("no space after {}", code_span(sign)),
        YamlProblem::DecimalComma(number) => {
            format!("a comma begins the next key, so {} is not one number", code_span(number))
        }
        YamlProblem::NotAMap => "expected keys with values".into(),
    }
}

fn swedish_message(problem: &YamlProblem) -> String {
    match problem {
        YamlProblem::Grammar(problem) => yaml_grammar::message(*problem, Swedish),
        YamlProblem::Unclosed(open) => {
            format!("värdet som börjar med {} saknar slut", code_span(&open.to_string()))
        }
        YamlProblem::InnerQuote { mark, .. } => {
            format!("{} inne i värdet avslutar det för tidigt", code_span(&mark.to_string()))
        }
        YamlProblem::CurlyQuotes { .. } => {
            "typografiska citattecken räknas inte som citattecken runt ett värde i YAML".into()
        }
        YamlProblem::MissingColon { key, .. } => {
            format!("det saknas kolon efter {}", code_span(key))
        }
        YamlProblem::Alias => "ankare, alias och taggar i YAML används inte i pakt".into(),
        YamlProblem::Comment => "` #` inleder en kommentar och döljer resten av värdet".into(),
        YamlProblem::UnquotedColon => {
            "ett värde innehåller kolon följt av mellanslag och står inte inom citattecken".into()
        }
        YamlProblem::ReservedStart(start) => {
            format!(
                "ett värde börjar med {}, som YAML har reserverat",
                code_span(&start.to_string())
            )
        }
        YamlProblem::AfterQuote(mark) => {
            format!("det finns ord efter det {} som avslutar värdet", code_span(&mark.to_string()))
        }
        YamlProblem::SecondDocument => "här börjar ett andra dokument".into(),
        YamlProblem::Tab => "en tabb där YAML kräver mellanslag".into(),
        YamlProblem::Indentation { earlier_line, .. } => {
            format!("raden är inte indragen som rad {earlier_line}")
        }
        YamlProblem::OddSpace { character, .. } => {
            format!(
                "{} är inte det mellanslag som YAML kräver",
                odd_space_name(*character, Swedish)
            )
        }
        YamlProblem::MissingSpace(sign) => {
            format!("det saknas mellanslag efter {}", code_span(sign))
        }
        YamlProblem::DecimalComma(number) => {
            format!("ett komma inleder nästa nyckel, så {} är inte ett tal", code_span(number))
        }
        YamlProblem::NotAMap => {
            "här ska det finnas nycklar med värden, men det är något annat".into()
        }
    }
}

fn english_help(problem: &YamlProblem) -> Option<&'static str> {
    Some(match problem {
        YamlProblem::Alias => {
            "put the value in single quotes, as in `note: '*important*'`, if it is meant as text"
        }
        YamlProblem::Comment => "put the value that contains ` #` in single quotes: `'…'`",
        YamlProblem::UnquotedColon => {
            "put the whole value in single quotes, `'…'`, or write `>-` after the key and the \
             value on the next line, indented"
        }
        YamlProblem::ReservedStart('[' | '@') => {
            "write a citation without brackets and `@`, as in `source: decision P4`; put any other \
             text in single quotes: `'…'`"
        }
        YamlProblem::ReservedStart(_) => "put the whole value in single quotes: `'…'`",
        YamlProblem::AfterQuote('\'') => "write `''` for an apostrophe inside single quotes",
        YamlProblem::AfterQuote(_) => {
            "put the whole value in single quotes, `'…'`, where `\"` is an ordinary character"
        }
        YamlProblem::SecondDocument => "keep one list or map in each file; delete the line `---`",
        YamlProblem::Tab | YamlProblem::Indentation { .. } => {
            "indent with spaces, two for each level"
        }
        YamlProblem::OddSpace { n_spaces: 0, .. } => "delete the character, which cannot be seen",
        YamlProblem::OddSpace { .. } => "delete it, and type a space with the space bar",
        YamlProblem::MissingSpace(_) => "write a space there",
        YamlProblem::Grammar(_)
        | YamlProblem::Unclosed(_)
        | YamlProblem::InnerQuote { .. }
        | YamlProblem::CurlyQuotes { .. }
        | YamlProblem::MissingColon { .. }
        | YamlProblem::DecimalComma(_) => return None,
        YamlProblem::NotAMap => "write each line as a key and a value, as in `title: The council`",
    })
}

fn swedish_help(problem: &YamlProblem) -> Option<&'static str> {
    Some(match problem {
        YamlProblem::Alias => {
            "sätt värdet inom enkla citattecken om det är text, som i `note: '*viktigt*'`"
        }
        YamlProblem::Comment => "sätt värdet som innehåller ` #` inom enkla citattecken: `'…'`",
        YamlProblem::UnquotedColon => {
            "sätt hela värdet inom enkla citattecken, `'…'`, eller skriv `>-` efter nyckeln och \
             värdet på nästa rad, indraget"
        }
        YamlProblem::ReservedStart('[' | '@') => {
            "skriv en källhänvisning utan hakparenteser och `@`, som i `source: beslut P4`; sätt \
             annan text inom enkla citattecken: `'…'`"
        }
        YamlProblem::ReservedStart(_) => "sätt hela värdet inom enkla citattecken: `'…'`",
        YamlProblem::AfterQuote('\'') => "skriv `''` för en apostrof inom enkla citattecken",
        YamlProblem::AfterQuote(_) => {
            "sätt hela värdet inom enkla citattecken, `'…'`; där står `\"` för sig självt"
        }
        YamlProblem::SecondDocument => {
            "ha en lista eller uppsättning nycklar i varje fil; ta bort raden `---`"
        }
        YamlProblem::Tab | YamlProblem::Indentation { .. } => {
            "dra in raden med mellanslag, två för varje nivå"
        }
        YamlProblem::OddSpace { n_spaces: 0, .. } => "ta bort tecknet, som inte syns",
        YamlProblem::OddSpace { .. } => {
            "ta bort det och skriv ett mellanslag med mellanslagstangenten"
        }
        YamlProblem::MissingSpace(_) => "skriv ett mellanslag där",
        YamlProblem::Grammar(_)
        | YamlProblem::Unclosed(_)
        | YamlProblem::InnerQuote { .. }
        | YamlProblem::CurlyQuotes { .. }
        | YamlProblem::MissingColon { .. }
        | YamlProblem::DecimalComma(_) => return None,
        YamlProblem::NotAMap => "skriv varje rad som nyckel och värde, som i `title: Rådet`",
    })
}
