//! What an editor promises a reader: translations, reach, owners.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const MISSING_TRANSLATION: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The site has several languages, and this entry lacks a text in one of them.",
        why: "A reader in that language gets the text in another one, marked as such. Names that \
              are the same in all languages are declared with `translate: false`. A page that is \
              meant for one language only says `allow: [missing-translation]`.",
        wrong: "title: {sv: Rådet}",
        right: "title: {sv: Rådet, en: The council}",
    },
    sv: RuleDocs {
        what: "Webbplatsen har flera språk, och den här posten saknar en text på ett av dem.",
        why: "Den som läser på det språket får texten på ett annat, med en upplysning om det. Namn \
              som är lika på alla språk deklareras med `translate: false`. En sida som bara ska \
              finnas på ett språk har `allow: [missing-translation]`.",
        wrong: "title: {sv: Rådet}",
        right: "title: {sv: Rådet, en: The council}",
    },
};

pub(in crate::diagnostic) const ORPHAN_PAGE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Nothing leads to this page: no link in a text, no relation, no view and no menu.",
        why: "Only somebody who searches, or who has the address, will find it.",
        wrong: "A page in the folder `guides/` that no other page names.",
        right: "A link from the page where a reader would look for it: [Alarm list](alarm-list.md)",
    },
    sv: RuleDocs {
        what: "Ingenting leder till sidan: ingen länk i en text, ingen relation, ingen vy och \
               ingen meny.",
        why: "Bara den som söker, eller som har adressen, hittar den.",
        wrong: "En sida i mappen `guider/` som ingen annan sida nämner.",
        right: "En länk från sidan där läsaren skulle leta: [Larmlista](larmlista.md)",
    },
};

pub(in crate::diagnostic) const MISSING_OWNER: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "No owner is named for this page, neither on the page nor for the whole site.",
        why: "A reader who finds a mistake needs to know whom to tell, and a page without an owner \
              grows old unseen. `owner:` in `site.yaml` holds for every page without one of its \
              own.",
        wrong: "---\ntitle: Alarm list\n---",
        right: "---\ntitle: Alarm list\nowner: Unit for preparedness\n---",
    },
    sv: RuleDocs {
        what: "Ingen står som ansvarig för sidan, varken på sidan eller för hela webbplatsen.",
        why: "Den som hittar ett fel behöver veta vem hen ska vända sig till, och en sida som \
              ingen ansvarar för blir gammal utan att någon märker det. `owner:` i `site.yaml` \
              gäller för alla sidor som inte har en egen.",
        wrong: "---\ntitle: Larmlista\n---",
        right: "---\ntitle: Larmlista\nowner: Enheten för beredskap\n---",
    },
};

pub(in crate::diagnostic) const NO_HISTORY: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "`site.yaml` says `history: git`, but git cannot tell when the files were changed.",
        why: "Dates of change come from the commits. A folder that is no repository, or a clone \
              that holds only the newest commits, would give every page the same, wrong date; so \
              the pages get none.",
        wrong: "A build server that clones with `--depth 1`.",
        right: "A build server that clones the whole history, or `updated: 2015-11-11` on the page.",
    },
    sv: RuleDocs {
        what: "I `site.yaml` står `history: git`, men git kan inte säga när filerna ändrades.",
        why: "Datumen för ändringar kommer från incheckningarna. En mapp utan git, eller en klon \
              med bara de senaste incheckningarna, skulle ge alla sidor samma felaktiga datum. \
              Därför får de inget.",
        wrong: "En byggserver som klonar med `--depth 1`.",
        right: "En byggserver som klonar hela historiken, eller `updated: 2015-11-11` på sidan.",
    },
};

pub(in crate::diagnostic) const NO_STEMMER: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Search does not know the stems of a language of the site.",
        why: "A reader who asks for *agreements* also finds *agreement* where search knows how \
              words are inflected. It knows Swedish and English. Words of other languages are \
              found as they stand, and by how they begin.",
        wrong: "languages: [sv, fi]",
        right: "checks: {no-stemmer: off}",
    },
    sv: RuleDocs {
        what: "Sökningen känner inte till ordstammarna i ett av webbplatsens språk.",
        why: "Den som söker på *avtalen* hittar också *avtal* där sökningen vet hur ord böjs. Det \
              vet den på svenska och engelska. Ord på andra språk hittas som de står och på hur \
              de börjar.",
        wrong: "languages: [sv, fi]",
        right: "checks: {no-stemmer: off}",
    },
};

pub(in crate::diagnostic) const REVIEW_OVERDUE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The page was to be reviewed by a day that has passed.",
        why: "The day is compared with the site's as-of day, never with the clock. Readers see \
              on the page when it was reviewed.",
        wrong: "review_by: 2024-06-01",
        right: "review_by: 2027-06-01",
    },
    sv: RuleDocs {
        what: "Sidan skulle ha granskats senast en dag som har passerat.",
        why: "Dagen jämförs med webbplatsens läge (as-of), aldrig med klockan. Läsaren ser på \
              sidan när den granskades.",
        wrong: "review_by: 2024-06-01",
        right: "review_by: 2027-06-01",
    },
};

pub(in crate::diagnostic) const FIGURE_WITHOUT_SOURCE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A figure stands in the text, and in none of the page's quotes, embedded values and \
              dates.",
        why: "Figures are what readers copy, and what goes wrong most easily. Code, addresses, \
              headings and the numbers of lists are not looked at.",
        wrong: "The council began in 2014.",
        right: "The council began in ![[council#began]].",
    },
    sv: RuleDocs {
        what: "En siffra står i texten, men inte i något av sidans citat, inbäddade värden och \
              datum.",
        why: "Siffror är det som läsare skriver av, och det som lättast blir fel. Kod, adresser, \
              rubriker och listors nummer räknas inte.",
        wrong: "Rådet började 2014.",
        right: "Rådet började ![[radet#started]].",
    },
};

pub(in crate::diagnostic) const PDF_WITHOUT_TEXT: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A PDF is shown or linked to, and no text stands beside it.",
        why: "A PDF is hard to read on a phone and with a screen reader, and is not searched. A \
              text stands beside `plan.pdf` if it is `plan.md` or `plan.html`, or if the entry \
              that names the file in a field has a body or the `text:` of the paper.",
        wrong: "[The plan](files/plan.pdf), and nothing else in `files/`.",
        right: "[The plan](files/plan.pdf), and its text in `files/plan.md`.",
    },
    sv: RuleDocs {
        what: "En PDF visas eller länkas, och ingen text står bredvid den.",
        why: "En PDF är svår att läsa i telefon och med skärmläsare, och söks inte igenom. En \
              text står bredvid `plan.pdf` om den är `plan.md` eller `plan.html`, eller om posten \
              som nämner filen i ett fält har en brödtext eller dokumentets `text:`.",
        wrong: "[Planen](filer/plan.pdf), och inget annat i `filer/`.",
        right: "[Planen](filer/plan.pdf), och texten i `filer/plan.md`.",
    },
};

pub(in crate::diagnostic) const UNEXPLAINED_ABBREVIATION: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "An abbreviation stands without its words the first time it is used on the page.",
        why: "A reader who does not know it has to look elsewhere. A term of that name explains \
              it on every page.",
        wrong: "The MSB drew it up.",
        right: "The Swedish Civil Contingencies Agency (MSB) drew it up.",
    },
    sv: RuleDocs {
        what: "En förkortning står utan sina ord första gången den används på sidan.",
        why: "Den som inte känner till den måste leta någon annanstans. Ett begrepp med det \
              namnet förklarar den på alla sidor.",
        wrong: "MSB har utarbetat det.",
        right: "Myndigheten för samhällsskydd och beredskap (MSB) har utarbetat det.",
    },
};

pub(in crate::diagnostic) const UNCITED_PARAGRAPH: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Nothing on the site rests on this paragraph of a source.",
        why: "It may hold something that was overlooked. If it carries no claim, the document \
              says so under `no_claim:`; the page of the document tells readers either way.",
        wrong: "A paragraph that no citation names.",
        right: "no_claim: [P3]",
    },
    sv: RuleDocs {
        what: "Ingenting på webbplatsen vilar på det här stycket i en källa.",
        why: "Det kan rymma något som har förbisetts. Om det inte bär någon uppgift säger \
              dokumentet det under `no_claim:`; dokumentets sida talar om det för läsaren i båda \
              fallen.",
        wrong: "Ett stycke som ingen källhänvisning nämner.",
        right: "no_claim: [P3]",
    },
};
