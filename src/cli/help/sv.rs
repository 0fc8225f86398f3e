//! The texts of the command line in Swedish.

/// Each text in English, and in Swedish.
const TEXTS: &[(&str, &str)] = &[
    // Commands.
    (
        "Turn an agreement kept as Markdown and YAML into a cross-linked, sourced and dated website",
        "Gör en webbplats med länkar, källor och datum av ett avtal i Markdown och YAML",
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
        "The language of messages [default: from the environment]",
        "Meddelandenas språk [standard: datorns]",
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
        "A code, an entry's id, or ENTRY#FIELD [default: list all codes]",
        "En kod, en posts id eller POST#FÄLT [standard: räkna upp alla koder]",
    ),
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
    // Examples.
    (
        "Examples:
  pakt serve                         preview the site in this folder
  pakt serve --content docs          preview any folder of Markdown
  pakt build --base-url https://example.org/avtalet/
  pakt check --strict --format github
  pakt explain broken-link

Exit status: 0 success; 1 the content has errors (or warnings, with --strict);
2 wrong usage; 3 system error (disk, permission, port).",
        "Exempel:
  pakt serve                         förhandsvisa webbplatsen i den här mappen
  pakt serve --content docs          förhandsvisa en mapp med Markdown
  pakt build --base-url https://example.org/avtalet/
  pakt check --strict --format github
  pakt explain broken-link

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
  pakt check --only broken-link missing-heading --all
  pakt check --format sarif > pakt.sarif

Reports for people go to standard error, all others to standard output. People see diagnostics with \
         the same cause as one, the most severe last; other formats have each of them.",
        "Exempel:
  pakt check --strict
  pakt check --only broken-link missing-heading --all
  pakt check --format sarif > pakt.sarif

Rapporter för människor skrivs till standard error, alla andra till standard output. För människor \
         visas fel med samma orsak som ett, de allvarligaste sist; andra format har vart och ett.",
    ),
    (
        "Examples:
  pakt explain broken-link
  pakt explain regionala-radet          everything known about an entry
  pakt explain regionala-radet#chair    about one of its fields
  pakt explain entry:cycle              an entry whose id is also a code
  pakt explain                          list all codes",
        "Exempel:
  pakt explain broken-link
  pakt explain regionala-radet          allt som är känt om en post
  pakt explain regionala-radet#chair    om ett av dess fält
  pakt explain entry:cycle              en post vars id också är en kod
  pakt explain                          räkna upp alla koder",
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
        "Example:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish",
        "Exempel:\n  pakt completions fish > ~/.config/fish/completions/pakt.fish",
    ),
];

/// The names of values in the help that are not the same in both languages.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("DIR", "MAPP"),
    ("FILE", "FIL"),
    ("LANG", "SPRÅK"),
    ("DATE", "DATUM"),
    ("CODE", "KOD"),
    ("ADDR", "ADRESS"),
    ("SHELL", "SKAL"),
    ("COMMAND", "KOMMANDO"),
    ("NAME", "NAMN"),
    ("DIR|ZIP", "MAPP|ZIP"),
    ("CODE|ENTRY|ENTRY#FIELD", "KOD|POST|POST#FÄLT"),
];

/// What to type instead of a command of another generator.
const TIPS: &[(&str, &str)] = &[
    (
        "to start a site, make a page in `content/index.md` and run `pakt serve`",
        "börja en webbplats med en sida i `content/index.md`, och kör `pakt serve`",
    ),
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
