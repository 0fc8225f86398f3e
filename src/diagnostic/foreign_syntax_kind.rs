//! The kinds of syntax of other tools that pakt does not read, and what is said of each.

use super::ReportLanguage::{self, English, Swedish};
use super::foreign_syntax_effect::SyntaxEffect;

/// What is said of a kind.
#[derive(Debug)]
struct SyntaxInfo {
    /// How it looks.
    sign: &'static str,
    /// The tools that read it, or empty.
    tools: &'static str,
    effect: SyntaxEffect,
    /// What to write instead, in English.
    instead_en: &'static str,
    /// What to write instead, in Swedish.
    instead_sv: &'static str,
}

/// Declares the kinds, and what is said of each, from one list.
macro_rules! foreign_syntax_kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident: $sign:literal, $tools:literal, $effect:ident;
        en: $english:literal; sv: $swedish:literal;)+) => {
        /// A kind of syntax that is not read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ForeignSyntaxKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl ForeignSyntaxKind {
            /// All kinds.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$kind),+];

            fn info(self) -> SyntaxInfo {
                match self {
                    $(Self::$kind => SyntaxInfo {
                        sign: $sign,
                        tools: $tools,
                        effect: SyntaxEffect::$effect,
                        instead_en: $english,
                        instead_sv: $swedish,
                    },)+
                }
            }
        }
    };
}

foreign_syntax_kinds! {
    /// Tabs of MkDocs, `=== "Linux"`.
    Tabs: "=== \"…\"", "MkDocs", AsText;
        en: "write a heading above each part";
        sv: "skriv en rubrik över varje del";
    /// A container that is not a callout, `:::columns`.
    Container: ":::", "Docusaurus, VitePress, Pandoc", AsWritten;
        en: "write `> [!NOTE]` for a box, or remove the lines";
        sv: "skriv `> [!NOTE]` för en ruta, eller ta bort raderna";
    /// A shortcode of Hugo or Quarto, `{{< x >}}`.
    Shortcode: "{{< … >}}", "Hugo, Quarto", AsWritten;
        en: "write Markdown: `![…](mill.png)` for a picture, `[…](page.md)` for a link";
        sv: "skriv Markdown: `![…](kvarn.png)` för en bild, `[…](sida.md)` för en länk";
    /// A tag of Liquid or Jinja, `{% x %}`.
    LiquidTag: "{% … %}", "Jekyll, Eleventy, GitBook", AsWritten;
        en: "write Markdown: `[…](page.md)` for a link, `> [!NOTE]` for a box";
        sv: "skriv Markdown: `[…](sida.md)` för en länk, `> [!NOTE]` för en ruta";
    /// A variable of a template, `{{ x }}`.
    TemplateVariable: "{{ … }}", "Liquid, Jinja, Vue", AsWritten;
        en: "write the words themselves, or put them into backticks";
        sv: "skriv orden själva, eller sätt dem inom grava accenter";
    /// A line that includes a file, `--8<-- "x"`.
    Snippet: "--8<--", "MkDocs, VitePress, DocFX", AsWritten;
        en: "write the text itself, or embed a page: `![[page]]`";
        sv: "skriv själva texten, eller bädda in en sida: `![[sida]]`";
    /// A comment that includes a file, `<!--@include: x-->`.
    IncludeComment: "<!--@include …-->", "VitePress, SSI", AsWritten;
        en: "write the text itself, or embed a page: `![[page]]`";
        sv: "skriv själva texten, eller bädda in en sida: `![[sida]]`";
    /// An include of mdBook, `{{#include x}}`.
    Include: "{{#…}}", "mdBook", AsWritten;
        en: "write the text itself, or embed a page: `![[page]]`";
        sv: "skriv själva texten, eller bädda in en sida: `![[sida]]`";
    /// Attributes in braces, `{.class}`.
    Attributes: "{.…}", "Pandoc, kramdown", LeftOut;
        en: "remove the braces; `{#id}` and the `width` of a picture are used";
        sv: "ta bort klamrarna; `{#id}` och en bilds `width` används";
    /// Words that change how a callout looks, `!!! note wide` or `[!note|wide]`.
    CalloutClasses: "!!! note …, [!note|…]", "MkDocs, Obsidian", LeftOut;
        en: "remove these words, or put them into the title";
        sv: "ta bort orden, eller skriv dem i rubriken";
    /// A formula in TeX.
    Formula: "$…$", "TeX", AsWritten;
        en: "write the formula in words, or add it as a picture";
        sv: "skriv formeln i ord, eller lägg in den som bild";
    /// A drawing in words, ```` ```mermaid ````.
    Diagram: "```mermaid", "Mermaid, PlantUML, Graphviz", AsCode;
        en: "add the drawing as a picture: `![…](drawing.svg)`";
        sv: "lägg in teckningen som bild: `![…](teckning.svg)`";
    /// An import or a component of MDX.
    Mdx: "<Component>", "MDX", AsWritten;
        en: "write the content in Markdown, or put the name into backticks";
        sv: "skriv innehållet i Markdown, eller sätt namnet inom grava accenter";
    /// A cross-reference of Quarto, `@fig-x`.
    CrossReference: "@fig-…", "Quarto", AsWritten;
        en: "link to the heading: `[…](#costs)`";
        sv: "länka till rubriken: `[…](#kostnader)`";
    /// A role of MyST, `` {ref}`x` ``.
    Role: "{ref}`…`", "MyST", AsWritten;
        en: "write a link: `[…](page.md)`";
        sv: "skriv en länk: `[…](sida.md)`";
    /// A directive of MyST, ```` ```{note} ````.
    MystDirective: "```{note}", "MyST", AsCode;
        en: "write `> [!NOTE]`";
        sv: "skriv `> [!NOTE]`";
    /// A directive of reStructuredText, `.. note::`.
    RestDirective: ".. note::", "reStructuredText", AsWritten;
        en: "write Markdown: `> [!NOTE]` for a box";
        sv: "skriv Markdown: `> [!NOTE]` för en ruta";
    /// A table drawn with lines, `+---+`.
    GridTable: "+---+", "Pandoc, Org", AsCode;
        en: "write the table with pipes: `| Name | Rent |`";
        sv: "skriv tabellen med lodstreck: `| Namn | Hyra |`";
    /// An icon by its name, `:material-home:`.
    Icon: ":material-…:", "MkDocs", AsWritten;
        en: "remove the icon, or write an emoji";
        sv: "ta bort ikonen, eller skriv en emoji";
    /// A picture in a format that browsers do not show, `![…](mill.heic)`.
    Picture: "![…](….heic)", "HEIC, TIFF", AsDownload;
        en: "save it as JPEG or PNG";
        sv: "spara den som JPEG eller PNG";
    /// A footnote in the text itself, `^[…]`.
    InlineNote: "^[…]", "Pandoc, Obsidian", AsText;
        en: "write `[^1]` here, and a line `[^1]: …` below the paragraph";
        sv: "skriv `[^1]` här, och en rad `[^1]: …` under stycket";
    /// A shortcode in brackets, `[gallery ids="1"]` or `[b]…[/b]`.
    BracketTag: "[name …]", "WordPress, BBCode", AsWritten;
        en: "write Markdown: `![…](mill.png)` for a picture, `**…**` for bold; `\\[` is a bracket";
        sv: "skriv Markdown: `![…](kvarn.png)` för en bild, `**…**` för fet stil; `\\[` är en hakparentes";
    /// A name in braces alone in its paragraph, `{toc}`.
    Macro: "{name}", "Confluence, Leanpub", AsWritten;
        en: "write Markdown: `> [!NOTE]` for a box, ```` ```{table} ```` for a view";
        sv: "skriv Markdown: `> [!NOTE]` för en ruta, ```` ```{table} ```` för en vy";
    /// A line `+++`.
    BlockBreak: "+++", "MyST", AsWritten;
        en: "remove the line, or write `***` for a line across the page";
        sv: "ta bort raden, eller skriv `***` för en linje över sidan";
    /// A block that begins with a percent sign, `% …`.
    PercentLine: "% …", "MyST, Pandoc", AsWritten;
        en: "write a comment as `<!-- … -->`, and a title as `title: …` in the first lines";
        sv: "skriv en kommentar som `<!-- … -->`, och en titel som `title: …` i de första raderna";
    /// A size of a picture that is not in pixels, or has no width, `![…](mill.svg =50%)`.
    ImageSize: "![…](… =…)", "markdown-it, Azure", LeftOut;
        en: "write the width in pixels: `![…|200](mill.svg)`";
        sv: "skriv bredden i bildpunkter: `![…|200](kvarn.svg)`";
    /// A directive in a line of text, `:kbd[…]`.
    TextDirective: ":name[…]", "remark, Docusaurus", AsWritten;
        en: "write the words in Markdown";
        sv: "skriv orden i Markdown";
    /// A change or comment of CriticMarkup, `{++…++}`.
    Revision: "{++…++}", "CriticMarkup", AsWritten;
        en: "write the text as it should read, and a comment as `<!-- … -->`";
        sv: "skriv texten som den ska läsas, och en kommentar som `<!-- … -->`";
    /// A role of reStructuredText, `` :ref:`x` ``.
    RestRole: ":ref:`…`", "reStructuredText", AsWritten;
        en: "write a link: `[…](page.md)`";
        sv: "skriv en länk: `[…](sida.md)`";
    /// Lines that begin with a bar and are not a table, `| …`.
    LineBlock: "| …", "Pandoc, reStructuredText", AsText;
        en: "end each line with `\\` to keep its end";
        sv: "avsluta varje rad med `\\` för att behålla radslutet";
    /// A heading, a table or bold letters of MediaWiki, `== … ==`.
    WikiMarkup: "== … ==", "MediaWiki", AsText;
        en: "write Markdown: `## …` for a heading, `**…**` for bold, `| … |` for a table";
        sv: "skriv Markdown: `## …` för en rubrik, `**…**` för fet stil, `| … |` för en tabell";
    /// A macro or block of AsciiDoc, `image::x[]`.
    AsciiDoc: "== …, image::…[]", "AsciiDoc", AsText;
        en: "write Markdown: `## …` for a heading, `![…](mill.png)` for a picture, `[…](page.md)` for a link";
        sv: "skriv Markdown: `## …` för en rubrik, `![…](kvarn.png)` för en bild, `[…](sida.md)` för en länk";
    /// A keyword of Org, `#+BEGIN_QUOTE`.
    OrgKeyword: "#+…", "Org", AsText;
        en: "write Markdown: `>` for a quotation, three backticks for code";
        sv: "skriv Markdown: `>` för ett citat, tre grava accenter för kod";
    /// A block of Textile, `h2. …`.
    Textile: "h2. …", "Textile", AsText;
        en: "write `## …` for a heading";
        sv: "skriv `## …` för en rubrik";
    /// The long form of an abbreviation, `*[HTML]: …`.
    Abbreviation: "*[…]: …", "PHP Markdown Extra, MkDocs", AsText;
        en: "write the long form in the text where it is used first";
        sv: "skriv ut förkortningen i texten där den används första gången";
    /// Code that another tool runs, ```` ```{r} ````.
    CodeCell: "```{r}", "R Markdown, Quarto", AsCode;
        en: "write its result, or remove the braces to show the code";
        sv: "skriv resultatet, eller ta bort klamrarna för att visa koden";
    /// A table without pipes, whose columns are underlined.
    DashTable: "---- ----", "Pandoc, reStructuredText", AsText;
        en: "write the table with pipes: `| Name | Rent |`";
        sv: "skriv tabellen med lodstreck: `| Namn | Hyra |`";
    /// A comment of CriticMarkup, `{>>…<<}`.
    RevisionComment: "{>>…<<}", "CriticMarkup", LeftOut;
        en: "write a comment as `<!-- … -->`";
        sv: "skriv en kommentar som `<!-- … -->`";
    /// A comment of MDX, `{/* … */}`.
    MdxComment: "{/* … */}", "MDX", LeftOut;
        en: "write a comment as `<!-- … -->`";
        sv: "skriv en kommentar som `<!-- … -->`";
    /// A comment of a template language, `{% comment %}` or `{# … #}`.
    TemplateComment: "{% comment %}, {# … #}", "Liquid, Jinja, Go", LeftOut;
        en: "write a comment as `<!-- … -->`";
        sv: "skriv en kommentar som `<!-- … -->`";
    /// A container or a span that is not shown, `::: {.content-hidden}`.
    HiddenContainer: "{.content-hidden}", "Quarto", LeftOut;
        en: "write `<!-- … -->` around what is not to be shown, or remove the marks to show it";
        sv: "skriv `<!-- … -->` runt det som inte ska visas, eller ta bort tecknen för att visa det";
    /// Percent signs that could be a comment of Obsidian: `10 %% of 20 %%`.
    PercentSigns: "%%", "Obsidian", AsWritten;
        en: "write `%`; a comment is `<!-- … -->`";
        sv: "skriv `%`; en kommentar skrivs `<!-- … -->`";
    /// A comment of Obsidian directly after a number.
    PercentComment: "%%…%%", "Obsidian", LeftOut;
        en: "write `%` for a percentage, and a comment as `<!-- … -->`";
        sv: "skriv `%` för en procentsats, och en kommentar som `<!-- … -->`";
    /// An id at the end of a paragraph, `{#name}`, that no link leads to.
    UnusedAnchor: "{#…}", "", AsAnchor;
        en: "remove it, or write `\\{` to show it; a link is `[…](#name)`";
        sv: "ta bort det, eller skriv `\\{` för att visa det; en länk skrivs `[…](#namn)`";
    /// The name of a block, `^name`, that no link leads to.
    UnusedBlockId: "^…", "", AsAnchor;
        en: "remove it, or write `\\^` to show it; a link is `[[#^name]]`";
        sv: "ta bort det, eller skriv `\\^` för att visa det; en länk skrivs `[[#^namn]]`";
    /// A first line with a hash sign and no space, `#Heading`.
    HashWord: "#…", "", AsText;
        en: "write a space after `#` for a heading";
        sv: "skriv ett mellanslag efter `#` för en rubrik";
}

impl ForeignSyntaxKind {
    /// Returns what is reported of it: how it looks, the tools that read it, and the effect.
    pub(super) fn effect_sentence(self, language: ReportLanguage) -> String {
        let SyntaxInfo { sign, tools, effect, .. } = self.info();
        // A sign with backticks needs a longer fence.
        let (open, close) = if sign.contains('`') { ("`` ", " ``") } else { ("`", "`") };
        let tools = if tools.is_empty() { String::new() } else { format!(" ({tools})") };
        format!("{open}{sign}{close}{tools} {}", effect.words(language))
    }

    /// Returns what to write instead.
    pub(super) fn instead(self, language: ReportLanguage) -> &'static str {
        match language {
            English => self.info().instead_en,
            Swedish => self.info().instead_sv,
        }
    }
}
