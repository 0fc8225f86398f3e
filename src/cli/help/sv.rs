//! The texts of the command line in Swedish.

/// Each text in English, and in Swedish.
const TEXTS: &[(&str, &str)] = &[
    // Commands.
    (
        "Turn an agreement kept as Markdown and YAML into a cross-linked, sourced and dated website",
        "Gör en webbplats med länkar, källor och datum av ett avtal i Markdown och YAML",
    ),
    (
        "Make a site to begin with, which has no problems",
        "Skapa en webbplats att börja med, helt utan fel",
    ),
    (
        "Write a file for a new entry, with its fields as comments",
        "Skriv en fil för en ny post, med fälten som kommentarer",
    ),
    (
        "Turn a paper (docx, pdf, html, md, txt) into a document with a source text",
        "Gör ett dokument med källtext av ett papper (docx, pdf, html, md, txt)",
    ),
    (
        "Print citations of words of a document, to paste",
        "Skriv ut källhänvisningar till ord i ett dokument, att klistra in",
    ),
    (
        "Print a JSON Schema, with which an editor completes and checks YAML",
        "Skriv ut ett JSON Schema, som ett redigeringsprogram kompletterar och kontrollerar YAML med",
    ),
    (
        "Build the website; only changed files are written",
        "Bygg webbplatsen; bara ändrade filer skrivs",
    ),
    (
        "Show the website in a browser and update it after every change",
        "Visa webbplatsen i en webbläsare och uppdatera den efter varje ändring",
    ),
    (
        "Report problems in the content without writing anything",
        "Rapportera fel i innehållet utan att skriva något",
    ),
    (
        "Explain a diagnostic code, or show everything known about an entry",
        "Förklara en felkod, eller visa allt som är känt om en post",
    ),
    (
        "Show what changed in the knowledge since a revision",
        "Visa vad som har ändrats i sak sedan en version",
    ),
    (
        "The older revision: a branch, a tag, HEAD~1 or a hash",
        "Den äldre versionen: en gren, en tagg, HEAD~1 eller en hash",
    ),
    (
        "The newer revision [default: the work tree]",
        "Den nyare versionen [standard: arbetskatalogen]",
    ),
    (
        "Also report what changed since this revision of git and needs another look",
        "Rapportera också det som har ändrats sedan den här versionen i git och behöver ses över",
    ),
    (
        "Exit with status 1 if anything changed",
        "Avsluta med status 1 om något har ändrats",
    ),
    (
        "For a comment on a pull request",
        "För en kommentar till ett ändringsförslag",
    ),
    (
        "Compare a published copy of the website with its manifest",
        "Jämför en publicerad kopia av webbplatsen med dess manifest",
    ),
    (
        "Help an editor: diagnostics, completion, definitions and renaming",
        "Hjälp ett redigeringsprogram: fel, komplettering, definitioner och namnbyten",
    ),
    ("Print a completion script for a shell", "Skriv ut ett skript som fyller i kommandon i skalet"),
    ("Print the manual page", "Skriv ut manualsidan"),
    (
        "Print this message or the help of the given subcommand(s)",
        "Skriv ut den här hjälpen, eller hjälpen för ett kommando",
    ),
    // Headings of options.
    ("Global options", "Alternativ för alla kommandon"),
    ("Content", "Innehåll"),
    ("Report", "Rapport"),
    ("Output", "Resultat"),
    ("Preview", "Förhandsvisning"),
    // Options.
    ("Print help (see more with '--help')", "Visa hjälpen (hela med `--help`)"),
    ("Print help (see a summary with '-h')", "Visa hjälpen (en kort med `-h`)"),
    ("Print version", "Visa versionen"),
    (
        "The site's root folder, with `content/` and optionally `themes/` [default: current folder]",
        "Webbplatsens mapp, med `content/` och kanske `themes/` [standard: den här mappen]",
    ),
    (
        "The content folder: any folder of Markdown [default: `content` in the root]",
        "Innehållsmappen: vilken mapp med Markdown som helst [standard: `content` i webbplatsens mapp]",
    ),
    (
        "The language of messages, and of a new site [default: from the environment]",
        "Språket i meddelanden och på en ny webbplats [standard: datorns]",
    ),
    ("Swedish", "svenska"),
    ("English", "engelska"),
    (
        "Show the site as of this date: 2011, 2014-04 or 2014-04-01 [default: `as_of` in site.yaml]",
        "Visa läget den här dagen: 2011, 2014-04 eller 2014-04-01 [standard: `as_of` i site.yaml]",
    ),
    ("Include drafts", "Ta med utkast"),
    ("Fail on warnings too", "Räkna varningar som fel"),
    ("Output format", "Format"),
    ("For people", "för människor"),
    ("For programs", "för program"),
    ("For code-scanning tools (SARIF 2.1.0)", "för verktyg som granskar kod (SARIF 2.1.0)"),
    (
        "For GitHub Actions, one command per diagnostic",
        "för GitHub Actions, ett kommando för varje fel",
    ),
    ("For GitLab (Code Quality)", "för GitLab (Code Quality)"),
    (
        "Show each diagnostic, also those with the same cause",
        "Visa varje fel, också de med samma orsak",
    ),
    (
        "Show only what makes the run fail (errors, and warnings with --strict)",
        "Visa bara det som gör att kommandot misslyckas (fel, och varningar med --strict)",
    ),
    ("Report only these codes", "Rapportera bara de här koderna"),
    (
        "The folder to write to [default: `output` in the site's root]",
        "Mappen att skriva i [standard: `output` i webbplatsens mapp]",
    ),
    (
        "The site's public URL; overrides `base_url` in site.yaml",
        "Webbplatsens publika adress; går före `base_url` i site.yaml",
    ),
    (
        "Name this edition on every page and in the manifest, such as `2026-1`",
        "Ange utgåvans namn på varje sida och i manifestet, till exempel `2026-1`",
    ),
    (
        "Add a page with the whole site in reading order, for paper, in each language",
        "Lägg till en sida med hela webbplatsen i läsordning, för papper, på varje språk",
    ),
    (
        "The port; 0 for any free port [default: the first free port from 4000]",
        "Porten; 0 för vilken ledig som helst [standard: den första lediga från 4000]",
    ),
    ("The address to listen on", "Adressen att lyssna på"),
    ("Open the site in a browser", "Öppna webbplatsen i en webbläsare"),
    (
        "Poll for changes every second instead of using file events (for network drives)",
        "Leta efter ändringar varje sekund i stället för att vänta på dem (för nätverksdiskar)",
    ),
    (
        "URL that opens a source location in your editor, with {path}, {line} and {column}",
        "Adress som öppnar en rad i ditt redigeringsprogram, med {path}, {line} och {column}",
    ),
    (
        "A code, an entry's id, ENTRY#FIELD or DOCUMENT#PARAGRAPH [default: list all codes]",
        "En kod, en posts id, POST#FÄLT eller DOKUMENT#STYCKE [standard: räkna upp alla koder]",
    ),
    ("List what depends on the entry", "Räkna upp vad som bygger på posten"),
    (
        "The published copy: a folder, or a zip file, with or without one folder at its top",
        "Den publicerade kopian: en mapp eller en zip-fil, med eller utan en mapp överst i den",
    ),
    (
        "Fail if there are files that the build did not write",
        "Räkna filer som bygget inte har skrivit som fel",
    ),
    (
        "Talk on standard input and output, as always",
        "Använd standard input och standard output, som alltid",
    ),
    ("The shell", "Skalet"),
    (
        "The folder of the site; it is made if it does not exist",
        "Webbplatsens mapp; den skapas om den inte finns",
    ),
    ("The site to begin with", "Webbplatsen att börja med"),
    (
        "Parties, an agreement and what each party has to do",
        "parter, ett avtal och vad varje part ska göra",
    ),
    (
        "Routines, and who is responsible for them",
        "rutiner, och vem som ansvarar för dem",
    ),
    (
        "States, instruments, articles, signatures and ratifications",
        "stater, instrument, artiklar, undertecknanden och ratifikationer",
    ),
    (
        "The entry type: one of the site's own, page, document, question or term",
        "Postens typ: en av webbplatsens egna, page, document, question eller term",
    ),
    ("The title of the entry", "Postens titel"),
    (
        "The paper: .docx, .pdf, .html, .md or .txt; with --history, its path in the repository",
        "Papperet: .docx, .pdf, .html, .md eller .txt; med --history filens sökväg i arkivet",
    ),
    (
        "Import all versions of the file from this git repository",
        "Importera alla versioner av filen ur det här git-arkivet",
    ),
    (
        "The id of the document [default: from the title]",
        "Dokumentets id [standard: ur titeln]",
    ),
    (
        "The scheme of the marks, such as \"Article {n}({a})\" [default: as printed]",
        "Mönstret för beteckningarna, till exempel \"Article {n}({a})\" [standard: som i papperet]",
    ),
    ("The document that this one replaces", "Dokumentet som det här ersätter"),
    (
        "The folder of both files [default: the folder of documents in the content]",
        "Mappen för båda filerna [standard: mappen för dokument i innehållet]",
    ),
    ("The id of the document", "Dokumentets id"),
    (
        "Words of its text, in order; ` … ` stands for words between them",
        "Ord i dess text, i ordning; ` … ` står för ord mellan dem",
    ),
    (
        "Copy the first citation to the clipboard, as Markdown or YAML",
        "Kopiera den första källhänvisningen till urklipp, som Markdown eller YAML",
    ),
    ("In the text of a page", "i en sidas text"),
    ("As a value", "som ett värde"),
    (
        "A type, or `site`, `type`, `list`, `front-matter` or `translation` [default: any YAML file]",
        "En typ, eller `site`, `type`, `list`, `front-matter` eller `translation` [standard: alla \
         YAML-filer]",
    ),
    // Examples.
    (
        "Examples:
  pakt new book-bus                  make a site to begin with
  pakt serve                         preview the site in this folder
  pakt serve --content docs          preview any folder of Markdown
  pakt build --base-url https://example.org/avtalet/
  pakt check --strict --format github
  pakt explain broken-link
  pakt cite lease \"the tenant keeps the mill\"

Exit status: 0 success; 1 the content has errors (or warnings, with --strict);
2 wrong usage; 3 system error (disk, permission, port).",
        "Exempel:
  pakt new bokbussen                 skapa en webbplats att börja med
  pakt serve                         förhandsvisa webbplatsen i den här mappen
  pakt serve --content docs          förhandsvisa en mapp med Markdown
  pakt build --base-url https://example.org/avtalet/
  pakt check --strict --format github
  pakt explain broken-link
  pakt cite arrendet \"arrendatorn behåller kvarnen\"

Slutstatus: 0 inga fel; 1 innehållet har fel (eller varningar, med --strict);
2 fel i kommandot; 3 systemfel (disk, rättighet, port).",
    ),
    (
        "Examples:
  pakt build -o public --base-url https://example.org/avtalet/
  pakt build --as-of 2014-06-01 --strict

The last line on standard output is `312 pages, 12 written, 640 unchanged, 0 removed, 0 errors, 2 \
         warnings, 0.41 s`. With `--format json`, standard output has only the JSON, and that line \
         goes to standard error. If there are errors, every page that can be rendered is written \
         and nothing is removed.",
        "Exempel:
  pakt build -o public --base-url https://example.org/avtalet/
  pakt build --as-of 2014-06-01 --strict

Den sista raden på standard output räknar sidor, filer, fel och varningar. Med `--format json` har \
         standard output bara JSON, och raden skrivs till standard error. Om det finns fel skrivs \
         alla sidor som går att göra, och ingenting tas bort.",
    ),
    (
        "Examples:
  pakt serve --open
  pakt serve --content docs --port 8080

Standard output has one line with the address, once the preview answers. Stop it with Ctrl-C.",
        "Exempel:
  pakt serve --open
  pakt serve --content docs --port 8080

Standard output har en rad med adressen, när förhandsvisningen svarar. Avsluta med Ctrl-C.",
    ),
    (
        "Examples:
  pakt check --strict
  pakt check --since main
  pakt check --only broken-link missing-heading --all
  pakt check --format sarif > pakt.sarif
  pakt check --format gitlab > code-quality.json

Reports for people go to standard error, all others to standard output. People see diagnostics with \
         the same cause as one, the most severe last; other formats have each of them.",
        "Exempel:
  pakt check --strict
  pakt check --since main
  pakt check --only broken-link missing-heading --all
  pakt check --format sarif > pakt.sarif
  pakt check --format gitlab > code-quality.json

Rapporter för människor skrivs till standard error, alla andra till standard output. För människor \
         visas fel med samma orsak som ett, de allvarligaste sist; andra format har vart och ett.",
    ),
    (
        "Examples:
  pakt explain broken-link
  pakt explain regionala-radet          everything known about an entry
  pakt explain regionala-radet#chair    about one of its fields
  pakt explain lease#P19                what depends on a paragraph of a document
  pakt explain regionala-radet --impact what depends on an entry
  pakt explain entry:cycle              an entry whose id is also a code
  pakt explain                          list all codes",
        "Exempel:
  pakt explain broken-link
  pakt explain regionala-radet          allt som är känt om en post
  pakt explain regionala-radet#chair    om ett av dess fält
  pakt explain lease#P19                vad som bygger på ett stycke i ett dokument
  pakt explain regionala-radet --impact vad som bygger på en post
  pakt explain entry:cycle              en post vars id också är en kod
  pakt explain                          räkna upp alla koder",
    ),
    (
        "Examples:
  pakt diff                        what is not committed yet
  pakt diff main                   what this branch and the work tree change
  pakt diff v1.0 v1.1              between two tags
  pakt diff main --format markdown

Values, periods, sources and texts are compared, not lines: layout, the order of keys and moved \
files are no change.",
        "Exempel:
  pakt diff                        det som inte är incheckat än
  pakt diff main                   det som grenen och arbetskatalogen ändrar
  pakt diff v1.0 v1.1              mellan två taggar
  pakt diff main --format markdown

Värden, tider, källor och texter jämförs, inte rader: layout, nycklarnas ordning och flyttade filer \
är inga ändringar.",
    ),
    (
        "Examples:
  pakt verify /var/www/avtalet
  pakt verify archive/2026-1.zip --strict

Each file of the copy is compared with `pakt-manifest.json` in it, which lists what the build wrote. \
The last line on standard output is `640 files, 0 changed, 0 missing, 0 foreign`.",
        "Exempel:
  pakt verify /var/www/avtalet
  pakt verify archive/2026-1.zip --strict

Varje fil i kopian jämförs med `pakt-manifest.json` i den, som räknar upp vad bygget skrev. \
Den sista raden på standard output räknar filer, och de som är ändrade, saknas eller är främmande.",
    ),
    (
        "An editor starts this command and talks to it on standard input and output. \
The site is the one of -C, or else that of the folder that is open in the editor.",
        "Ett redigeringsprogram startar kommandot och talar med det på standard input och output. \
Webbplatsen är den i -C, eller annars den i mappen som är öppen i programmet.",
    ),
    (
        "Examples:
  pakt new book-bus
  pakt new lagerhuset --template handbook --lang sv

`--lang` is also the site's first language; `agreement` and `treaty` are in Swedish and English, \
`handbook` is in one of them. Standard output has the next three commands. A folder with anything \
but `.git` in it is left as it is, and the exit status is 2.",
        "Exempel:
  pakt new bokbussen --lang sv
  pakt new lagerhuset --template handbook --lang sv

`--lang` är också webbplatsens första språk. `agreement` och `treaty` finns på svenska och engelska, \
`handbook` på ett av dem. Standard output har de tre nästa kommandona. En mapp som har något annat \
än `.git` i sig lämnas som den är, och slutstatusen är 2.",
    ),
    (
        "Examples:
  pakt add obligation \"Wash the bus\"
  $EDITOR \"$(pakt add party Lindby)\"

The entry gets a file of its own, as a draft, with its fields as comments in the site's language; \
its id comes from the title. Standard output has the path. The exit status is 1 if there is such an \
entry already, and 2 if there is no such type.",
        "Exempel:
  pakt add obligation \"Tvätta bussen\"
  $EDITOR \"$(pakt add party Lindby)\"

Posten får en egen fil, som utkast, med fälten som kommentarer på webbplatsens språk. Id:t kommer ur \
titeln. Standard output har sökvägen. Slutstatusen är 1 om posten redan finns, och 2 om typen inte \
finns.",
    ),
    (
        "Examples:
  pakt import lease.docx
  pakt import protocol.pdf --marks \"Article {n}({m})\"
  pakt import amended.docx --replaces lease
  pakt import --history ../laws mill-act.md

The paper becomes a document and its text, ID.md and ID.txt. Each numbered unit gets the mark that \
is printed, such as [Article 3]; other paragraphs get [P01], [P02] and so on. In a scheme of marks, \
{n} is the number of a unit, {m} that of a paragraph within it, {a} a letter, {i} a Roman numeral \
and {k} the part. With --history, each commit that changes words of FILE gives a document with \
its date, ID-2019-01-01, that replaces the one before it; with --replaces, only those after that \
document. Standard output has the paths; standard error says what to check by eye. The exit \
status is 1 if the file cannot be read or the id exists.",
        "Exempel:
  pakt import avtalet.docx
  pakt import protokollet.pdf --marks \"Artikel {n}({m})\"
  pakt import andrat.docx --replaces avtalet
  pakt import --history ../lagar kvarnlagen.md

Papperet blir ett dokument och dess text, ID.md och ID.txt. Varje numrerad del får den beteckning som \
står i papperet, till exempel [Artikel 3]; andra stycken får [P01], [P02] och så vidare. I ett mönster \
är {n} delens nummer, {m} numret på ett stycke i den, {a} en bokstav, {i} en romersk siffra och {k} \
kapitlet. Med --history ger varje incheckning som ändrar ord i FIL ett dokument med dess datum, \
ID-2019-01-01, som ersätter det föregående; med --replaces bara de som är senare än det dokumentet. \
Standard output har sökvägarna, och standard error säger vad du ska kontrollera själv. \
Slutstatusen är 1 om filen inte går att läsa eller om id:t redan finns.",
    ),
    (
        "Examples:
  pakt cite lease \"the tenant keeps the mill\"
  pakt cite lease the tenant … the mill       words between them are left out
  pakt cite lease \"the mill\" --copy=yaml
  pakt cite lease \"the mill\" --format json

The words are printed as `yaml:` and `markdown:`, a pair for each place. The quote is made longer if \
it would mislead, so that `pakt check` finds nothing to report about it.",
        "Exempel:
  pakt cite arrendet \"arrendatorn behåller kvarnen\"
  pakt cite arrendet arrendatorn … kvarnen    ord mellan dem utelämnas
  pakt cite arrendet \"kvarnen\" --copy=yaml
  pakt cite arrendet \"kvarnen\" --format json

Orden skrivs ut som `yaml:` och `markdown:`, ett par för varje ställe. Citatet görs längre om det \
annars skulle vilseleda, så att `pakt check` inte har något att anmärka på.",
    ),
    (
        "Examples:
  pakt schema > content.schema.json     for all YAML files of the content folder
  pakt schema party                     the front matter of the type `party`
  pakt schema site                      `site.yaml`
  pakt schema type                      a file in `_types/`
  pakt schema list                      a file with lists of entries
  pakt schema entry:site                a type that is called as one of these",
        "Exempel:
  pakt schema > content.schema.json     för alla YAML-filer i innehållsmappen
  pakt schema party                     sidhuvudet för typen `party`
  pakt schema site                      `site.yaml`
  pakt schema type                      en fil i `_types/`
  pakt schema list                      en fil med listor med poster
  pakt schema entry:site                en typ som heter som något av det här",
    ),
    (
        "Example:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish",
        "Exempel:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish",
    ),
];

/// The names of values in the help that are not the same in both languages.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("DIR", "MAPP"),
    ("FILE", "FIL"),
    ("REPO", "ARKIV"),
    ("LANG", "SPRÅK"),
    ("DATE", "DATUM"),
    ("CODE", "KOD"),
    ("ADDR", "ADRESS"),
    ("SHELL", "SKAL"),
    ("COMMAND", "KOMMANDO"),
    ("NAME", "NAMN"),
    ("TEMPLATE", "MALL"),
    ("TYPE", "TYP"),
    ("TITLE", "TITEL"),
    ("SCHEME", "MÖNSTER"),
    ("WORDS", "ORD"),
    ("DOCUMENT", "DOKUMENT"),
    ("DIR|ZIP", "MAPP|ZIP"),
    ("CODE|ENTRY|ENTRY#FIELD|DOCUMENT#PARAGRAPH", "KOD|POST|POST#FÄLT|DOKUMENT#STYCKE"),
];

/// What to type instead of a command of another generator.
const TIPS: &[(&str, &str)] = &[
    ("to start a site, run `pakt new DIR`", "börja en webbplats med `pakt new MAPP`"),
    ("to preview the site, run `pakt serve`", "förhandsvisa webbplatsen med `pakt serve`"),
    (
        "to find problems in the content, run `pakt check`",
        "hitta fel i innehållet med `pakt check`",
    ),
    ("to build the website, run `pakt build`", "bygg webbplatsen med `pakt build`"),
];

/// Returns a text in Swedish.
pub(super) fn translate(english: &str) -> Option<&'static str> {
    find_text(TEXTS, english)
}

/// Returns the name of a value in Swedish, if it differs.
pub(super) fn value_name(english: &str) -> Option<&'static str> {
    find_text(VALUE_NAMES, english)
}

/// Returns what to type in Swedish.
pub(super) fn tip(english: &str) -> Option<&'static str> {
    find_text(TIPS, english)
}

fn find_text(texts: &[(&str, &'static str)], english: &str) -> Option<&'static str> {
    texts.iter().find(|(text, _)| *text == english).map(|(_, swedish)| *swedish)
}

/// Returns the texts in English.
#[cfg(test)]
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(english, _)| *english)
}
