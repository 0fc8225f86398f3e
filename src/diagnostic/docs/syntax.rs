//! How a file is written: encoding, front matter, YAML, HTML.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const YAML_SYNTAX: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The keys and values in this file do not follow the rules of YAML, so pakt cannot \
               tell what belongs to what.",
        why: "Some characters mean something in YAML: a colon followed by a space, `#` after a \
              space, brackets, and `*`, `&`, `@` or `%` first in a value. A value that holds one \
              of them goes in single quotes, or on its own line after `>-`. The rest of the site \
              is checked and built as usual.",
        wrong: "source: decision P19 \"section: requirements\"",
        right: "source: 'decision P19 \"section: requirements\"'",
    },
    sv: RuleDocs {
        what: "Nycklarna och värdena i filen följer inte reglerna för YAML, så pakt kan inte \
               avgöra vad som hör till vad.",
        why: "En del tecken betyder något i YAML: kolon följt av mellanslag, `#` efter ett \
              mellanslag, parenteser, och `*`, `&`, `@` eller `%` först i ett värde. Ett värde som \
              innehåller något av dem ska stå inom enkla citattecken, eller på en egen rad efter \
              `>-`. Resten av webbplatsen kontrolleras och byggs som vanligt.",
        wrong: "source: beslut P19 \"avsnitt: krav\"",
        right: "source: 'beslut P19 \"avsnitt: krav\"'",
    },
};

pub(in crate::diagnostic) const FRONT_MATTER_NOT_CLOSED: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The file begins with `---`, which opens the front matter (the block of keys first \
               in a file), but no later line holds only `---`.",
        why: "Without the closing line pakt cannot tell where the keys end and the text begins.",
        wrong: "---\ntitle: The council\n\nThe council meets in May.",
        right: "---\ntitle: The council\n---\n\nThe council meets in May.",
    },
    sv: RuleDocs {
        what: "Filen börjar med `---`, som inleder huvudet (front matter, blocket med nycklar \
               först i filen), men ingen senare rad innehåller bara `---`.",
        why: "Utan den avslutande raden går det inte att veta var nycklarna slutar och texten \
              börjar.",
        wrong: "---\ntitle: Rådet\n\nRådet möts i maj.",
        right: "---\ntitle: Rådet\n---\n\nRådet möts i maj.",
    },
};

pub(in crate::diagnostic) const NOT_UTF8: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The file is not text in the encoding UTF-8, which is how pakt reads every text.",
        why: "In another encoding letters such as å, ä and ö would come out wrong, and a quote \
              could not be compared with its source. Most editors let you choose the encoding \
              when you save.",
        wrong: "A file that was saved as UTF-16 or Windows-1252.",
        right: "The same file, saved as UTF-8.",
    },
    sv: RuleDocs {
        what: "Filen är inte text med teckenkodningen UTF-8, som är den enda som pakt läser.",
        why: "Med en annan kodning skulle bokstäver som å, ä och ö bli fel, och ett citat skulle \
              inte gå att jämföra med sin källa. I de flesta redigeringsprogram går det att välja \
              teckenkodning när man sparar.",
        wrong: "En fil som är sparad i UTF-16 eller Windows-1252.",
        right: "Samma fil, sparad i UTF-8.",
    },
};

pub(in crate::diagnostic) const TOO_LARGE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Something is larger than pakt takes in: a file with too many bytes, or values \
               inside values inside values.",
        why: "Limits keep the build and the preview fast, also when a file is broken or was put \
              there by mistake. A site that people can read stays far below them.",
        wrong: "One file of entries that has grown to hundreds of megabytes.",
        right: "The same entries in several files.",
    },
    sv: RuleDocs {
        what: "Något är större än vad pakt tar emot: en fil med för många byte, eller värden inuti \
               värden inuti värden.",
        why: "Gränserna håller bygget och förhandsvisningen snabba, också när en fil är trasig \
              eller har hamnat fel. En webbplats som människor kan läsa ligger långt under dem.",
        wrong: "En enda fil med poster som har vuxit till hundratals megabyte.",
        right: "Samma poster i flera filer.",
    },
};

pub(in crate::diagnostic) const RAW_HTML: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The text holds HTML, which is shown to the reader as text instead of being used.",
        why: "HTML can break a page's layout, its accessibility and its safety. `<br>`, `<sub>`, \
              `<sup>`, `<kbd>`, `<details>` and `<summary>` without attributes do work. A site \
              that needs more sets `raw_html: allow` in `site.yaml`.",
        wrong: "The council is <b>regional</b>.",
        right: "The council is **regional**.",
    },
    sv: RuleDocs {
        what: "Texten innehåller HTML, som visas för läsaren som text i stället för att användas.",
        why: "HTML kan förstöra sidans utseende, tillgänglighet och säkerhet. `<br>`, `<sub>`, \
              `<sup>`, `<kbd>`, `<details>` och `<summary>` utan attribut fungerar. En webbplats \
              som behöver mer sätter `raw_html: allow` i `site.yaml`.",
        wrong: "Rådet är <b>regionalt</b>.",
        right: "Rådet är **regionalt**.",
    },
};
