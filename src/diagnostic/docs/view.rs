//! Views: what is drawn from what is known.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const UNKNOWN_VIEW: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A fence in braces names a view that does not exist.",
        why: "The page shows the lines as code. The views of pakt are listed in the handbook; a \
              site adds its own as a template.",
        wrong: "```{timelin}",
        right: "```{timeline}",
    },
    sv: RuleDocs {
        what: "Ett kodblock inom klamrar nämner en vy som inte finns.",
        why: "Sidan visar raderna som kod. Pakts vyer står i handboken; en webbplats lägger till \
              egna som mallar.",
        wrong: "```{timelin}",
        right: "```{timeline}",
    },
};

pub(in crate::diagnostic) const VIEW_OPTION: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "An option of a view is unknown, missing, or of the wrong kind.",
        why: "The view is drawn without the option if that makes sense; what it shows may not be \
              what was meant.",
        wrong: "off: milestone",
        right: "of: milestone",
    },
    sv: RuleDocs {
        what: "Ett val för en vy är okänt, saknas eller är av fel slag.",
        why: "Vyn ritas utan valet om det går; det den visar är kanske inte det som var tänkt.",
        wrong: "off: milestone",
        right: "of: milestone",
    },
};
