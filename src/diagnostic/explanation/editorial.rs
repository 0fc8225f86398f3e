//! What an editor promises a reader: translations, reach, owners.

use super::Explained;
use crate::diagnostic::catalogue::Explanation;

pub(in crate::diagnostic) const MISSING_TRANSLATION: Explained = Explained {
    en: Explanation {
        what: "The site has several languages, and this entry lacks a text in one of them.",
        why: "A reader in that language gets the text in another one, marked as such. Names that \
              are the same in all languages are declared with `translate: false`. A page that is \
              meant for one language only says `allow: [missing-translation]`.",
        wrong: "title: {sv: Rådet}",
        right: "title: {sv: Rådet, en: The council}",
    },
    sv: Explanation {
        what: "Webbplatsen har flera språk, och den här posten saknar en text på ett av dem.",
        why: "Den som läser på det språket får texten på ett annat, med en upplysning om det. Namn \
              som är lika på alla språk deklareras med `translate: false`. En sida som bara ska \
              finnas på ett språk har `allow: [missing-translation]`.",
        wrong: "title: {sv: Rådet}",
        right: "title: {sv: Rådet, en: The council}",
    },
};

pub(in crate::diagnostic) const ORPHAN_PAGE: Explained = Explained {
    en: Explanation {
        what: "Nothing leads to this page: no link in a text, no relation, no view and no menu.",
        why: "Only somebody who searches, or who has the address, will find it.",
        wrong: "A page in the folder `guides/` that no other page names.",
        right: "A link from the page where a reader would look for it: [Alarm list](alarm-list.md)",
    },
    sv: Explanation {
        what: "Ingenting leder till sidan: ingen länk i en text, ingen relation, ingen vy och \
               ingen meny.",
        why: "Bara den som söker, eller som har adressen, hittar den.",
        wrong: "En sida i mappen `guider/` som ingen annan sida nämner.",
        right: "En länk från sidan där läsaren skulle leta: [Larmlista](larmlista.md)",
    },
};

pub(in crate::diagnostic) const MISSING_OWNER: Explained = Explained {
    en: Explanation {
        what: "No owner is named for this page, neither on the page nor for the whole site.",
        why: "A reader who finds a mistake needs to know whom to tell, and a page without an owner \
              grows old unseen. `owner:` in `site.yaml` holds for every page without one of its \
              own.",
        wrong: "---\ntitle: Alarm list\n---",
        right: "---\ntitle: Alarm list\nowner: Unit for preparedness\n---",
    },
    sv: Explanation {
        what: "Ingen står som ansvarig för sidan, varken på sidan eller för hela webbplatsen.",
        why: "Den som hittar ett fel behöver veta vem hen ska vända sig till, och en sida som \
              ingen ansvarar för blir gammal utan att någon märker det. `owner:` i `site.yaml` \
              gäller för alla sidor som inte har en egen.",
        wrong: "---\ntitle: Larmlista\n---",
        right: "---\ntitle: Larmlista\nowner: Enheten för beredskap\n---",
    },
};

pub(in crate::diagnostic) const NO_HISTORY: Explained = Explained {
    en: Explanation {
        what: "`site.yaml` says `history: git`, but git cannot tell when the files were changed.",
        why: "Dates of change come from the commits. A folder that is no repository, or a clone \
              that holds only the newest commits, would give every page the same, wrong date; so \
              the pages get none.",
        wrong: "A build server that clones with `--depth 1`.",
        right: "A build server that clones the whole history, or `updated: 2015-11-11` on the page.",
    },
    sv: Explanation {
        what: "I `site.yaml` står `history: git`, men git kan inte säga när filerna ändrades.",
        why: "Datumen för ändringar kommer från incheckningarna. En mapp utan git, eller en klon \
              med bara de senaste incheckningarna, skulle ge alla sidor samma felaktiga datum. \
              Därför får de inget.",
        wrong: "En byggserver som klonar med `--depth 1`.",
        right: "En byggserver som klonar hela historiken, eller `updated: 2015-11-11` på sidan.",
    },
};
