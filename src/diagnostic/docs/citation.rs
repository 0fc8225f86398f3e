//! What every claim leads to: sources, quotes and texts.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const CITATION_SYNTAX: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A citation cannot be read.",
        why: "A citation is a document, a place in it and a quote in straight quotation marks; \
              several have a semicolon between them. In YAML a value that holds a quote with `: \
              `, ` #` or a comma in it stands in single quotes. In Markdown a citation stands in \
              brackets and begins with `@`. It is shown as it was written until it is mended.",
        wrong: "source: decision P4 \"the council chairs",
        right: "source: 'decision P4 \"the council chairs\"'",
    },
    sv: RuleDocs {
        what: "En källhänvisning går inte att läsa.",
        why: "En källhänvisning är ett dokument, ett ställe i det och ett citat inom raka \
              citattecken; flera skiljs åt med semikolon. I YAML ska ett värde vars citat \
              innehåller `: `, ` #` eller ett komma stå inom enkla citattecken. I Markdown står \
              hänvisningen inom hakparenteser och börjar med `@`. Den visas som den är skriven \
              tills den är rättad.",
        wrong: "source: beslut P4 \"rådet leder",
        right: "source: 'beslut P4 \"rådet leder\"'",
    },
};

pub(in crate::diagnostic) const UNKNOWN_DOCUMENT: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A citation names a document that the site does not have.",
        why: "A reader could not follow it. A document is an entry of the type `document`; it \
              need not have a text.",
        wrong: "source: decison P4 \"the council chairs\"",
        right: "source: decision P4 \"the council chairs\"",
    },
    sv: RuleDocs {
        what: "En källhänvisning nämner ett dokument som inte finns på webbplatsen.",
        why: "Läsaren kan inte följa den. Ett dokument är en post av typen `document`; den \
              behöver inte ha någon text.",
        wrong: "source: beslt P4 \"rådet leder\"",
        right: "source: beslut P4 \"rådet leder\"",
    },
};

pub(in crate::diagnostic) const UNKNOWN_LOCATOR: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The document has no paragraph with that mark.",
        why: "The marks are the lines in the text that hold nothing but a word in brackets, such \
              as `[P4]`. Several paragraphs in a row are written `P4-P6`.",
        wrong: "source: decision P44 \"the council chairs\"",
        right: "source: decision P4 \"the council chairs\"",
    },
    sv: RuleDocs {
        what: "Dokumentet har inget stycke med det märket.",
        why: "Märkena är de rader i texten som bara har ett ord inom hakparenteser, som `[P4]`. \
              Flera stycken i följd skrivs `P4-P6`.",
        wrong: "source: beslut P44 \"rådet leder\"",
        right: "source: beslut P4 \"rådet leder\"",
    },
};

pub(in crate::diagnostic) const QUOTE_NOT_FOUND: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The quoted words do not stand in the paragraph.",
        why: "Every letter counts: a reader must find the same words in the source. A quote \
              begins and ends with whole words, and ` … ` leaves words out. Line breaks do not \
              matter. The page shows the quote as unverified until it is mended.",
        wrong: "source: decision P4 \"the council leads\"",
        right: "source: decision P4 \"the council chairs\"",
    },
    sv: RuleDocs {
        what: "De citerade orden står inte i stycket.",
        why: "Varje bokstav räknas: läsaren ska hitta samma ord i källan. Ett citat börjar och \
              slutar med hela ord, och ` … ` utelämnar ord. Radbrytningar har ingen betydelse. \
              Sidan visar citatet som overifierat tills det är rättat.",
        wrong: "source: beslut P4 \"rådet styr\"",
        right: "source: beslut P4 \"rådet leder\"",
    },
};

pub(in crate::diagnostic) const MISSING_SOURCE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The field needs a source for each of its values, and this one has none, or one \
              without place or quote.",
        why: "The type says `sourced: true`, so that no claim of this kind stands alone. Of a \
              document whose text the site has, both the paragraph and the words are asked for. \
              `unknown` needs no source.",
        wrong: "chair: solna",
        right: "chair: {value: solna, source: 'decision P4 \"Solna is the chair\"'}",
    },
    sv: RuleDocs {
        what: "Fältet kräver en källa för varje värde, och det här har ingen, eller en utan \
              ställe eller citat.",
        why: "Typen säger `sourced: true`, så att ingen uppgift av det slaget står ensam. För \
              ett dokument vars text finns på webbplatsen behövs både stycke och citat. \
              `unknown` behöver ingen källa.",
        wrong: "chair: solna",
        right: "chair: {value: solna, source: 'beslut P4 \"Solna är ordförande\"'}",
    },
};

pub(in crate::diagnostic) const TEXT_CHANGED: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The text of the document is not the one that `text_sha256` names.",
        why: "Somebody has changed a source, perhaps by mistake. Quotes from it may be wrong \
              although they are found.",
        wrong: "text_sha256: 00000000…",
        right: "text_sha256: (the sum that the report names, once the change has been looked at)",
    },
    sv: RuleDocs {
        what: "Dokumentets text är inte den som `text_sha256` anger.",
        why: "Någon har ändrat en källa, kanske av misstag. Citat ur den kan vara fel även om de \
              hittas.",
        wrong: "text_sha256: 00000000…",
        right: "text_sha256: (summan i rapporten, när ändringen är granskad)",
    },
};
