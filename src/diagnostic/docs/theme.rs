//! The site's own theme.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const TEMPLATE_ERROR: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A template of the site's own theme cannot be read, or fails while a page is made.",
        why: "pakt uses its own template of the same name in its place, if there is one, so the \
              pages exist but do not look as they should. A page that cannot be made at all keeps \
              the file from the last build.",
        wrong: "<h1>{{ page.title }</h1>",
        right: "<h1>{{ page.title }}</h1>",
    },
    sv: RuleDocs {
        what: "En mall i webbplatsens eget tema går inte att läsa, eller fungerar inte när en sida \
               ska göras.",
        why: "pakt använder sin egen mall med samma namn i stället, om det finns en, så sidorna \
              finns men ser inte ut som de ska. En sida som inte alls går att göra behåller filen \
              från det senaste bygget.",
        wrong: "<h1>{{ page.title }</h1>",
        right: "<h1>{{ page.title }}</h1>",
    },
};
