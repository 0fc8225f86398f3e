//! The label with which a numbered unit of a paper begins: `Article 3`, `§ 5`, `3.1`, `(a)`.

/// Words that number the units of an agreement, in lower case.
const UNIT_WORDS: [&str; 36] = [
    "article",
    "articles",
    "art.",
    "art",
    "section",
    "sec.",
    "clause",
    "rule",
    "regulation",
    "paragraph",
    "para.",
    "point",
    "item",
    "principle",
    "recital",
    "artikel",
    "avsnitt",
    "klausul",
    "paragraf",
    "punkt",
    "moment",
    "mom.",
    "regel",
    "abschnitt",
    "ziffer",
    "artikkel",
    "artikla",
    "artículo",
    "artigo",
    "articolo",
    "clausule",
    "clausula",
    "cláusula",
    "artikulu",
    "artykuł",
    "čl.",
];

/// Words that number the parts of a paper that have units, in lower case.
const PART_WORDS: [&str; 24] = [
    "annex",
    "appendix",
    "schedule",
    "attachment",
    "exhibit",
    "chapter",
    "part",
    "title",
    "book",
    "protocol",
    "bilaga",
    "kapitel",
    "kap.",
    "avdelning",
    "avd.",
    "del",
    "protokoll",
    "tillägg",
    "anhang",
    "kapittel",
    "annexe",
    "chapitre",
    "anexo",
    "liite",
];

/// The longest number, in characters: `XXXVIII`, `12.10.3.4`.
const MAX_NUMBER_CHARS: usize = 12;

/// The label of a unit, as printed at the start of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitLabel {
    pub kind: LabelKind,
    /// As printed, without the sign after it: `Article 3`, `3.1`, `a`.
    pub printed: String,
    /// Its number or letter alone: `3`, `3.1`, `a`.
    pub number: String,
    /// The length of the label and the signs after it in the text.
    pub len: usize,
}

/// What a label consists of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LabelKind {
    /// A part that has units: `Annex B`, `Chapter II`. The word in lower case.
    Part(String),
    /// A word and a number: `Article 3`. The word in lower case.
    Word(String),
    /// `§ 5`, `5 §` or `2 kap. 5 §`.
    Section,
    /// Numbers with full stops between them: `3.1`.
    Decimal,
    /// One number: `3.` or `3)`.
    Number,
    /// One letter: `(a)` or `b)`.
    Letter,
    /// A small Roman numeral: `(iv)`.
    Roman,
}

impl UnitLabel {
    /// Parses the label at the start of a text. `None` means that the text begins with words.
    pub(super) fn parse(text: &str) -> Option<Self> {
        parse_section(text).or_else(|| parse_word(text)).or_else(|| parse_number(text))
    }

    /// Parses a number without a sign after it, as headings have it: `3 Rent`.
    pub(super) fn parse_heading(text: &str) -> Option<Self> {
        Self::parse(text).or_else(|| {
            let (number, rest) = text.split_once(' ')?;
            let is_number = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
            let label = Self::of(LabelKind::Number, number, number, number.len() + 1);
            (is_number && begins_sentence(rest)).then_some(label)
        })
    }

    /// Returns whether a text is nothing but the label.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        text.get(self.len..).is_none_or(|rest| rest.trim().is_empty())
    }

    fn of(kind: LabelKind, printed: &str, number: &str, len: usize) -> Self {
        Self { kind, printed: printed.to_owned(), number: number.to_owned(), len }
    }
}

/// Returns whether a text can be the beginning of a sentence or a title.
fn begins_sentence(text: &str) -> bool {
    let start =
        text.trim_start().trim_start_matches(['"', '“', '”', '»', '«', '\'', '(', '[', '’']);
    start.chars().next().is_none_or(|char| !char.is_lowercase())
}

/// Parses `§ 5`, `§5 a`, `5 §`, `5 a §` and `2 kap. 5 §`.
fn parse_section(text: &str) -> Option<UnitLabel> {
    if let Some(rest) = text.strip_prefix("§§").or_else(|| text.strip_prefix('§')) {
        let number_start = text.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let number = section_number(rest)?;
        let end = number_start + number.len();
        let printed = text.get(..end)?;
        return finish(LabelKind::Section, text, printed, number);
    }
    let (head, _) = text.split_once('§')?;
    let head_trimmed = head.trim_end();
    let number = match head_trimmed.split_once("kap.") {
        Some((chapter, number)) => {
            section_number(chapter.trim())?;
            number.trim()
        }
        None => head_trimmed,
    };
    if section_number(number)? != number {
        return None;
    }
    let printed = text.get(..head.len() + '§'.len_utf8())?;
    finish(LabelKind::Section, text, printed, number)
}

/// Returns the number of a section at the start of a text: `5`, `5 a` or `5a`.
fn section_number(text: &str) -> Option<&str> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&n_digits) {
        return None;
    }
    let rest = text.get(n_digits..)?;
    let letter = rest.strip_prefix(' ').unwrap_or(rest);
    let mut chars = letter.chars();
    let has_letter = chars.next().is_some_and(|char| char.is_ascii_lowercase())
        && chars.next().is_none_or(|char| !char.is_alphanumeric());
    let len = if has_letter { text.len() - letter.len() + 1 } else { n_digits };
    // A decimal or a date is another kind of number.
    let next = text.get(len..)?.chars().next();
    if next.is_some_and(|char| char.is_alphanumeric()) { None } else { text.get(..len) }
}

/// Parses `Article 3`, `ARTICLE IV.` or `Annex B`.
fn parse_word(text: &str) -> Option<UnitLabel> {
    let (word, rest) = text.split_once(' ')?;
    let folded = word.to_lowercase();
    let is_part = PART_WORDS.contains(&&*folded);
    if !is_part && !UNIT_WORDS.contains(&&*folded) {
        // `1 kap. Inledande bestämmelser`
        let rest = rest.strip_prefix("kap.")?;
        let is_number = (1..=3).contains(&word.len()) && word.bytes().all(|it| it.is_ascii_digit());
        let len = word.len() + 1 + "kap.".len();
        let is_label = is_number && begins_sentence(rest);
        let printed = text.get(..len)?;
        let kind = LabelKind::Part("kap.".to_owned());
        return is_label.then(|| UnitLabel::of(kind, printed, word, len));
    }
    if word.chars().next().is_some_and(char::is_lowercase) {
        return None;
    }
    let number_len = rest.find(|char: char| !is_number_char(char)).unwrap_or(rest.len());
    let number = rest.get(..number_len)?.trim_end_matches(['.', '-', ':']);
    let is_number = if is_part { is_part_number(number) } else { is_unit_number(number) };
    if !is_number {
        return None;
    }
    let printed = text.get(..word.len() + 1 + number.len())?;
    let kind = if is_part { LabelKind::Part(folded) } else { LabelKind::Word(folded) };
    finish(kind, text, printed, number)
}

fn is_number_char(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '.' | '-' | ':' | '(' | ')')
}

/// Returns whether a word numbers a part: as a unit, or with a letter, `B`.
fn is_part_number(number: &str) -> bool {
    let is_letter = number.chars().count() == 1 && number.chars().all(char::is_uppercase);
    is_letter || is_unit_number(number)
}

/// Returns whether a word numbers a unit: `3`, `3a`, `3bis`, `IV`, `3.1`, `3(1)`.
fn is_unit_number(number: &str) -> bool {
    let n_chars = number.chars().count();
    if n_chars == 0 || n_chars > MAX_NUMBER_CHARS {
        return false;
    }
    let n_digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = number.get(n_digits..).unwrap_or_default();
    if n_digits > 0 {
        let is_word = suffix.chars().all(|char| char.is_ascii_lowercase()) && suffix.len() <= 6;
        return is_word || suffix.starts_with(['.', '(', ':', '-']);
    }
    number.chars().all(|char| "IVXLC".contains(char))
}

/// Parses `3.1`, `3.`, `3)`, `(3)`, `(a)`, `a)`, `(iv)` and `iv.`.
fn parse_number(text: &str) -> Option<UnitLabel> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let token = text.get(..end)?;
    let inner = token.strip_prefix('(');
    let is_bracketed = inner.is_some();
    let inner = inner.unwrap_or(token);
    let number = inner.trim_end_matches([')', '.', ':']);
    let is_closed = number.len() < inner.len();
    if number.is_empty() || number.len() > MAX_NUMBER_CHARS || (is_bracketed && !is_closed) {
        return None;
    }
    let len = text.len() - text.get(end..)?.trim_start().len();
    if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        let is_decimal = number.contains('.');
        let parts = number.split('.');
        let is_plain = parts.clone().all(|part| (1..=3).contains(&part.len()));
        // `2.5 %` is an amount, and `12.5.2015` a date.
        let is_label = if is_decimal { begins_sentence(text.get(end..)?) } else { is_closed };
        let kind = if is_decimal { LabelKind::Decimal } else { LabelKind::Number };
        return (is_plain && is_label).then(|| UnitLabel::of(kind, number, number, len));
    }
    if !is_closed {
        return None;
    }
    let n_chars = number.chars().count();
    let is_roman = n_chars <= 5 && number.chars().all(|char| "ivxl".contains(char));
    let is_letter = n_chars == 1 && number.chars().all(char::is_alphabetic);
    let kind = match (is_roman, is_letter) {
        // A single `i` follows `h`, or begins Roman numerals; the unit decides.
        (true, _) => LabelKind::Roman,
        (false, true) => LabelKind::Letter,
        (false, false) => return None,
    };
    // `K. Svensson` is a name.
    let is_initial = number.chars().all(char::is_uppercase) && !token.ends_with(')');
    (!is_initial).then(|| UnitLabel::of(kind, number, number, len))
}

/// Returns a label if what follows it is not the rest of a sentence, as in "Article 3 applies".
fn finish(kind: LabelKind, text: &str, printed: &str, number: &str) -> Option<UnitLabel> {
    let rest = text.get(printed.len()..)?;
    let after_sign = rest.trim_start_matches(['.', ':', ')', '–', '—', '-', ' ']);
    let sign = rest.get(..rest.len() - after_sign.len())?;
    let is_separated = sign.is_empty() || sign.starts_with(['.', ':', '–', '—', '-', ' ']);
    let has_sign = sign.trim().chars().any(|char| matches!(char, '.' | ':' | '–' | '—' | '-'));
    let is_label = rest.is_empty()
        || (is_separated && !sign.is_empty() && (has_sign || begins_sentence(after_sign)));
    is_label.then(|| UnitLabel::of(kind, printed, number, printed.len() + sign.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Option<String> {
        let label = UnitLabel::parse(text)?;
        let rest = text.get(label.len..).unwrap();
        Some(format!("{:?} {} | {rest}", label.kind, label.printed))
    }

    #[test]
    fn labels_are_words_signs_numbers_and_letters() {
        for (text, expected) in [
            ("Article 3", "Word(\"article\") Article 3 | "),
            ("ARTICLE IV. Rent", "Word(\"article\") ARTICLE IV | Rent"),
            ("Artikel 3 Hyran", "Word(\"artikel\") Artikel 3 | Hyran"),
            ("Article 3(1) The rent", "Word(\"article\") Article 3(1) | The rent"),
            ("Annex B – Fees", "Part(\"annex\") Annex B | Fees"),
            ("1 kap. Inledande", "Part(\"kap.\") 1 kap. |  Inledande"),
            ("§ 5 Avtalet", "Section § 5 | Avtalet"),
            ("§5", "Section §5 | "),
            ("5 a § Avtalet", "Section 5 a § | Avtalet"),
            ("2 kap. 5 § Avtalet", "Section 2 kap. 5 § | Avtalet"),
            ("3.1 The rent", "Decimal 3.1 | The rent"),
            ("3.1. The rent", "Decimal 3.1 | The rent"),
            ("3. The rent", "Number 3 | The rent"),
            ("(3) the rent", "Number 3 | the rent"),
            ("(a) corn", "Letter a | corn"),
            ("b) rye", "Letter b | rye"),
            ("(iv) oats", "Roman iv | oats"),
        ] {
            assert_eq!(label(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_of_a_sentence_are_not_labels() {
        for text in [
            "Article 3 applies",
            "5 § gäller inte",
            "The rent",
            "3 months",
            "2.5 procent",
            "2015-11-11 The",
            "K. Svensson",
            "Del av avtalet",
            "Part of it",
            "Title to the land",
            "(see) the rent",
            "section 3 The",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_has_a_number_without_a_sign() {
        let number = |text| UnitLabel::parse_heading(text).map(|label| label.number);
        assert_eq!(number("3 Rent").as_deref(), Some("3"));
        assert_eq!(number("3 months"), None);
    }
}
