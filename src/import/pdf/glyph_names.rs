//! The characters of a font without a table of its own: encodings, and the names of glyphs.

use crate::import::decode_bytes::windows_1252_char;

/// The names of glyphs that are not letters of ASCII, with their characters.
const NAMES: &str = "space \u{20} exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & \
quotesingle ' parenleft ( parenright ) asterisk * plus + comma , hyphen - period . slash / zero 0 \
one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = \
greater > question ? at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ \
grave ` braceleft { bar | braceright } asciitilde ~ \
exclamdown ¡ cent ¢ sterling £ fraction ⁄ yen ¥ \
florin ƒ section § currency ¤ quotedblleft “ guillemotleft « guilsinglleft ‹ guilsinglright › \
fi fi fl fl ff ff ffi ffi ffl ffl f_i fi f_l fl f_f ff t_i ti t_t tt endash – dagger † daggerdbl ‡ \
periodcentered · paragraph ¶ bullet • quotesinglbase ‚ quotedblbase „ quotedblright ” \
guillemotright » ellipsis … perthousand ‰ questiondown ¿ acute ´ circumflex ˆ tilde ˜ macron ¯ \
dieresis ¨ ring ˚ cedilla ¸ emdash — AE Æ ordfeminine ª Lslash Ł Oslash Ø OE Œ ordmasculine º ae æ \
dotlessi ı lslash ł oslash ø oe œ germandbls ß onesuperior ¹ twosuperior ² threesuperior ³ \
logicalnot ¬ mu µ trademark ™ Eth Ð onehalf ½ plusminus ± Thorn Þ onequarter ¼ divide ÷ brokenbar ¦ \
degree ° thorn þ threequarters ¾ registered ® minus − eth ð multiply × copyright © Aacute Á \
Acircumflex Â Adieresis Ä Agrave À Aring Å Atilde Ã Ccedilla Ç Eacute É Ecircumflex Ê Edieresis Ë \
Egrave È Iacute Í Icircumflex Î Idieresis Ï Igrave Ì Ntilde Ñ Oacute Ó Ocircumflex Ô Odieresis Ö \
Ograve Ò Otilde Õ Scaron Š Uacute Ú Ucircumflex Û Udieresis Ü Ugrave Ù Yacute Ý Ydieresis Ÿ \
Zcaron Ž aacute á acircumflex â adieresis ä agrave à aring å atilde ã ccedilla ç eacute é \
ecircumflex ê edieresis ë egrave è iacute í icircumflex î idieresis ï igrave ì ntilde ñ oacute ó \
ocircumflex ô odieresis ö ograve ò otilde õ scaron š uacute ú ucircumflex û udieresis ü ugrave ù \
yacute ý ydieresis ÿ zcaron ž Euro € quoteleft ‘ quoteright ’ cacute ć ccaron č dcaron ď ecaron ě \
eogonek ę nacute ń rcaron ř sacute ś tcaron ť uring ů zacute ź zdotaccent ż aogonek ą";

/// The upper half of Mac OS Roman.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The upper half of Adobe's standard encoding from 0xa1, where it differs from Latin 1; a space
/// is a code without a glyph.
const STANDARD: &str =
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/// An encoding that a font names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BaseEncoding {
    Windows,
    MacRoman,
    Standard,
}

impl BaseEncoding {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "WinAnsiEncoding" => Some(Self::Windows),
            "MacRomanEncoding" => Some(Self::MacRoman),
            "StandardEncoding" => Some(Self::Standard),
            _ => None,
        }
    }

    /// Returns the character of a code. `None` means that the encoding has none.
    pub(super) fn char(self, code: u8) -> Option<char> {
        let char = match (self, code) {
            (Self::Standard, b'\'') => '’',
            (Self::Standard, b'`') => '‘',
            (_, b' '..=b'~') => char::from(code),
            (Self::Windows, 0xad) => '-',
            (Self::Windows, 0x80..) => windows_1252_char(code),
            (Self::MacRoman, 0x80..) => MAC_ROMAN.chars().nth(usize::from(code) - 0x80)?,
            (Self::Standard, 0xa1..) => STANDARD.chars().nth(usize::from(code) - 0xa1)?,
            _ => return None,
        };
        let is_missing = char == ' ' && code != b' ';
        (!is_missing && char != char::REPLACEMENT_CHARACTER).then_some(char)
    }
}

/// Returns the text of a glyph by its name. `None` means that the name says nothing.
pub(super) fn text_of_glyph(name: &str) -> Option<String> {
    // `a.sc` is a form of `a`.
    let name = name.split('.').next().filter(|stem| !stem.is_empty())?;
    let mut chars = name.chars();
    if let (Some(char), None) = (chars.next(), chars.next()) {
        return char.is_ascii_alphabetic().then(|| char.to_string());
    }
    if name == "space" || name == "nbspace" {
        return Some(" ".to_owned());
    }
    if matches!(name, "softhyphen" | "sfthyphen" | "uni00AD") {
        return Some("\u{ad}".to_owned());
    }
    let mut pairs = NAMES.split_whitespace().skip(1);
    while let (Some(known), Some(text)) = (pairs.next(), pairs.next()) {
        if known == name {
            return Some(text.to_owned());
        }
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let code = hex.get(..4).filter(|_| hex.len() >= 4 && name.starts_with("uni")).unwrap_or(hex);
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).map(|char| char.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_read_by_name() {
        for (name, text) in [
            ("a", "a"),
            ("aring", "å"),
            ("space", " "),
            ("exclam", "!"),
            ("ffi", "ffi"),
            ("uni00E5", "å"),
            ("u1F600", "😀"),
            ("aogonek", "ą"),
            ("a.sc", "a"),
        ] {
            assert_eq!(text_of_glyph(name).as_deref(), Some(text), "{name}");
        }
        assert_eq!(text_of_glyph("g37"), None);
        assert_eq!(text_of_glyph(".notdef"), None);
    }

    #[test]
    fn encodings_have_the_letters_of_swedish() {
        assert_eq!(BaseEncoding::Windows.char(0xe5), Some('å'));
        assert_eq!(BaseEncoding::MacRoman.char(0x8c), Some('å'));
        assert_eq!(BaseEncoding::MacRoman.char(0xde), Some('ﬁ'));
        assert_eq!(BaseEncoding::Standard.char(0xae), Some('ﬁ'));
        assert_eq!(BaseEncoding::Standard.char(0xfb), Some('ß'));
        assert_eq!(BaseEncoding::Standard.char(0xb0), None);
    }
}
