//! Ids, addresses and links.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const DUPLICATE_ID: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Two entries have the same id. An entry's id is its `id:`, or else the name of its \
               file.",
        why: "Links, relations and addresses go by the id, so pakt could not tell which of the two \
              they mean. Change the one that fewer people know, and keep its old address under \
              `aliases:`.",
        wrong: "parties/solna.md and forums/solna.md",
        right: "parties/solna.md and forums/solna-forum.md",
    },
    sv: RuleDocs {
        what: "Två poster har samma id. En posts id är dess `id:`, eller annars filens namn.",
        why: "Länkar, relationer och adresser går efter id:t, så pakt kan inte veta vilken av de \
              två som menas. Ändra den som färre känner till, och behåll den gamla adressen under \
              `aliases:`.",
        wrong: "parter/solna.md och forum/solna.md",
        right: "parter/solna.md och forum/solna-forum.md",
    },
};

pub(in crate::diagnostic) const DUPLICATE_ROUTE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Two things would be published at the same address: two pages, a page and a file, \
               or a page and another page's old address.",
        why: "Only one of them can be there. Addresses are in lower case, with å and ä as a, ö as \
              o, and spaces as hyphens, so two different names can give the same address.",
        wrong: "rad/Mål.md and rad/Mal.md",
        right: "rad/Mål.md and rad/Mal-2.md",
    },
    sv: RuleDocs {
        what: "Två saker skulle publiceras på samma adress: två sidor, en sida och en fil, eller \
               en sida och en annan sidas gamla adress.",
        why: "Bara en av dem får plats. I adresser blir bokstäverna små, å och ä blir a, ö blir o \
              och mellanslag blir bindestreck, så två olika namn kan ge samma adress.",
        wrong: "rad/Mål.md och rad/Mal.md",
        right: "rad/Mål.md och rad/Mal-2.md",
    },
};

pub(in crate::diagnostic) const BROKEN_LINK: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A link leads to a page, a file or a field that is not there, or to a page that is \
               still a draft.",
        why: "The reader would meet an error page. A link is a path from the page it stands on, a \
              path from the top of the site with `/` first, or an id in double brackets.",
        wrong: "See [the model](modle.md).",
        right: "See [the model](model.md).",
    },
    sv: RuleDocs {
        what: "En länk leder till en sida, en fil eller ett fält som inte finns, eller till en \
               sida som fortfarande är ett utkast.",
        why: "Läsaren skulle hamna på en felsida. En länk är en sökväg från sidan den står på, en \
              sökväg från webbplatsens början med `/` först, eller ett id inom dubbla \
              hakparenteser.",
        wrong: "Se [modellen](modelen.md).",
        right: "Se [modellen](modellen.md).",
    },
};

pub(in crate::diagnostic) const MISSING_HEADING: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The page that the link leads to exists, but it has no such heading.",
        why: "The reader would land at the top of the page and have to look for the place. In a \
              link, the heading is written in lower case with hyphens for spaces.",
        wrong: "See [the costs](model.md#cost).",
        right: "See [the costs](model.md#what-it-costs).",
    },
    sv: RuleDocs {
        what: "Sidan som länken leder till finns, men den har ingen sådan rubrik.",
        why: "Läsaren skulle hamna överst på sidan och få leta efter stället. I en länk skrivs \
              rubriken med små bokstäver och bindestreck i stället för mellanslag.",
        wrong: "Se [kostnaderna](modellen.md#kostnad).",
        right: "Se [kostnaderna](modellen.md#vad-det-kostar).",
    },
};

pub(in crate::diagnostic) const AMBIGUOUS_LINK: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The name in double brackets fits several pages equally well.",
        why: "pakt links to the first of them in the order of their paths, which may not be the \
              one you mean. The id of a page never fits more than one.",
        wrong: "[[Meetings]]",
        right: "[[forums/meetings|Meetings]]",
    },
    sv: RuleDocs {
        what: "Namnet inom dubbla hakparenteser passar lika bra på flera sidor.",
        why: "pakt länkar till den första av dem i sökvägarnas ordning, och det är kanske inte den \
              du menar. En sidas id passar aldrig på mer än en.",
        wrong: "[[Möten]]",
        right: "[[forum/möten|Möten]]",
    },
};

pub(in crate::diagnostic) const UNSAFE_LINK: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A link begins with something other than `https:`, `http:`, `mailto:` or `tel:`.",
        why: "Some links run a program in the reader's browser, or open a file on the reader's own \
              computer. pakt does not publish them.",
        wrong: "[The list](file:///C:/lists/alarm.pdf)",
        right: "[The list](lists/alarm.pdf)",
    },
    sv: RuleDocs {
        what: "En länk börjar med något annat än `https:`, `http:`, `mailto:` eller `tel:`.",
        why: "En del länkar kör ett program i läsarens webbläsare, eller öppnar en fil på läsarens \
              egen dator. pakt publicerar dem inte.",
        wrong: "[Listan](file:///C:/listor/larm.pdf)",
        right: "[Listan](listor/larm.pdf)",
    },
};

pub(in crate::diagnostic) const OUTSIDE_SITE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A link, an alias or a symbolic link leads out of the content folder, or something \
               lies there that is neither a file nor a folder.",
        why: "Only what lies in the content folder is published. Anything else would be missing on \
              the server, or would publish what was never meant to be.",
        wrong: "[The plan](../../plan.pdf)",
        right: "[The plan](files/plan.pdf)",
    },
    sv: RuleDocs {
        what: "En länk, ett alias eller en symbolisk länk leder ut ur innehållsmappen, eller så \
               ligger där något som varken är en fil eller en mapp.",
        why: "Bara det som ligger i innehållsmappen publiceras. Allt annat skulle saknas på \
              servern, eller publicera något som aldrig var tänkt att synas.",
        wrong: "[Planen](../../plan.pdf)",
        right: "[Planen](filer/plan.pdf)",
    },
};
