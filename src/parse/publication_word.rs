//! The words that keep a page back as the value of a key.

/// What a word says as the value of a key, from the plainest on: a key for which the words of one
/// class keep a page back obeys those of the classes before it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordClass {
    /// It means a draft, whatever the key is.
    Draft,
    /// It means that nobody should see the page, also under a key such as `state`, whose other
    /// words say what the page is about.
    Hidden,
    /// It keeps a page back as the value of a status.
    Holding,
    /// It says that the page is no longer shown, or that the matter has ended.
    Archived,
    /// It says that somebody still works on the page. As a status it keeps back a page of a site;
    /// in a folder of other texts it is often about the matter itself.
    Working,
}

/// The words, in lower case with spaces.
const WORDS: [(&str, WordClass); 103] = [
    ("draft", WordClass::Draft),
    ("drafts", WordClass::Draft),
    ("utkast", WordClass::Draft),
    ("unpublished", WordClass::Draft),
    ("opublicerad", WordClass::Draft),
    ("opublicerat", WordClass::Draft),
    ("opublicerade", WordClass::Draft),
    ("auto draft", WordClass::Draft),
    ("wip", WordClass::Draft),
    ("entwurf", WordClass::Draft),
    ("entwürfe", WordClass::Draft),
    ("brouillon", WordClass::Draft),
    ("brouillons", WordClass::Draft),
    ("borrador", WordClass::Draft),
    ("borradores", WordClass::Draft),
    ("rascunho", WordClass::Draft),
    ("rascunhos", WordClass::Draft),
    ("bozza", WordClass::Draft),
    ("bozze", WordClass::Draft),
    ("udkast", WordClass::Draft),
    ("kladde", WordClass::Draft),
    ("kladder", WordClass::Draft),
    ("luonnos", WordClass::Draft),
    ("luonnokset", WordClass::Draft),
    ("taslak", WordClass::Draft),
    ("piszkozat", WordClass::Draft),
    ("mustand", WordClass::Draft),
    ("черновик", WordClass::Draft),
    ("черновики", WordClass::Draft),
    ("чернетка", WordClass::Draft),
    ("esborrany", WordClass::Draft),
    ("草稿", WordClass::Draft),
    ("下書き", WordClass::Draft),
    ("초안", WordClass::Draft),
    ("مسودة", WordClass::Draft),
    ("טיוטה", WordClass::Draft),
    ("private", WordClass::Hidden),
    ("privat", WordClass::Hidden),
    ("privata", WordClass::Hidden),
    ("hidden", WordClass::Hidden),
    ("dold", WordClass::Hidden),
    ("dolt", WordClass::Hidden),
    ("dolda", WordClass::Hidden),
    ("unlisted", WordClass::Hidden),
    ("olistad", WordClass::Hidden),
    ("olistat", WordClass::Hidden),
    ("secret", WordClass::Hidden),
    ("hemlig", WordClass::Hidden),
    ("hemligt", WordClass::Hidden),
    ("hemliga", WordClass::Hidden),
    ("privé", WordClass::Hidden),
    ("privado", WordClass::Hidden),
    ("privato", WordClass::Hidden),
    ("hemmelig", WordClass::Hidden),
    ("geheim", WordClass::Hidden),
    ("versteckt", WordClass::Hidden),
    ("oculto", WordClass::Hidden),
    ("skjult", WordClass::Hidden),
    ("pending", WordClass::Holding),
    ("future", WordClass::Holding),
    ("scheduled", WordClass::Holding),
    ("embargoed", WordClass::Holding),
    ("trash", WordClass::Holding),
    ("inactive", WordClass::Holding),
    ("internal", WordClass::Holding),
    ("intern", WordClass::Holding),
    ("internt", WordClass::Holding),
    ("confidential", WordClass::Holding),
    ("konfidentiell", WordClass::Holding),
    ("konfidentiellt", WordClass::Holding),
    ("restricted", WordClass::Holding),
    ("members", WordClass::Holding),
    ("medlemmar", WordClass::Holding),
    ("staff", WordClass::Holding),
    ("vertraulich", WordClass::Holding),
    ("confidentiel", WordClass::Holding),
    ("fortrolig", WordClass::Holding),
    ("protected", WordClass::Holding),
    ("password", WordClass::Holding),
    ("deleted", WordClass::Holding),
    ("trashed", WordClass::Holding),
    ("archived", WordClass::Archived),
    ("archive", WordClass::Archived),
    ("arkiverad", WordClass::Archived),
    ("arkiverat", WordClass::Archived),
    ("arkiverade", WordClass::Archived),
    ("review", WordClass::Working),
    ("in review", WordClass::Working),
    ("inreview", WordClass::Working),
    ("to review", WordClass::Working),
    ("needs review", WordClass::Working),
    ("granskning", WordClass::Working),
    ("granskas", WordClass::Working),
    ("in progress", WordClass::Working),
    ("work in progress", WordClass::Working),
    ("todo", WordClass::Working),
    ("pågående", WordClass::Working),
    ("pågår", WordClass::Working),
    ("ej klar", WordClass::Working),
    ("ej klart", WordClass::Working),
    ("inte klar", WordClass::Working),
    ("inte klart", WordClass::Working),
    ("under arbete", WordClass::Working),
];

impl WordClass {
    /// Returns the class of a word in any case, with `-` or `_` for a space. `None` means that it
    /// says nothing about publication.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let word = word.to_lowercase().replace(['-', '_'], " ");
        let known = WORDS.iter().find(|(known, _)| *known == word.trim())?;
        Some(known.1)
    }

    /// Returns whether a word means a draft, whatever the key is.
    pub(crate) fn is_draft(word: &str) -> bool {
        Self::of(word) == Some(Self::Draft)
    }
}

#[cfg(test)]
mod tests {
    use super::super::handbook_rows::handbook_rows;
    use super::*;

    #[test]
    fn the_handbook_lists_the_words() {
        let classes = [
            WordClass::Draft,
            WordClass::Hidden,
            WordClass::Holding,
            WordClass::Archived,
            WordClass::Working,
        ];
        let words = classes.map(|class| {
            let of_class = WORDS.iter().filter(|(_, it)| *it == class);
            of_class.map(|(word, _)| *word).collect::<Vec<&str>>()
        });
        assert_eq!(handbook_rows("word"), words);
    }

    #[test]
    fn spelling_does_not_matter() {
        assert_eq!(WordClass::of(" Work_in-progress "), Some(WordClass::Working));
        assert_eq!(WordClass::of("UTKAST"), Some(WordClass::Draft));
        assert_eq!(WordClass::of("hemliga"), Some(WordClass::Hidden));
        assert_eq!(WordClass::of("accepted"), None);
    }

    #[test]
    fn each_word_is_there_once_and_as_it_is_looked_up() {
        for (index, (word, class)) in WORDS.iter().enumerate() {
            assert_eq!(WordClass::of(word), Some(*class), "{word}");
            assert!(WORDS.iter().skip(index + 1).all(|(other, _)| other != word), "{word}");
        }
    }
}
