//! What the types and keys allow.

use super::BilingualDocs;
use crate::diagnostic::catalog::RuleDocs;

pub(in crate::diagnostic) const UNKNOWN_KEY: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A key stands here that pakt does not know in this place.",
        why: "A key that is silently ignored can publish what it should hide: `drafts: true` does \
              nothing, `draft: true` keeps a page back. On an entry, the fields of its type are \
              keys too. In a folder without `site.yaml` this is a note.",
        wrong: "titel: The council",
        right: "title: The council",
    },
    sv: RuleDocs {
        what: "Här står en nyckel som pakt inte känner till på det här stället.",
        why: "En nyckel som tyst hoppas över kan publicera det den skulle dölja: `drafts: true` \
              gör ingenting, `draft: true` håller tillbaka sidan. På en post är också typens fält \
              nycklar. I en mapp utan `site.yaml` är det här en upplysning.",
        wrong: "titel: Rådet",
        right: "title: Rådet",
    },
};

pub(in crate::diagnostic) const DUPLICATE_KEY: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The same key stands twice in the same place.",
        why: "Only one of the values could count, and nobody can see which. Several values of one \
              key are written as a list.",
        wrong: "member: solna\nmember: sundbyberg",
        right: "member: [solna, sundbyberg]",
    },
    sv: RuleDocs {
        what: "Samma nyckel står två gånger på samma ställe.",
        why: "Bara ett av värdena kan gälla, och ingen kan se vilket. Flera värden för en nyckel \
              skrivs som en lista.",
        wrong: "member: solna\nmember: sundbyberg",
        right: "member: [solna, sundbyberg]",
    },
};

pub(in crate::diagnostic) const WRONG_KIND: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The value is of another kind than its key asks for, such as a word where a number \
               belongs, or a list where one value belongs.",
        why: "Values are sorted, counted and shown by their kind, so pakt cannot use this one. \
              What the number counts, such as kronor, goes in the field's label.",
        wrong: "inhabitants: about 80 thousand",
        right: "inhabitants: 80000",
    },
    sv: RuleDocs {
        what: "Värdet är av ett annat slag än vad nyckeln ska ha, till exempel ett ord där det ska \
               stå ett tal, eller en lista där det ska stå ett enda värde.",
        why: "Värden sorteras, räknas och visas efter sitt slag, så pakt kan inte använda det här. \
              Vad ett tal anger, till exempel kronor, står i fältets etikett.",
        wrong: "inhabitants: cirka 80 tusen",
        right: "inhabitants: 80000",
    },
};

pub(in crate::diagnostic) const BAD_DATE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The value is not a date as pakt reads them, or it is a day that does not exist.",
        why: "A date is a year, a month or a day, with year first and always four and two digits. \
              Write no more than the source tells: `2014` is a date too. If there is a date that \
              no source gives, write `unknown`.",
        wrong: "from: 1/4 2014",
        right: "from: 2014-04-01",
    },
    sv: RuleDocs {
        what: "Värdet är inte ett datum så som pakt läser dem, eller så är det en dag som inte \
               finns.",
        why: "Ett datum är ett år, en månad eller en dag, med året först och alltid fyra och två \
              siffror. Skriv inte mer än källan säger: `2014` är också ett datum. Finns det ett \
              datum som ingen källa anger skriver du `unknown`.",
        wrong: "from: 1/4 2014",
        right: "from: 2014-04-01",
    },
};

pub(in crate::diagnostic) const MISSING_FIELD: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Something that must be filled in is missing.",
        why: "The type says that every entry needs this field, because readers and views count on \
              it. If the answer exists but no source gives it, write `unknown`; if a source says \
              that there is none, write `none`.",
        wrong: "type: forum\ntitle: The council",
        right: "type: forum\ntitle: The council\nchair: unknown",
    },
    sv: RuleDocs {
        what: "Något som måste fyllas i saknas.",
        why: "Typen säger att varje post behöver det här fältet, eftersom läsare och vyer räknar \
              med det. Om svaret finns men ingen källa anger det skriver du `unknown`; om en källa \
              säger att det inte finns något skriver du `none`.",
        wrong: "type: forum\ntitle: Rådet",
        right: "type: forum\ntitle: Rådet\nchair: unknown",
    },
};

pub(in crate::diagnostic) const TOO_MANY_VALUES: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The field has more values than its type allows.",
        why: "`at_most` in the type's declaration says how many there may be at most, counted for \
              each speaker and each standing. Two sources that say different things are told apart \
              by `according_to`, and the difference asks for a `question` about the field.",
        wrong: "chair: [solna, sundbyberg]",
        right: "chair: solna",
    },
    sv: RuleDocs {
        what: "Fältet har fler värden än dess typ tillåter.",
        why: "`at_most` i typens deklaration säger hur många det får vara, räknat för sig per \
              uppgiftslämnare och ställning. Två källor som säger olika skiljs åt med \
              `according_to`, och skillnaden behöver en `question` om fältet.",
        wrong: "chair: [solna, sundbyberg]",
        right: "chair: solna",
    },
};

pub(in crate::diagnostic) const DUPLICATE_VALUE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A value is there twice, in a field where each value may stand only once.",
        why: "The field's declaration says `unique: true`, as for a reference number: the same \
              number on two papers means that one of them is wrong.",
        wrong: "reference: 2015-128    (in two documents)",
        right: "reference: 2015-128    (in one)\nreference: 2015-129    (in the other)",
    },
    sv: RuleDocs {
        what: "Ett värde förekommer två gånger, i ett fält där varje värde bara får stå en gång.",
        why: "Fältets deklaration har `unique: true`, som för ett diarienummer: samma nummer på \
              två handlingar betyder att det ena inte stämmer.",
        wrong: "diarienummer: 2015-128    (i två dokument)",
        right: "diarienummer: 2015-128    (i det ena)\ndiarienummer: 2015-129    (i det andra)",
    },
};

pub(in crate::diagnostic) const UNKNOWN_TYPE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A type is named that neither the site nor pakt declares.",
        why: "The type says which fields an entry has and where it is published. The built-in \
              types are `page`, `document`, `question` and `term`; the site's own lie in the \
              folder `_types/`, one file each.",
        wrong: "type: fourm",
        right: "type: forum",
    },
    sv: RuleDocs {
        what: "Här nämns en typ som varken webbplatsen eller pakt deklarerar.",
        why: "Typen säger vilka fält en post har och var den publiceras. De inbyggda typerna är \
              `page`, `document`, `question` och `term`; webbplatsens egna ligger i mappen \
              `_types/`, i var sin fil.",
        wrong: "type: fourm",
        right: "type: forum",
    },
};

pub(in crate::diagnostic) const UNKNOWN_ENTRY: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The field points at an entry that does not exist.",
        why: "A relation is written with the other entry's id: its `id:`, or else the name of its \
              file without the ending. The page cannot show a connection that leads nowhere.",
        wrong: "chair: County board of Stockholm",
        right: "chair: county-board-stockholm",
    },
    sv: RuleDocs {
        what: "Fältet pekar på en post som inte finns.",
        why: "En relation skrivs med den andra postens id: dess `id:`, eller annars filens namn \
              utan ändelse. Sidan kan inte visa ett samband som inte leder någonstans.",
        wrong: "chair: Länsstyrelsen Stockholm",
        right: "chair: lansstyrelsen-stockholm",
    },
};

pub(in crate::diagnostic) const WRONG_ENTRY_TYPE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The field points at an entry that exists, but of a type that the field does not \
               lead to.",
        why: "`to:` in the field's declaration says which types belong there: the chair of a forum \
              is a party, never a document.",
        wrong: "chair: statement-2015-128",
        right: "chair: county-board-stockholm",
    },
    sv: RuleDocs {
        what: "Fältet pekar på en post som finns, men den är av en typ som fältet inte leder till.",
        why: "`to:` i fältets deklaration säger vilka typer som hör hemma där: ordförande i ett \
              forum är en part, aldrig ett dokument.",
        wrong: "chair: utlatande-2015-128",
        right: "chair: lansstyrelsen-stockholm",
    },
};

pub(in crate::diagnostic) const CYCLE: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Following this relation from entry to entry leads back to where it began.",
        why: "The relation's declaration says `acyclic: true`: a thing cannot be a part of itself, \
              nor of its own parts, and a decision cannot come before itself.",
        wrong: "part_of: region    (in county)\npart_of: county    (in region)",
        right: "part_of: region    (in county)",
    },
    sv: RuleDocs {
        what: "Den som följer relationen från post till post kommer tillbaka till början.",
        why: "Relationens deklaration har `acyclic: true`: en sak kan inte vara en del av sig \
              själv eller av sina egna delar, och ett beslut kan inte komma före sig självt.",
        wrong: "part_of: region    (i lan)\npart_of: lan    (i region)",
        right: "part_of: region    (i lan)",
    },
};

pub(in crate::diagnostic) const SUM_IS_OFF: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Parts that should add up to a given sum add up to something else.",
        why: "The field's declaration says `sum: 1 per agreement`, or the like: the shares of a \
              cost must cover it exactly, no more and no less. Fractions are added exactly.",
        wrong: "share: 1/3\nshare: 1/3",
        right: "share: 1/3\nshare: 2/3",
    },
    sv: RuleDocs {
        what: "Delar som tillsammans ska bli en viss summa blir något annat.",
        why: "Fältets deklaration har `sum: 1 per avtal` eller liknande: andelarna av en kostnad \
              ska täcka den precis, varken mer eller mindre. Bråk läggs ihop exakt.",
        wrong: "share: 1/3\nshare: 1/3",
        right: "share: 1/3\nshare: 2/3",
    },
};

pub(in crate::diagnostic) const REVERSED_PERIOD: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "A period ends before or on the day that it begins.",
        why: "`until` is the first day on which it does not hold any more, so it comes after \
              `from`.",
        wrong: "{from: 2015-01-01, until: 2014-01-01}",
        right: "{from: 2014-01-01, until: 2015-01-01}",
    },
    sv: RuleDocs {
        what: "En period slutar före eller samma dag som den börjar.",
        why: "`until` är den första dag då det inte längre gäller, så den kommer efter `from`.",
        wrong: "{from: 2015-01-01, until: 2014-01-01}",
        right: "{from: 2014-01-01, until: 2015-01-01}",
    },
};

pub(in crate::diagnostic) const OVERLAPPING_VALUES: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "Two values of the field hold at the same time, though it may have one at a time, \
              or the same value stands twice.",
        why: "A reader would not know which applies. Values of different speakers, or with \
              different standing, may stand side by side.",
        wrong: "chair: [{value: solna, until: 2016}, {value: nacka, from: 2014}]",
        right: "chair: [{value: solna, until: 2014-01-01}, {value: nacka, from: 2014-01-01}]",
    },
    sv: RuleDocs {
        what: "Två värden i fältet gäller samtidigt, fast det bara får ha ett åt gången, eller \
              samma värde står två gånger.",
        why: "Läsaren vet inte vilket som gäller. Värden från olika avsändare, eller som är \
              olika säkra, får stå bredvid varandra.",
        wrong: "chair: [{value: solna, until: 2016}, {value: nacka, from: 2014}]",
        right: "chair: [{value: solna, until: 2014-01-01}, {value: nacka, from: 2014-01-01}]",
    },
};

pub(in crate::diagnostic) const MISSING_SPEAKER: BilingualDocs = BilingualDocs {
    en: RuleDocs {
        what: "The field asks who says so, and the value does not tell.",
        why: "The type says `claimed: true`: what it holds are opinions, and an opinion is \
              somebody's.",
        wrong: "benefit: {value: Shorter ways}",
        right: "benefit: {value: Shorter ways, according_to: city-office}",
    },
    sv: RuleDocs {
        what: "Fältet frågar vem som säger det, och värdet talar inte om det.",
        why: "Typen säger `claimed: true`: fältet rymmer bedömningar, och en bedömning är \
              någons.",
        wrong: "benefit: {value: Kortare vägar}",
        right: "benefit: {value: Kortare vägar, according_to: stadskontoret}",
    },
};
