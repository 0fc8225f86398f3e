//! `view-option`: an option of a view that is unknown, missing or of the wrong kind.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean};
use crate::diagnostic::{DiagnosticCode, ExpectedKind, RuleFamily, Severity, SpanFix};

/// An option of a view that is unknown, missing or of the wrong kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewOption {
    /// The view's name.
    pub view: String,
    /// The option's name.
    pub option: String,
    /// What is wrong with it.
    pub problem: ViewOptionProblem,
}

/// What is wrong with an option of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewOptionProblem {
    /// The view has no such option; the most similar option that it has.
    Unknown(Option<String>),
    /// The view requires the option.
    Missing,
    /// The value is of another kind.
    Wrong(ExpectedKind),
    /// No entry or type has the first name; the most similar one.
    NoEntry(String, Option<String>),
    /// No field has the first name; the most similar one.
    NoField(String, Option<String>),
    /// The field with that name is of another kind.
    FieldKind(String, ExpectedKind),
    /// The type with the first name has no relation with the second one.
    TypeWithoutRelation(String, String),
    /// The value has a list in a list.
    NestedList,
    /// The value has an empty list in a list.
    EmptyList,
    /// The entry with that name is named again.
    Repeated(String),
    /// None of the entries has a value in the field with that name.
    NoValue(String),
    /// With it, the view shows nothing.
    NothingShown,
    /// It is the name of a field that no entry can have this value in, because values of the field
    /// are of that kind.
    WrongFilter(String, ExpectedKind),
    /// The relation with the first name cannot refer to the entries of the option with the second
    /// one.
    OtherTarget(String, String),
    /// The entry or type with that name has no validity period.
    NoValidity(String),
    /// The option is on the line of the view's name.
    BesideName,
}

impl Rule for ViewOption {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ViewOption,
        name: "view-option",
        family: RuleFamily::View,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "An option of a view is unknown, missing, or of the wrong kind.",
                why: "The view is drawn without the option if that makes sense; what it shows may not be \
                      what was meant.",
                before: "off: milestone",
                after: "of: milestone",
            },
            sv: RuleDocs {
                what: "Ett alternativ för en vy är okänt, saknas eller är av fel slag.",
                why: "Vyn visas utan alternativet om det går, och visar kanske inte det som var tänkt.",
                before: "off: milestone",
                after: "of: milestone",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => self.english_message(),
            Swedish => self.swedish_message(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let ViewOptionProblem::Unknown(Some(suggestion))
        | ViewOptionProblem::NoEntry(_, Some(suggestion))
        | ViewOptionProblem::NoField(_, Some(suggestion)) = &self.problem
        {
            return Some(did_you_mean(suggestion, language));
        }
        if let ViewOptionProblem::WrongFilter(value, expected) = &self.problem
            && let Some(suggestion) = expected.suggestion(value)
        {
            return Some(did_you_mean(&suggestion, language));
        }
        let help = match language {
            English => english_help(&self.problem),
            Swedish => swedish_help(&self.problem),
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let names = if let ViewOptionProblem::Unknown(right) = &self.problem {
            Some((&self.option, right))
        } else if let ViewOptionProblem::NoEntry(wrong, right)
        | ViewOptionProblem::NoField(wrong, right) = &self.problem
        {
            Some((wrong, right))
        } else {
            None
        };
        let fix = |(wrong, right): (&String, &Option<String>)| {
            right.as_ref().map(|right| SpanFix::of_part(wrong, right))
        };
        names.and_then(fix).into_iter().collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let problems = [
            ViewOptionProblem::Unknown(Some(name("of"))),
            ViewOptionProblem::Unknown(None),
            ViewOptionProblem::Missing,
            ViewOptionProblem::Wrong(ExpectedKind::Count),
            ViewOptionProblem::NoEntry(name("solnaa"), None),
            ViewOptionProblem::NoEntry(name("solnaa"), Some(name("solna"))),
            ViewOptionProblem::NoField(name("chairr"), None),
            ViewOptionProblem::NoField(name("chairr"), Some(name("chair"))),
            ViewOptionProblem::FieldKind(name("chair"), ExpectedKind::Date),
            ViewOptionProblem::TypeWithoutRelation(name("forum"), name("party")),
            ViewOptionProblem::NestedList,
            ViewOptionProblem::EmptyList,
            ViewOptionProblem::Repeated(name("solna")),
            ViewOptionProblem::NoValue(name("size")),
            ViewOptionProblem::NothingShown,
            ViewOptionProblem::WrongFilter(name("mostly"), ExpectedKind::Bool),
            ViewOptionProblem::WrongFilter(
                name("chairr"),
                ExpectedKind::OneOf(vec![name("chair"), name("member")]),
            ),
            ViewOptionProblem::OtherTarget(name("party"), name("rows")),
            ViewOptionProblem::NoValidity(name("forum")),
            ViewOptionProblem::BesideName,
        ];
        problems.map(|problem| Self { view: name("list"), option: name("off"), problem }).into()
    }
}

impl ViewOption {
    fn english_message(&self) -> String {
        let (view, option) = (code_span(&self.view), code_span(&self.option));
        match &self.problem {
            ViewOptionProblem::Unknown(_) => format!("the view {view} has no option {option}"),
            ViewOptionProblem::Missing => format!("the view {view} requires {option}"),
            ViewOptionProblem::Wrong(expected) => {
                format!("{option} is not {}", expected.noun_phrase(English))
            }
            ViewOptionProblem::NoEntry(name, _) => {
                format!("{option} names {}, which is not an entry or a type", code_span(name))
            }
            ViewOptionProblem::NoField(name, _) => {
                format!("{option} names {}, which is not a field", code_span(name))
            }
            ViewOptionProblem::FieldKind(name, expected) => {
                let expected = expected.noun_phrase(English);
                format!("{option} names {}, which is not {expected}", code_span(name))
            }
            ViewOptionProblem::TypeWithoutRelation(kind, field) => {
                let (kind, field) = (code_span(kind), code_span(field));
                format!("{option} names {kind}, a type without the relation {field}")
            }
            ViewOptionProblem::NestedList => {
                format!("{option} has a list in a list, which the view {view} cannot use")
            }
            ViewOptionProblem::EmptyList => format!("{option} has an empty list in it"),
            ViewOptionProblem::Repeated(name) => {
                format!("{option} names {} more than once", code_span(name))
            }
            ViewOptionProblem::NoValue(name) => {
                let name = code_span(name);
                format!("{option} names {name}, in which none of the entries has a value")
            }
            ViewOptionProblem::NothingShown => format!("with {option} as it is, nothing is shown"),
            ViewOptionProblem::WrongFilter(value, expected) => {
                let (value, expected) = (code_span(value), expected.noun_phrase(English));
                format!("{option} is compared with {value}, which is not {expected}")
            }
            ViewOptionProblem::OtherTarget(name, lines) => {
                let (name, lines) = (code_span(name), code_span(lines));
                format!("{option} names {name}, which never refers to an entry of {lines}")
            }
            ViewOptionProblem::BesideName => {
                format!("{option} beside the name of the view {view} is not read")
            }
            ViewOptionProblem::NoValidity(name) => {
                format!(
                    "{option} names {}, which has no validity period (no `validity:` in its type)",
                    code_span(name)
                )
            }
        }
    }

    fn swedish_message(&self) -> String {
        let (view, option) = (code_span(&self.view), code_span(&self.option));
        match &self.problem {
            ViewOptionProblem::Unknown(_) => format!("vyn {view} har inget val {option}"),
            ViewOptionProblem::Missing => format!("vyn {view} behöver {option}"),
            ViewOptionProblem::Wrong(expected) => {
                format!("{option} är inte {}", expected.noun_phrase(Swedish))
            }
            ViewOptionProblem::NoEntry(name, _) => {
                format!(
                    "{option} nämner {}, och det finns ingen sådan post eller typ",
                    code_span(name)
                )
            }
            ViewOptionProblem::NoField(name, _) => {
                format!("{option} nämner {}, och det finns inget sådant fält", code_span(name))
            }
            ViewOptionProblem::FieldKind(name, expected) => {
                let expected = expected.noun_phrase(Swedish);
                format!("{option} nämner {}, som inte är {expected}", code_span(name))
            }
            ViewOptionProblem::TypeWithoutRelation(kind, field) => {
                let (kind, field) = (code_span(kind), code_span(field));
                format!("{option} nämner {kind}, och den typen har ingen relation {field}")
            }
            ViewOptionProblem::NestedList => {
                format!("{option} har en lista i en lista, och det kan vyn {view} inte visa")
            }
            ViewOptionProblem::EmptyList => format!("{option} har en tom lista i sig"),
            ViewOptionProblem::Repeated(name) => {
                format!("{option} nämner {} mer än en gång", code_span(name))
            }
            ViewOptionProblem::NoValue(name) => {
                format!("{option} nämner {}, där ingen av posterna har ett värde", code_span(name))
            }
            ViewOptionProblem::NothingShown => format!("med {option} som den är visas ingenting"),
            ViewOptionProblem::WrongFilter(value, expected) => {
                let (value, expected) = (code_span(value), expected.noun_phrase(Swedish));
                format!("{option} jämförs med {value}, som inte är {expected}")
            }
            ViewOptionProblem::OtherTarget(name, lines) => {
                let (name, lines) = (code_span(name), code_span(lines));
                format!("{option} nämner {name}, som aldrig hänvisar till en post i {lines}")
            }
            ViewOptionProblem::BesideName => {
                format!("{option} bredvid namnet på vyn {view} läses inte")
            }
            ViewOptionProblem::NoValidity(name) => {
                format!("{option} nämner {}, vars typ inte säger när den gäller", code_span(name))
            }
        }
    }
}

fn english_help(problem: &ViewOptionProblem) -> &'static str {
    match problem {
        ViewOptionProblem::Unknown(_) => "remove the line; the handbook lists the view's options",
        ViewOptionProblem::Missing => "add the line, as in `of: milestone`",
        ViewOptionProblem::Wrong(_) => "write a value as the handbook shows for this view",
        ViewOptionProblem::NoEntry(..) => "write the name of a type, or the id of an entry",
        ViewOptionProblem::NoField(..) => "write a field that the type declares",
        ViewOptionProblem::FieldKind(..) => "write a field of the kind that the handbook shows",
        ViewOptionProblem::TypeWithoutRelation(..) => {
            "declare the relation (`to:`) in that type as well, or leave the type out"
        }
        ViewOptionProblem::NestedList => {
            "write one list; only `of` of a process takes groups, as in `of: [[a, b], c]`"
        }
        ViewOptionProblem::EmptyList => "write the ids of the entries in it, or remove it",
        ViewOptionProblem::Repeated(_) => "name each entry once",
        ViewOptionProblem::NoValue(_) => "write a field that has values, or remove the line",
        ViewOptionProblem::NothingShown => {
            "write how many entries to show, or remove the line to show all of them"
        }
        ViewOptionProblem::WrongFilter(..) => {
            "write a value that the field can have, `unknown` or `none`"
        }
        ViewOptionProblem::OtherTarget(..) => {
            "write the relation from an act to these entries, or a type that it may refer to"
        }
        ViewOptionProblem::BesideName => {
            "write each option on a line of its own below, as in `of: milestone`"
        }
        ViewOptionProblem::NoValidity(_) => {
            "declare `validity: FIELD` for the type, with a `period` field"
        }
    }
}

fn swedish_help(problem: &ViewOptionProblem) -> &'static str {
    match problem {
        ViewOptionProblem::Unknown(_) => "ta bort raden; vyns alternativ finns i handboken",
        ViewOptionProblem::Missing => "lägg till raden, som i `of: milstolpe`",
        ViewOptionProblem::Wrong(_) => "skriv ett värde så som handboken visar för vyn",
        ViewOptionProblem::NoEntry(..) => "skriv namnet på en typ, eller id:t för en post",
        ViewOptionProblem::NoField(..) => "skriv ett fält som typen deklarerar",
        ViewOptionProblem::FieldKind(..) => "skriv ett fält av den sort som handboken visar",
        ViewOptionProblem::TypeWithoutRelation(..) => {
            "deklarera relationen (`to:`) i den typen också, eller ta bort typen"
        }
        ViewOptionProblem::NestedList => {
            "skriv en enda lista; bara `of` i en process tar grupper, som i `of: [[a, b], c]`"
        }
        ViewOptionProblem::EmptyList => "skriv id:n för posterna i den, eller ta bort den",
        ViewOptionProblem::Repeated(_) => "nämn varje post en gång",
        ViewOptionProblem::NoValue(_) => "skriv ett fält som har värden, eller ta bort raden",
        ViewOptionProblem::NothingShown => {
            "skriv hur många poster som ska visas, eller ta bort raden så visas alla"
        }
        ViewOptionProblem::WrongFilter(..) => {
            "skriv ett värde som fältet kan ha, `unknown` eller `none`"
        }
        ViewOptionProblem::OtherTarget(..) => {
            "skriv relationen från en handling till posterna, eller en typ som den kan hänvisa till"
        }
        ViewOptionProblem::BesideName => {
            "skriv varje val på en egen rad under namnet, som i `of: milstolpe`"
        }
        ViewOptionProblem::NoValidity(_) => {
            "deklarera `validity: FÄLT` för typen, med ett fält av sorten `period`"
        }
    }
}
