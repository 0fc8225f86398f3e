//! The kinds of values that keys and options require, in words.

use super::ReportLanguage;
use super::bool_words::parse_any_bool;
use super::quoting::{LIST_MAX_NAMES, code_span, full_list_of_names, list_of_names};
use super::rules::RULES;
use super::suggest::{closest_match, list_of_choices, list_parts, with_plain_hyphens};

/// The kind of value that a key requires.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the field kinds of the content model")]
pub enum ExpectedKind {
    Text,
    Markdown,
    /// One text where a list was written.
    SingleText,
    /// Words for a state, where a truth value was written.
    StateWords,
    Number,
    Fraction,
    Date,
    /// The day from which something is published.
    PublicationDay,
    /// A date with its day.
    Day,
    /// At least two days, where one was written.
    SeveralDays,
    Period,
    Url,
    /// A web address without a user name or a password.
    UrlWithoutPassword,
    Bool,
    Citation,
    File,
    TextFile,
    /// A table that is read; the name of the file that it should be saved as.
    Table(String),
    Group,
    EntryId,
    /// A field of an entry, `ENTRY#FIELD`.
    EntryField,
    Map,
    List,
    /// The entries of a type; the table that was probably meant, as it is written.
    EntryList(Option<String>),
    Count,
    /// One of these words; empty if there are none to choose from.
    OneOf(Vec<String>),
    /// One of these words; the one whose label was written.
    OneOfLabeled(Vec<String>, String),
    /// One or more of these words.
    SomeOf(Vec<String>),
    /// The kind of a field: all names, and the one that was probably meant.
    FieldKind(Vec<&'static str>, Option<&'static str>),
    /// The site's languages as a list; the list that was probably meant.
    LanguageList(String),
    /// An id: `[a-z0-9-]`, and not `unknown` or `none`.
    Id,
    /// A language tag of the site; the one that was probably meant.
    Language(Option<String>),
    /// A language that `languages:` of the site lists, of one that many texts are in.
    ListedLanguage,
    /// A tag of any language; the one that was probably meant.
    LanguageTag(Option<String>),
    /// The code of a diagnostic.
    Code,
    /// The code of a diagnostic that `allow:` may name.
    AllowedCode,
    /// `N per RELATION`.
    Sum,
}

impl ExpectedKind {
    /// Returns what the value should be, to follow "is not": "a number".
    pub(super) fn noun_phrase(&self, language: ReportLanguage) -> String {
        match language {
            ReportLanguage::English => self.english_noun_phrase(),
            ReportLanguage::Swedish => self.swedish_noun_phrase(),
        }
    }

    /// Returns the kind with only those choices of a long list that a message about this value
    /// names: the first ones, and the one that was probably meant.
    #[must_use]
    pub fn shortened_for(self, value: &str) -> Self {
        let n_named = LIST_MAX_NAMES + 1;
        match self {
            Self::OneOf(mut choices) if choices.len() > n_named => {
                let closest = closest_match(value, choices.iter().map(String::as_str));
                choices.truncate(n_named);
                choices.extend(closest.filter(|closest| !choices.contains(closest)));
                Self::OneOf(choices)
            }
            Self::SomeOf(mut choices) if choices.len() > n_named => {
                let closest = closest_match(value, choices.iter().map(String::as_str));
                let parts = list_parts(value);
                let mut index = 0;
                choices.retain(|choice| {
                    index += 1;
                    index <= n_named
                        || closest.as_ref() == Some(choice)
                        || parts.contains(&choice.as_str())
                });
                Self::SomeOf(choices)
            }
            kind => kind,
        }
    }

    /// Returns the value that was probably meant. `None` means that none is close enough.
    pub(super) fn suggestion(&self, value: &str) -> Option<String> {
        match self {
            Self::OneOf(choices) => closest_match(value, choices.iter().map(String::as_str)),
            Self::SomeOf(choices) => {
                let near = closest_match(value, choices.iter().map(String::as_str));
                near.or_else(|| list_of_choices(value, choices))
            }
            Self::Bool => {
                let same = parse_any_bool(value).map(|it| it.to_string());
                same.or_else(|| closest_match(value, ["true", "false"]))
            }
            Self::Language(tag) | Self::LanguageTag(tag) | Self::EntryList(tag) => tag.clone(),
            Self::LanguageList(word) | Self::OneOfLabeled(_, word) => Some(word.clone()),
            Self::FieldKind(_, kind) => kind.map(str::to_owned),
            Self::Code => closest_match(value, RULES.iter().map(|rule| rule.name)),
            Self::AllowedCode => {
                let allowed = RULES.iter().filter(|rule| rule.can_be_allowed());
                closest_match(value, allowed.map(|rule| rule.name))
            }
            Self::Number => number_in_digits(value),
            Self::Url => mail_link(value),
            Self::EntryId => {
                let id = value.trim().trim_matches(['[', ']']);
                (id != value && !id.contains([',', ' '])).then(|| id.to_owned())
            }
            Self::Text
            | Self::UrlWithoutPassword
            | Self::Markdown
            | Self::SingleText
            | Self::StateWords
            | Self::Fraction
            | Self::Date
            | Self::PublicationDay
            | Self::Day
            | Self::SeveralDays
            | Self::Period
            | Self::Citation
            | Self::File
            | Self::TextFile
            | Self::Table(_)
            | Self::Group
            | Self::EntryField
            | Self::Map
            | Self::List
            | Self::Count
            | Self::ListedLanguage
            | Self::Sum => None,
            Self::Id => with_plain_hyphens(value.trim()),
        }
    }

    /// Returns how to write such a value.
    pub(super) fn how_to_write(&self, language: ReportLanguage) -> String {
        match (self, language) {
            (Self::FieldKind(kinds, _), ReportLanguage::English) => {
                format!("write {}", full_list_of_names(kinds, "or"))
            }
            (Self::FieldKind(kinds, _), ReportLanguage::Swedish) => {
                format!("skriv {}", full_list_of_names(kinds, "eller"))
            }
            (Self::Table(name), ReportLanguage::English) => {
                format!(
                    "save it as CSV UTF-8 in the spreadsheet program, and name {}",
                    code_span(name)
                )
            }
            (Self::Table(name), ReportLanguage::Swedish) => {
                format!("spara den som CSV UTF-8 i kalkylprogrammet, och ange {}", code_span(name))
            }
            (_, ReportLanguage::English) => self.english_how_to_write().into(),
            (_, ReportLanguage::Swedish) => self.swedish_how_to_write().into(),
        }
    }

    fn english_noun_phrase(&self) -> String {
        let kind = match self {
            Self::Text => "text",
            Self::Markdown => "Markdown text",
            Self::SingleText => "a single text",
            Self::StateWords => "a description of a state",
            Self::Number => "a number",
            Self::Fraction => "a fraction",
            Self::Date => "a date",
            Self::PublicationDay => "a day that is known",
            Self::Day => "a day",
            Self::SeveralDays => "a list of at least two days",
            Self::Period => "a period",
            Self::Url => "a web address",
            Self::UrlWithoutPassword => "a web address without a user name or password",
            Self::Bool => "`true` or `false`",
            Self::Citation => "a citation",
            Self::File => "the path of a file",
            Self::TextFile => "a text file that pakt reads",
            Self::Table(_) => "a table that pakt reads",
            Self::Group => "a list of groups",
            Self::EntryId => "the id of an entry",
            Self::EntryField => "a field of an entry",
            Self::Map => "a set of keys with values",
            Self::List => "a list",
            Self::EntryList(_) => "a list of entries",
            Self::Count => "a whole number",
            Self::OneOf(choices) | Self::OneOfLabeled(choices, _) | Self::SomeOf(choices)
                if choices.is_empty() =>
            {
                "a name that is declared"
            }
            Self::OneOf(choices) | Self::OneOfLabeled(choices, _) | Self::SomeOf(choices) => {
                return list_of_names(choices, "or");
            }
            Self::FieldKind(..) => "a kind of field",
            Self::LanguageList(_) => "a list of languages",
            Self::Id => "an id",
            Self::Language(_) | Self::ListedLanguage => "a language of the site",
            Self::LanguageTag(_) => "a language tag",
            Self::Code => "the code of a diagnostic",
            Self::AllowedCode => "a code that `allow:` may name",
            Self::Sum => "a rule for a sum",
        };
        kind.into()
    }

    fn swedish_noun_phrase(&self) -> String {
        let kind = match self {
            Self::Text => "text",
            Self::Markdown => "text i Markdown",
            Self::SingleText => "en enda text",
            Self::StateWords => "en beskrivning av ett tillstånd",
            Self::Number => "ett tal",
            Self::Fraction => "ett bråk",
            Self::Date => "ett datum",
            Self::PublicationDay => "en känd dag",
            Self::Day => "en dag",
            Self::SeveralDays => "en lista med minst två dagar",
            Self::Period => "en period",
            Self::Url => "en webbadress",
            Self::UrlWithoutPassword => "en webbadress utan användarnamn och lösenord",
            Self::Bool => "`true` eller `false`",
            Self::Citation => "en källhänvisning",
            Self::File => "sökvägen till en fil",
            Self::TextFile => "en textfil som pakt läser",
            Self::Table(_) => "en tabell som pakt läser",
            Self::Group => "en lista med grupper",
            Self::EntryId => "id:t för en post",
            Self::EntryField => "ett fält i en post",
            Self::Map => "nycklar med värden",
            Self::List => "en lista",
            Self::EntryList(_) => "en lista med poster",
            Self::Count => "ett heltal",
            Self::OneOf(choices) | Self::OneOfLabeled(choices, _) | Self::SomeOf(choices)
                if choices.is_empty() =>
            {
                "ett namn som är deklarerat"
            }
            Self::OneOf(choices) | Self::OneOfLabeled(choices, _) | Self::SomeOf(choices) => {
                return list_of_names(choices, "eller");
            }
            Self::FieldKind(..) => "en sorts fält",
            Self::LanguageList(_) => "en lista med språk",
            Self::Id => "ett id",
            Self::Language(_) | Self::ListedLanguage => "ett av webbplatsens språk",
            Self::LanguageTag(_) => "en språkkod",
            Self::Code => "en kod",
            Self::AllowedCode => "en kod som får stå i `allow:`",
            Self::Sum => "en regel för en summa",
        };
        kind.into()
    }

    fn english_how_to_write(&self) -> &'static str {
        match self {
            Self::Text | Self::Markdown => {
                "write one text; put it in single quotes if it contains `: ` or begins with `[` or `{`"
            }
            Self::SingleText => "write one text, not a list",
            Self::StateWords => {
                "write the words that readers see, such as `holds: in force` and `not: not in force`"
            }
            Self::Number => "write digits only, with a point for decimals: `1200` or `0.5`",
            Self::Fraction => "write two whole numbers with a slash: `1/2`",
            Self::PublicationDay => "write the whole day, such as `2024-06-01`, or `draft: true`",
            Self::Date => "write `2014-04-01`, `2014-04`, `2014` or `unknown`",
            Self::Day => "write `2014-04-01`",
            Self::SeveralDays => "write `[2014-04-01, 2015-01-01]`: two days are compared",
            Self::Period => "write `{from: 2014-04-01, until: 2019-01-01}`; leave out an open end",
            Self::Url => "write the whole address, beginning with `https://`",
            Self::UrlWithoutPassword => "leave out what is before `@`",
            Self::Bool => "write `true` or `false`",
            Self::Citation => "write the document, the place and the quote: `'decision P4 \"…\"'`",
            Self::TextFile => "save the text as UTF-8 in a file that ends with `.txt`",
            Self::File => "write the path of a file in the content folder, as in `images/map.png`",
            Self::Group => "begin each group with `- ` and write its keys below each other",
            Self::EntryField => "write the id of an entry, `#` and a field: `council#chair`",
            Self::EntryId => "write the id of one entry; several are a list: `[one, two]`",
            Self::Map => "write one `key: value` per line, indented with two spaces",
            Self::List => "write `[one, two]`, or one value per line after `- `",
            Self::EntryList(_) => "begin each entry with `- id: …`, or write `{from: table.csv}`",
            Self::Table(_) => "save the table as CSV UTF-8",
            Self::Count => "write a whole number, such as `0` or `3`",
            Self::OneOf(_) | Self::OneOfLabeled(..) | Self::FieldKind(..) => {
                "write one of these words"
            }
            Self::SomeOf(_) => "write one of these words; several are a list: `[one, two]`",
            Self::LanguageList(_) => "write the languages as a list: `[en, sv]`",
            Self::Id => "use a–z, 0–9 and hyphens; `unknown` and `none` are reserved",
            Self::Language(_) => "write a tag from `languages:` in `site.yaml`",
            Self::ListedLanguage => {
                "add it to the list, or remove its texts and files (`page.en.md`)"
            }
            Self::LanguageTag(_) => "write the tag of a language (BCP 47), such as `sv` or `en`",
            Self::Code => "write a code from a report, such as `orphan-page`",
            Self::AllowedCode => {
                "remove it: a code of the family citation cannot be excused, apart from \
                 `omitted-negation`, `clipped-negation` and `ambiguous-quote`"
            }
            Self::Sum => "write a number, `per` and a relation: `1 per agreement`",
        }
    }

    fn swedish_how_to_write(&self) -> &'static str {
        match self {
            Self::Text | Self::Markdown => {
                "skriv en text; sätt den inom enkla citattecken om den innehåller `: ` eller börjar \
                 med `[` eller `{`"
            }
            Self::SingleText => "skriv en enda text och inte en lista",
            Self::StateWords => {
                "skriv orden som läsaren ska se, till exempel `holds: gäller` och `not: gäller inte`"
            }
            Self::Number => "skriv bara siffror, med punkt före decimaler: `1200` eller `0.5`",
            Self::Fraction => "skriv två heltal med snedstreck emellan: `1/2`",
            Self::PublicationDay => {
                "skriv hela dagen, till exempel `2024-06-01`, eller `draft: true`"
            }
            Self::Date => "skriv `2014-04-01`, `2014-04`, `2014` eller `unknown`",
            Self::Day => "skriv `2014-04-01`",
            Self::SeveralDays => "skriv `[2014-04-01, 2015-01-01]`: två dagar jämförs",
            Self::Period => {
                "skriv `{from: 2014-04-01, until: 2019-01-01}`; utelämna den gräns som är öppen"
            }
            Self::Url => "skriv hela adressen, från `https://`",
            Self::UrlWithoutPassword => "utelämna det som står före `@`",
            Self::Bool => "skriv `true` eller `false`",
            Self::Citation => "skriv dokument, ställe och citat: `'beslut P4 \"…\"'`",
            Self::TextFile => "spara texten som UTF-8 i en fil som slutar på `.txt`",
            Self::File => "skriv sökvägen till en fil i innehållsmappen, som i `bilder/karta.png`",
            Self::Group => "börja varje grupp med `- ` och skriv nycklarna under varandra",
            Self::EntryField => "skriv id:t för en post, `#` och ett fält: `radet#chair`",
            Self::EntryId => "skriv id:t för en post; flera skrivs som en lista: `[ett, två]`",
            Self::Map => "skriv en `nyckel: värde` per rad, indragna med två mellanslag",
            Self::List => "skriv `[ett, två]`, eller ett värde per rad efter `- `",
            Self::EntryList(_) => {
                "börja varje post med `- id: …`, eller skriv `{from: tabell.csv}`"
            }
            Self::Table(_) => "spara tabellen som CSV UTF-8",
            Self::Count => "skriv ett heltal, till exempel `0` eller `3`",
            Self::OneOf(_) | Self::OneOfLabeled(..) | Self::FieldKind(..) => {
                "skriv ett av de orden"
            }
            Self::SomeOf(_) => "skriv ett av de orden; flera är en lista: `[ett, två]`",
            Self::LanguageList(_) => "skriv språken som en lista: `[en, sv]`",
            Self::Id => "använd a–z, 0–9 och bindestreck; `unknown` och `none` är reserverade",
            Self::Language(_) => "skriv ett språk från `languages:` i `site.yaml`",
            Self::ListedLanguage => {
                "lägg till det i listan, eller ta bort dess texter och filer (`sida.en.md`)"
            }
            Self::LanguageTag(_) => "skriv språkets kod (BCP 47), till exempel `sv` eller `en`",
            Self::Code => "skriv en kod från en rapport, till exempel `orphan-page`",
            Self::AllowedCode => {
                "ta bort den: en kod i familjen citation går inte att undanta, bortsett från \
                 `omitted-negation`, `clipped-negation` och `ambiguous-quote`"
            }
            Self::Sum => "skriv ett tal, `per` och en relation: `1 per avtal`",
        }
    }

    #[cfg(test)]
    pub(super) fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self::Text,
            Self::Markdown,
            Self::SingleText,
            Self::StateWords,
            Self::Number,
            Self::Fraction,
            Self::Date,
            Self::PublicationDay,
            Self::Day,
            Self::SeveralDays,
            Self::Period,
            Self::Url,
            Self::UrlWithoutPassword,
            Self::Bool,
            Self::Citation,
            Self::File,
            Self::TextFile,
            Self::Table(name("places.csv")),
            Self::Group,
            Self::EntryId,
            Self::EntryField,
            Self::Map,
            Self::List,
            Self::EntryList(None),
            Self::EntryList(Some(name("{from: places.csv}"))),
            Self::Count,
            Self::OneOf(vec![name("escape"), name("allow")]),
            Self::OneOfLabeled(vec![name("escape"), name("allow")], name("allow")),
            Self::SomeOf(vec![name("escape"), name("allow")]),
            Self::FieldKind(vec!["text", "number"], None),
            Self::FieldKind(vec!["text", "number"], Some("text")),
            Self::LanguageList(name("[en, sv]")),
            Self::Id,
            Self::Language(None),
            Self::ListedLanguage,
            Self::Language(Some(name("en"))),
            Self::LanguageTag(None),
            Self::LanguageTag(Some(name("en"))),
            Self::Code,
            Self::AllowedCode,
            Self::Sum,
        ]
    }
}

/// Returns the link that a mail address means, also one that was taken for that of a page:
/// `mailto:info@example.org` for `info@example.org` or `https://info@example.org`.
fn mail_link(value: &str) -> Option<String> {
    let value = value.trim();
    let address = ["https://", "http://"].iter().find_map(|scheme| value.strip_prefix(scheme));
    let address = address.unwrap_or(value).trim_end_matches('/');
    let (user, host) = address.split_once('@')?;
    let is_word = |word: &str| {
        !word.is_empty()
            && !word.contains(|char: char| char.is_whitespace() || matches!(char, '/' | ':' | '@'))
    };
    (is_word(user) && is_word(host) && host.contains('.')).then(|| format!("mailto:{address}"))
}

/// Returns the number that a text means, as pakt reads numbers: `1200` for `1 200 ha`, `1.5` for
/// `1,5`. `None` means that the text is not one number with a unit.
fn number_in_digits(value: &str) -> Option<String> {
    let value = value.trim();
    let is_number_char = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',');
    let end = value.find(|char: char| !is_number_char(char) && !char.is_whitespace());
    let (number, unit) = value.split_at(end.unwrap_or(value.len()));
    let is_unit = unit.chars().count() <= 12 && !unit.contains(|char: char| char.is_ascii_digit());
    let groups: Vec<&str> = number.split_whitespace().collect();
    let is_grouped =
        groups.iter().skip(1).all(|group| group.find([',', '.']).unwrap_or(group.len()) == 3);
    let digits = groups.concat();
    let digits = match digits.split_once(',') {
        Some((integer, decimals)) if decimals.len() != 3 && !decimals.contains([',', '.']) => {
            format!("{integer}.{decimals}")
        }
        _ => digits.replace(',', ""),
    };
    let is_number = digits.starts_with(|char: char| char.is_ascii_digit())
        && digits.ends_with(|char: char| char.is_ascii_digit())
        && digits.matches('.').count() <= 1;
    (is_number && is_grouped && is_unit && digits != value).then_some(digits)
}
