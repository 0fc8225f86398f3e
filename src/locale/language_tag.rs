//! Which words are language tags (BCP 47), which tag people mean by the name of a language, and
//! which languages are written from right to left.

/// The codes of ISO 639-1, separated by white space.
const TWO_LETTER_CODES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz \
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln \
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi \
    pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th \
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The names of languages in English, in Swedish and in the language itself, and codes that are
/// often written instead: those of countries, and those of three letters.
const NAMES: [(&str, &[&str]); 59] = [
    ("sv", &["svenska", "swedish", "swe"]),
    ("en", &["engelska", "english", "eng", "gb", "us"]),
    ("ar", &["arabiska", "arabic", "العربية", "ara"]),
    ("bs", &["bosniska", "bosnian", "bosanski", "bos"]),
    ("cs", &["tjeckiska", "czech", "čeština", "ces", "cz"]),
    ("da", &["danska", "danish", "dansk", "dan", "dk"]),
    ("de", &["tyska", "german", "deutsch", "deu", "ger"]),
    ("el", &["grekiska", "greek", "ελληνικά", "ell", "gr"]),
    ("es", &["spanska", "spanish", "español", "espanol", "spa"]),
    ("et", &["estniska", "estonian", "eesti", "est"]),
    ("fa", &["persiska", "persian", "farsi", "فارسی", "fas"]),
    ("fi", &["finska", "finnish", "suomi", "fin"]),
    ("fr", &["franska", "french", "français", "francais", "fra"]),
    ("hr", &["kroatiska", "croatian", "hrvatski", "hrv"]),
    ("hu", &["ungerska", "hungarian", "magyar", "hun"]),
    ("is", &["isländska", "icelandic", "íslenska", "isl"]),
    ("it", &["italienska", "italian", "italiano", "ita"]),
    ("ja", &["japanska", "japanese", "日本語", "jpn", "jp"]),
    ("ko", &["koreanska", "korean", "한국어", "kor"]),
    ("lt", &["litauiska", "lithuanian", "lietuvių", "lit"]),
    ("lv", &["lettiska", "latvian", "latviešu", "lav"]),
    ("nb", &["norska", "norwegian", "norsk", "bokmål", "nor"]),
    ("nl", &["nederländska", "holländska", "dutch", "nederlands", "nld"]),
    ("pl", &["polska", "polish", "polski", "pol"]),
    ("pt", &["portugisiska", "portuguese", "português", "por"]),
    ("ru", &["ryska", "russian", "русский", "rus"]),
    ("se", &["samiska", "nordsamiska", "sami", "davvisámegiella"]),
    ("so", &["somaliska", "somali", "soomaali"]),
    ("sr", &["serbiska", "serbian", "српски", "srpski", "srp"]),
    ("tr", &["turkiska", "turkish", "türkçe", "tur"]),
    ("uk", &["ukrainska", "ukrainian", "українська", "ukr", "ua"]),
    ("af", &["afrikaans"]),
    ("be", &["vitryska", "belarusian"]),
    ("bg", &["bulgariska", "bulgarian", "български", "bul"]),
    ("ca", &["katalanska", "catalan", "català", "cat"]),
    ("cy", &["kymriska", "welsh", "cymraeg"]),
    ("eu", &["baskiska", "basque", "euskara"]),
    ("ga", &["iriska", "irish", "gaeilge"]),
    ("gl", &["galiciska", "galician", "galego"]),
    ("he", &["hebreiska", "hebrew", "עברית", "heb", "iw"]),
    ("hi", &["hindi", "हिन्दी", "hin"]),
    ("hy", &["armeniska", "armenian", "հայերեն"]),
    ("id", &["indonesiska", "indonesian", "ind"]),
    ("ka", &["georgiska", "georgian", "ქართული"]),
    ("ku", &["kurdiska", "kurdish", "kurdî"]),
    ("la", &["latin"]),
    ("mk", &["makedonska", "macedonian", "македонски"]),
    ("nn", &["nynorsk", "nno"]),
    ("ro", &["rumänska", "romanian", "română", "ron"]),
    ("sk", &["slovakiska", "slovak", "slovenčina", "slk"]),
    ("sl", &["slovenska", "slovenian", "slovenščina", "slv"]),
    ("sq", &["albanska", "albanian", "shqip", "sqi"]),
    ("sw", &["swahili", "kiswahili"]),
    ("th", &["thailändska", "thai", "ไทย", "tha"]),
    ("ti", &["tigrinska", "tigrinya", "ትግርኛ"]),
    ("ur", &["urdu", "اردو", "urd"]),
    ("vi", &["vietnamesiska", "vietnamese", "việt", "vie"]),
    ("yi", &["jiddisch", "yiddish", "ייִדיש"]),
    ("zh", &["kinesiska", "chinese", "mandarin", "中文", "zho", "cn"]),
];

/// Languages that are written from right to left, unless the tag names another script.
const RIGHT_TO_LEFT: [&str; 22] = [
    "ar", "arc", "arz", "ary", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc",
    "mzn", "nqo", "pnb", "ps", "sd", "ug", "ur", "yi",
];
/// Scripts that are written from right to left.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 10] =
    ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Returns whether a text is a language tag: the code of a language in lower case, and subtags such
/// as a script or a region.
///
/// Codes of two letters are those of ISO 639-1. Of the thousands of three letters none is refused.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = match first.len() {
        2 => TWO_LETTER_CODES.split_whitespace().any(|code| code == first),
        3 => first.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    is_language
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Returns the language tag that a text which is not one stands for: `en` for `English` and `EN`,
/// `sv-SE` for `sv_SE`.
#[must_use]
pub fn intended_language_tag(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let has_name = |names: &[&str]| names.contains(&&*lower);
    if let Some((tag, _)) = NAMES.iter().find(|(_, names)| has_name(names)) {
        return Some((*tag).to_owned());
    }
    // A region keeps its capitals, the language does not have any.
    let with_hyphens = text.replace('_', "-");
    let (first, rest) = match with_hyphens.split_once('-') {
        Some((first, rest)) => (first, Some(rest)),
        None => (&*with_hyphens, None),
    };
    let first = first.to_lowercase();
    let tag = rest.map_or(first.clone(), |rest| format!("{first}-{rest}"));
    // Three letters are a language only if they are written as one.
    (first.len() == 2 && tag != text && is_language_tag(&tag)).then_some(tag)
}

/// Returns the language of the country whose code is the tag of another language: `sv` for `se`,
/// which is Northern Sami.
#[must_use]
pub fn language_of_country(code: &str) -> Option<&'static str> {
    const LANGUAGES: [(&str, &str); 4] = [("se", "sv"), ("ee", "et"), ("si", "sl"), ("br", "pt")];
    LANGUAGES.iter().find(|(country, _)| *country == code).map(|(_, language)| *language)
}

/// Returns whether a language is written from right to left.
fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|it| it.is_ascii_alphabetic())) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.iter().any(|it| script.eq_ignore_ascii_case(it)),
        None => RIGHT_TO_LEFT.contains(&primary),
    }
}

/// Returns the value of `dir` for a text in a language that is inside one in another language.
/// `None` means that both are written in the same direction.
#[must_use]
pub fn direction_within(tag: &str, outer_tag: &str) -> Option<&'static str> {
    match (is_right_to_left(tag), is_right_to_left(outer_tag)) {
        (true, false) => Some("rtl"),
        (false, true) => Some("ltr"),
        (true, true) | (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_begins_with_the_code_of_a_language() {
        for tag in ["sv", "en-GB", "zh-Hant-TW", "tlh", "sma", "de-1996"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "English", "svenska", "xx", "dk", "jp", "EN", "sv_SE", "sv-", "s", "en gb"]
        {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn a_name_of_a_language_stands_for_its_tag() {
        let pairs = [
            ("English", Some("en")),
            ("svenska", Some("sv")),
            ("DEUTSCH", Some("de")),
            ("EN", Some("en")),
            ("sv_SE", Some("sv-SE")),
            ("Zh-Hant", Some("zh-Hant")),
            ("dk", Some("da")),
            ("klingon", None),
            ("xx", None),
            ("", None),
        ];
        for (name, tag) in pairs {
            assert_eq!(intended_language_tag(name).as_deref(), tag, "{name}");
        }
    }

    #[test]
    fn each_name_stands_for_one_tag() {
        for (tag, names) in NAMES {
            assert!(is_language_tag(tag), "{tag}");
            for name in names {
                assert_eq!(intended_language_tag(name).as_deref(), Some(tag), "{name}");
                assert_eq!(*name, name.to_lowercase());
            }
        }
    }

    #[test]
    fn the_script_of_a_tag_decides_its_direction() {
        assert_eq!(["ar", "he-IL", "fa", "ur", "ku-Arab"].map(is_right_to_left), [true; 5]);
        assert_eq!(["en", "ar-Latn", "ku", "az", ""].map(is_right_to_left), [false; 5]);
    }
}
