//! What each key of pakt means, in the languages of messages, for schemas and editors.

use crate::diagnostic::ReportLanguage;

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyDoc {
    /// The key.
    pub key: &'static str,
    en: &'static str,
    sv: &'static str,
}

/// The keys that a map can have, by where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyGroup {
    /// Front matter, and an item of a list.
    Entry,
    /// `removed:`.
    Removed,
    /// `site.yaml`.
    Site,
    /// A question of `asked:`.
    Asked,
    /// A list that is made from tables.
    Table,
    /// A file in `_types/`.
    Type,
    /// `in_force:` of a type.
    State,
    /// A field of a type.
    Field,
    /// A value with what is known about it.
    Statement,
    /// A date within limits.
    Date,
    /// A period.
    Period,
    /// A citation.
    Citation,
}

impl KeyDoc {
    /// Returns what the key means, as a sentence.
    #[must_use]
    pub fn text(&self, language: ReportLanguage) -> &'static str {
        match language {
            ReportLanguage::English => self.en,
            ReportLanguage::Swedish => self.sv,
        }
    }
}

impl KeyGroup {
    /// All groups.
    pub const ALL: [Self; 12] = [
        Self::Entry,
        Self::Removed,
        Self::Site,
        Self::Asked,
        Self::Table,
        Self::Type,
        Self::State,
        Self::Field,
        Self::Statement,
        Self::Date,
        Self::Period,
        Self::Citation,
    ];

    /// Returns its keys, in the order in which they are usually written.
    #[must_use]
    pub fn docs(self) -> &'static [KeyDoc] {
        match self {
            Self::Entry => ENTRY_KEYS,
            Self::Removed => REMOVED_KEYS,
            Self::Site => SITE_KEYS,
            Self::Asked => ASKED_KEYS,
            Self::Table => TABLE_KEYS,
            Self::Type => TYPE_KEYS,
            Self::State => STATE_KEYS,
            Self::Field => FIELD_KEYS,
            Self::Statement => STATEMENT_KEYS,
            Self::Date => DATE_KEYS,
            Self::Period => PERIOD_KEYS,
            Self::Citation => CITATION_KEYS,
        }
    }

    /// Returns what one of its keys means. `None` means that it does not have the key.
    #[must_use]
    pub fn doc(self, key: &str) -> Option<&'static KeyDoc> {
        self.docs().iter().find(|doc| doc.key == key)
    }
}

const fn key(key: &'static str, en: &'static str, sv: &'static str) -> KeyDoc {
    KeyDoc { key, en, sv }
}

const ENTRY_KEYS: &[KeyDoc] = &[
    key(
        "id",
        "The id that links, relations and citations use: a–z, 0–9 and hyphens.",
        "Det id som länkar, relationer och källhänvisningar använder: a–z, 0–9 och bindestreck.",
    ),
    key("type", "The type of the entry.", "Postens typ."),
    key("title", "The title, in one or all languages.", "Titeln, på ett språk eller alla."),
    key(
        "in_sentence",
        "The title as it is written inside a sentence.",
        "Titeln som den skrivs inne i en mening.",
    ),
    key(
        "description",
        "One sentence about the page, for lists and search engines.",
        "En mening om sidan, för listor och sökmotorer.",
    ),
    key("language", "The language of the text, such as `sv`.", "Textens språk, till exempel `sv`."),
    key(
        "aliases",
        "Other names for `[[…]]` and search; one that begins with `/` is an old address.",
        "Andra namn för `[[…]]` och sökning; ett som börjar med `/` är en gammal adress.",
    ),
    key("tags", "Subjects of the page.", "Sidans ämnen."),
    key("draft", "Whether the page is kept back.", "Om sidan hålls tillbaka."),
    key("owner", "Who is responsible for the page.", "Vem som ansvarar för sidan."),
    key(
        "published",
        "The date from which the page is published.",
        "Det datum från vilket sidan publiceras.",
    ),
    key("updated", "The date of the last change.", "Datum för den senaste ändringen."),
    key("reviewed", "The date of the last review.", "Datum för den senaste granskningen."),
    key("review_by", "The date of the next review.", "Datum för nästa granskning."),
    key(
        "order",
        "A number that decides the place in lists, the lowest first.",
        "Ett tal som avgör platsen i listor, det lägsta först.",
    ),
    key("in_menu", "Whether the page is in the main menu.", "Om sidan är med i huvudmenyn."),
    key(
        "page_list",
        "Whether the page of a section lists the pages in it.",
        "Om en avsnittssida räknar upp sidorna i avsnittet.",
    ),
    key(
        "removed",
        "Says when and why the text was removed, in its place.",
        "Anger när och varför texten togs bort, i textens ställe.",
    ),
    key(
        "allow",
        "Codes of diagnostics that this page is excused from.",
        "Koder för de anmärkningar som sidan är undantagen från.",
    ),
];

const REMOVED_KEYS: &[KeyDoc] = &[
    key("on", "The date of the removal.", "Datum då texten togs bort."),
    key("reason", "Why the text was removed.", "Varför texten togs bort."),
    key("decision", "The decision to remove it.", "Beslutet att ta bort den."),
    key("replaced_by", "The entry that replaces it.", "Den post som ersätter den."),
];

const SITE_KEYS: &[KeyDoc] = &[
    key("title", "The name of the site.", "Webbplatsens namn."),
    key("description", "One sentence about the site.", "En mening om webbplatsen."),
    key(
        "languages",
        "The languages of the site; the first is the default.",
        "Webbplatsens språk; det första är förvalt.",
    ),
    key("base_url", "The public address of the site.", "Webbplatsens publika adress."),
    key(
        "profile",
        "Who may see the site: everybody, or people inside the organisation.",
        "Vem som får se webbplatsen: alla, eller bara de inom organisationen.",
    ),
    key("as_of", "The date that the site describes.", "Det datum som webbplatsen beskriver."),
    key(
        "as_of_days",
        "Days that readers can compare, at least two.",
        "Dagar som läsaren kan jämföra, minst två.",
    ),
    key(
        "book",
        "Whether there is a page with all pages in reading order.",
        "Om det finns en sida med alla sidor i läsordning.",
    ),
    key(
        "owner",
        "Who is responsible for pages that name nobody.",
        "Vem som ansvarar för sidor som inte anger någon.",
    ),
    key("contact", "How to reach the owner.", "Hur man når den ansvariga."),
    key("notice", "A line at the top of every page.", "En rad överst på varje sida."),
    key("footer_text", "A text at the bottom of every page.", "En text längst ner på varje sida."),
    key(
        "footer_menu",
        "Entries that the footer of every page links to.",
        "Poster som sidfoten på varje sida länkar till.",
    ),
    key("menu", "The entries in the main menu, in order.", "Posterna i huvudmenyn, i ordning."),
    key(
        "asked",
        "What readers ask most, with the pages that answer it.",
        "Det som läsare oftast frågar om, med sidorna som svarar.",
    ),
    key(
        "theme",
        "The folder in `themes/` that replaces files of the built-in theme.",
        "Den mapp i `themes/` som ersätter filer i det inbyggda temat.",
    ),
    key(
        "raw_html",
        "Whether HTML in Markdown is shown as text or passed through.",
        "Om HTML i Markdown visas som text eller släpps igenom.",
    ),
    key(
        "smart_punctuation",
        "Whether straight quotation marks become those of the language.",
        "Om raka citattecken blir språkets egna.",
    ),
    key(
        "edit_url",
        "The address where a page is edited, with `{path}`.",
        "Adressen där en sida redigeras, med `{path}`.",
    ),
    key("history", "Where the dates of changes come from.", "Varifrån datum för ändringar hämtas."),
    key("checks", "How serious a code is on this site.", "Hur allvarlig en kod är på webbplatsen."),
];

const ASKED_KEYS: &[KeyDoc] = &[
    key("question", "The words of the question.", "Frågans ord."),
    key(
        "page",
        "The page that answers it, perhaps with `#heading`.",
        "Sidan som svarar, eventuellt med `#rubrik`.",
    ),
];

const TABLE_KEYS: &[KeyDoc] = &[
    key("from", "The file of the table.", "Tabellens fil."),
    key("source", "The source of each row.", "Källan till varje rad."),
];

const TYPE_KEYS: &[KeyDoc] = &[
    key("name", "The name of one entry.", "Namnet på en post."),
    key("plural", "The name of several entries.", "Namnet på flera poster."),
    key("path", "The folder of its addresses.", "Mappen i dess adresser."),
    key(
        "open",
        "Whether entries are created by being mentioned.",
        "Om poster skapas genom att de nämns.",
    ),
    key(
        "sourced",
        "Whether the values of its fields need a source.",
        "Om värdena i dess fält behöver en källa.",
    ),
    key(
        "attributed",
        "Whether the values of its fields need a speaker.",
        "Om värdena i dess fält behöver en uppgiftslämnare.",
    ),
    key("translate", "Whether its texts must be translated.", "Om dess texter måste översättas."),
    key(
        "validity",
        "The field with the period in which an entry is in force.",
        "Fältet med den period då en post gäller.",
    ),
    key("in_force", "The words for whether an entry is in force.", "Orden för om en post gäller."),
    key(
        "replaces",
        "The relation to the entries that an entry replaces.",
        "Relationen till de poster som en post ersätter.",
    ),
    key(
        "lead",
        "The fields that a page begins with, in order.",
        "De fält som en sida börjar med, i ordning.",
    ),
    key(
        "print",
        "What of a page is printed: everything, or a card.",
        "Vad av en sida som skrivs ut: allt, eller ett kort.",
    ),
    key("fields", "The fields of the type.", "Typens fält."),
];

const STATE_KEYS: &[KeyDoc] = &[
    key("holds", "The words if it is in force.", "Orden om den gäller."),
    key("not", "The words if it is not in force.", "Orden om den inte gäller."),
    key(
        "unknown",
        "The words if it is not known whether it is in force.",
        "Orden om det inte är känt om den gäller.",
    ),
];

const FIELD_KEYS: &[KeyDoc] = &[
    key("label", "The name of the field for readers.", "Fältets namn för läsaren."),
    key("kind", "What kind of values the field has.", "Vilket slags värden fältet har."),
    key(
        "to",
        "The types of the entries that the relation leads to.",
        "Typerna för de poster som relationen leder till.",
    ),
    key(
        "choices",
        "The values that can be chosen, with their names.",
        "De värden som går att välja, med sina namn.",
    ),
    key("required", "Whether the field must have a value.", "Om fältet måste ha ett värde."),
    key("at_least", "The smallest number of values.", "Det minsta antalet värden."),
    key(
        "at_most",
        "The largest number of values at one time.",
        "Det största antalet värden samtidigt.",
    ),
    key("sourced", "Whether each value needs a source.", "Om varje värde behöver en källa."),
    key(
        "attributed",
        "Whether each value needs a speaker.",
        "Om varje värde behöver en uppgiftslämnare.",
    ),
    key(
        "unique",
        "Whether no two entries may have the same value.",
        "Om två poster inte får ha samma värde.",
    ),
    key(
        "deadline",
        "Whether the dates are deadlines, which calendars have.",
        "Om datumen är frister, som kalendrarna har.",
    ),
    key(
        "sum",
        "What the values add up to: `1 per RELATION`.",
        "Vad värdena ska summera till: `1 per RELATION`.",
    ),
    key(
        "acyclic",
        "Whether the relation must never lead back to the entry.",
        "Om relationen aldrig får leda tillbaka till posten.",
    ),
    key(
        "inverse",
        "The name of the relation, seen from its target.",
        "Relationens namn, sedd från målet.",
    ),
    key(
        "inverse_proposed",
        "The same for what is only proposed or intended.",
        "Detsamma för det som bara är föreslaget eller avsett.",
    ),
    key(
        "inverse_interpreted",
        "The same for what is an interpretation.",
        "Detsamma för det som är en tolkning.",
    ),
    key("translate", "Whether its texts must be translated.", "Om dess texter måste översättas."),
    key("fields", "The fields of each item.", "Fälten i varje del."),
];

const STATEMENT_KEYS: &[KeyDoc] = &[
    key("value", "The value, or a list of values.", "Värdet, eller en lista med värden."),
    key(
        "source",
        "The citations that support the value.",
        "De källhänvisningar som stöder värdet.",
    ),
    key("from", "The date from which the value holds.", "Det datum från vilket värdet gäller."),
    key(
        "until",
        "The date from which the value no longer holds, or `further-notice`.",
        "Det datum från vilket värdet inte längre gäller, eller `further-notice`.",
    ),
    key("according_to", "The entry that says so.", "Den post som säger det."),
    key("standing", "How well the value is supported.", "Hur väl värdet är underbyggt."),
    key("note", "A remark for readers.", "En anmärkning för läsaren."),
];

const DATE_KEYS: &[KeyDoc] = &[
    key("value", "The date, or `unknown`.", "Datumet, eller `unknown`."),
    key("earliest", "The earliest possible date.", "Det tidigaste möjliga datumet."),
    key("latest", "The latest possible date.", "Det senaste möjliga datumet."),
];

const PERIOD_KEYS: &[KeyDoc] = &[
    key("from", "The date on which it begins.", "Det datum då den börjar."),
    key(
        "until",
        "The date on which it has ended, or `further-notice`.",
        "Det datum då den har upphört, eller `further-notice`.",
    ),
];

const CITATION_KEYS: &[KeyDoc] = &[
    key("document", "The id of the document.", "Dokumentets id."),
    key(
        "locator",
        "The mark of the paragraph, or two with a hyphen.",
        "Styckets beteckning, eller två med bindestreck.",
    ),
    key("quote", "The words, as they are in the text.", "Orden, som de står i texten."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::value::{CITATION_KEYS, DATE_KEYS, PERIOD_KEYS, STATEMENT_KEYS};
    use crate::schema::{EntryType, TypeDeclaration};
    use crate::site::config::SiteConfig;

    fn check(group: KeyGroup, keys: &[&str]) {
        let documented: Vec<&str> = group.docs().iter().map(|doc| doc.key).collect();
        let mut expected = keys.to_vec();
        expected.sort_unstable();
        let mut actual = documented.clone();
        actual.sort_unstable();
        assert_eq!(actual, expected, "{group:?}");
    }

    #[test]
    fn each_key_is_explained() {
        check(KeyGroup::Entry, &EntryType::FRONT_MATTER_KEYS);
        check(KeyGroup::Site, &SiteConfig::KEYS);
        check(KeyGroup::Type, &TypeDeclaration::KEYS);
        check(KeyGroup::State, &TypeDeclaration::STATE_KEYS);
        check(KeyGroup::Field, &TypeDeclaration::FIELD_KEYS);
        check(KeyGroup::Statement, &STATEMENT_KEYS);
        check(KeyGroup::Date, &DATE_KEYS);
        check(KeyGroup::Period, &PERIOD_KEYS);
        check(KeyGroup::Citation, &CITATION_KEYS);
    }

    #[test]
    fn each_explanation_is_a_sentence_in_both_languages() {
        for doc in KeyGroup::ALL.iter().flat_map(|group| group.docs()) {
            assert!(doc.en.ends_with('.') && doc.sv.ends_with('.'), "{doc:?}");
            assert_ne!(doc.en, doc.sv);
        }
    }
}
