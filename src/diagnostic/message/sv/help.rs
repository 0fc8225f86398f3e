//! What to do about it, in Swedish.

use super::citation;
use crate::diagnostic::message::quoting::{code_span, list_of_names, shortened_name};
use crate::diagnostic::{
    BrokenLinkReason, DiagnosticKind, ExpectedKind, KeyScope, OutsideSiteReason, ViewOptionProblem,
    YamlProblem,
};

#[expect(clippy::too_many_lines, reason = "one arm for each fault")]
pub(in super::super) fn help(kind: &DiagnosticKind) -> Option<String> {
    let help = match kind {
        DiagnosticKind::YamlSyntax { problem } => return yaml_help(problem),
        DiagnosticKind::WrongKind { expected, .. } => return wrong_kind_help(expected),
        DiagnosticKind::UnknownKey { near: Some(near), .. }
        | DiagnosticKind::UnknownType { near: Some(near), .. }
        | DiagnosticKind::UnknownEntry { near: Some(near), .. }
        | DiagnosticKind::BrokenLink { near: Some(near), .. }
        | DiagnosticKind::UnknownDocument { near: Some(near), .. }
        | DiagnosticKind::UnknownLocator { near: Some(near), .. }
        | DiagnosticKind::UnknownView { near: Some(near), .. }
        | DiagnosticKind::ViewOption { problem: ViewOptionProblem::Unknown(Some(near)), .. }
        | DiagnosticKind::MissingHeading { near: Some(near), .. } => {
            format!("menade du {}?", code_span(near))
        }
        DiagnosticKind::FrontMatterNotClosed => "skriv en rad med bara `---` efter den sista nyckeln".into(),
        DiagnosticKind::NotUtf8 { .. } => "spara filen på nytt med teckenkodningen UTF-8".into(),
        DiagnosticKind::NoStemmer { .. } => {
            "inget behöver göras; skriv `no-stemmer: off` under `checks:` för att slippa upplysningen".into()
        }
        DiagnosticKind::NoHistory => {
            "hämta hela historiken (`git fetch --unshallow`) eller skriv `updated:` på varje sida"
                .into()
        }
        DiagnosticKind::TooLarge { .. } => "dela upp det i mindre delar".into(),
        DiagnosticKind::UnknownKey { home, .. } => unknown_key_help(home),
        DiagnosticKind::DuplicateKey { .. } => {
            "behåll en av dem; flera värden skrivs som en lista: `[ett, två]`".into()
        }
        DiagnosticKind::BadDate { .. } => {
            "skriv `2014-04-01`, `2014-04`, `2014` eller `unknown`, med en dag som finns".into()
        }
        DiagnosticKind::MissingField { field, .. } => format!("lägg till raden `{}: …`", shortened_name(field)),
        DiagnosticKind::TooManyValues { at_most, .. } => {
            format!("behåll {at_most}, eller skriv vem som uppger varje värde med `according_to`")
        }
        DiagnosticKind::DuplicateValue { .. } => "ge ett av dem ett annat värde, eller ta bort det".into(),
        DiagnosticKind::UnknownType { name, .. } => {
            format!("deklarera den i `_types/{}.yaml`, eller välj en typ som finns", shortened_name(name))
        }
        DiagnosticKind::UnknownEntry { .. } => {
            "skriv id:t för en post som finns, eller lägg till posten".into()
        }
        DiagnosticKind::WrongEntryType { .. } => {
            "välj en annan post, eller lägg till typen i fältets `to:`".into()
        }
        DiagnosticKind::Cycle { .. } => "ta bort ett av stegen i ringen".into(),
        DiagnosticKind::SumIsOff { expected, .. } => {
            format!("ändra delarna så att de tillsammans blir {}", shortened_name(expected))
        }
        DiagnosticKind::ReversedPeriod { .. } => {
            "låt slutet vara en senare dag; `until` är den första då det inte gäller".into()
        }
        DiagnosticKind::OverlappingValues { .. } => {
            "låt det tidigare sluta med `until` samma dag som det senare börjar med `from`".into()
        }
        DiagnosticKind::MissingSpeaker { .. } => {
            "skriv `{value: …, according_to: POST}` med posten för den som säger det".into()
        }
        DiagnosticKind::DuplicateId { .. } => "ge en av de två ett annat `id:`".into(),
        DiagnosticKind::DuplicateRoute { .. } => "byt namn på en av de två, eller ta bort aliaset".into(),
        DiagnosticKind::BrokenLink { miss, .. } => broken_link_help(*miss).into(),
        DiagnosticKind::MissingHeading { .. } => {
            "länka till sidan som helhet, eller till en rubrik som den har".into()
        }
        DiagnosticKind::AmbiguousLink { .. } => "skriv id:t för den du menar".into(),
        DiagnosticKind::UnsafeLink { .. } => {
            "använd `https:`, `http:`, `mailto:`, `tel:` eller sökvägen till en sida".into()
        }
        DiagnosticKind::OutsideSite { what } => outside_site_help(what).into(),
        DiagnosticKind::CitationSyntax { problem } => citation::citation_help(problem).into(),
        DiagnosticKind::UnknownDocument { .. } => "skriv id:t för en post av typen `document`".into(),
        DiagnosticKind::UnknownLocator { .. } => {
            "skriv ett märke som står i texten inom hakparenteser, som `P4`".into()
        }
        DiagnosticKind::QuoteNotFound { nearest, .. } => citation::nearest_passage_help(nearest),
        DiagnosticKind::MissingSource { lack, .. } => citation::missing_source_help(*lack).into(),
        DiagnosticKind::TextChanged { found, .. } => citation::text_changed_help(found),
        DiagnosticKind::UnknownView { .. } => {
            "skriv namnet på en vy, eller ta bort klamrarna om det är kod".into()
        }
        DiagnosticKind::ViewOption { problem, .. } => citation::view_option_help(problem).into(),
        DiagnosticKind::RawHtml { .. } => {
            "skriv det i Markdown, eller sätt `raw_html: allow` i `site.yaml`".into()
        }
        DiagnosticKind::MissingTranslation { language, .. } => format!(
            "lägg till ett värde `{0}: …`, eller för sidans text en fil vars namn slutar på \
             `.{0}.md`",
            shortened_name(language)
        ),
        DiagnosticKind::OrphanPage => {
            "länka hit från en sida, eller sätt `in_menu: true` eller `allow: [orphan-page]`".into()
        }
        DiagnosticKind::MissingOwner => {
            "lägg till `owner: …` här, eller i `site.yaml` för alla sidor".into()
        }
        DiagnosticKind::PdfWithoutText { .. } => {
            "lägg texten bredvid som Markdown, eller som `text:` i ett dokument med den här filen"
                .into()
        }
        DiagnosticKind::ReviewOverdue { .. } => "granska sidan, och sätt `reviewed` och `review_by`".into(),
        DiagnosticKind::FigureWithoutSource { .. } => {
            "hänvisa till orden där den står, eller bädda in fältet: `![[POST#FÄLT]]`".into()
        }
        DiagnosticKind::UnexplainedAbbreviation { abbreviation } => format!(
            "skriv ut den, som i `orden den står för ({0})`, eller lägg till ett begrepp med titeln `{0}`",
            shortened_name(abbreviation)
        ),
        DiagnosticKind::UncitedParagraph { locator } => format!(
            "hänvisa till det, eller lägg till `{}` i dokumentets `no_claim:`",
            shortened_name(locator)
        ),
        DiagnosticKind::TemplateError { .. } => {
            "rätta filen; tills dess används pakts egen mall med samma namn".into()
        }
    };
    Some(help)
}

fn yaml_help(problem: &YamlProblem) -> Option<String> {
    let help = match problem {
        YamlProblem::Parser(_) => {
            "se efter om ett citattecken eller en parentes saknas; ett värde som innehåller `: `, \
             ` #`, `[` eller `{` ska stå inom enkla citattecken"
        }
        YamlProblem::Alias => {
            "sätt värdet inom enkla citattecken om det är text, som i `note: '*viktigt*'`"
        }
        YamlProblem::Comment => "sätt värdet som innehåller ` #` inom enkla citattecken: `'…'`",
        YamlProblem::UnquotedColon => {
            "sätt hela värdet inom enkla citattecken, `'…'`, eller skriv `>-` efter nyckeln och \
             värdet på nästa rad, indraget"
        }
        YamlProblem::ReservedStart('[' | '@') => {
            "skriv en källhänvisning utan hakparenteser och `@`, som i `source: beslut P4`; sätt \
             annan text inom enkla citattecken: `'…'`"
        }
        YamlProblem::ReservedStart(_) => "sätt hela värdet inom enkla citattecken: `'…'`",
        YamlProblem::AfterQuote('\'') => "skriv `''` för en apostrof inom enkla citattecken",
        YamlProblem::AfterQuote(_) => {
            "sätt hela värdet inom enkla citattecken, `'…'`; där står `\"` för sig självt"
        }
        YamlProblem::SecondDocument => {
            "ha en lista eller uppsättning nycklar i varje fil; ta bort raden `---`"
        }
        YamlProblem::UnclosedQuote => {
            "avsluta cellen med ett citattecken, eller skriv `\"\"` för ett som hör till orden"
        }
        YamlProblem::Tab => "dra in raden med mellanslag, två för varje nivå",
        YamlProblem::NotAMap => "skriv varje rad som nyckel och värde, som i `title: Rådet`",
    };
    Some(help.into())
}

fn unknown_key_help(home: &KeyScope) -> String {
    match home {
        KeyScope::Entry(entry_type) => {
            let file = shortened_name(entry_type);
            format!("ta bort raden, eller deklarera fältet under `fields:` i `_types/{file}.yaml`")
        }
        KeyScope::FieldKind(kinds) => {
            let kinds: Vec<_> = kinds.iter().map(ToString::to_string).collect();
            format!("ta bort raden, eller skriv {}", list_of_names(&kinds, "eller"))
        }
        KeyScope::Site
        | KeyScope::Type
        | KeyScope::Field
        | KeyScope::Strings
        | KeyScope::Value(_) => "ta bort raden, eller skriv en nyckel som pakt känner till".into(),
    }
}

fn broken_link_help(miss: BrokenLinkReason) -> &'static str {
    match miss {
        BrokenLinkReason::NotFound => "skriv sökvägen till eller id:t för en sida som finns",
        BrokenLinkReason::Draft => "ta bort `draft: true` från den sidan, eller ta bort länken",
        BrokenLinkReason::Field => "skriv `POST#FÄLT` med ett fält som posten har fyllt i",
    }
}

fn outside_site_help(what: &OutsideSiteReason) -> &'static str {
    match what {
        OutsideSiteReason::Link(_) => {
            "flytta filen till innehållsmappen, eller länka till dess webbadress"
        }
        OutsideSiteReason::Alias(_) => {
            "skriv en gammal adress på den här webbplatsen, som i `/gammal/adress/`"
        }
        OutsideSiteReason::Symlink => "lägg en kopia av filen i innehållsmappen i stället",
        OutsideSiteReason::Special => "flytta ut den ur innehållsmappen",
    }
}

fn wrong_kind_help(expected: &ExpectedKind) -> Option<String> {
    let help = match expected {
        ExpectedKind::Text | ExpectedKind::Markdown => {
            "skriv en text; sätt den inom enkla citattecken om den innehåller `: ` eller börjar \
             med `[` eller `{`"
        }
        ExpectedKind::Number => "skriv bara siffror, med punkt före decimaler: `1200` eller `0.5`",
        ExpectedKind::Fraction => "skriv två heltal med snedstreck emellan: `1/2`",
        ExpectedKind::Date => "skriv `2014-04-01`, `2014-04`, `2014` eller `unknown`",
        ExpectedKind::Period => {
            "skriv `{from: 2014-04-01, until: 2019-01-01}`; utelämna den ände som är öppen"
        }
        ExpectedKind::Url => "skriv hela adressen, från `https://`",
        ExpectedKind::Bool => "skriv `true` eller `false`",
        ExpectedKind::Citation => "skriv dokument, ställe och citat: `'beslut P4 \"…\"'`",
        ExpectedKind::TextFile => "spara texten som UTF-8 i en fil som slutar på `.txt`",
        ExpectedKind::File => {
            "skriv sökvägen till en fil i innehållsmappen, som i `bilder/karta.png`"
        }
        ExpectedKind::Group => "börja varje grupp med `- ` och skriv nycklarna under varandra",
        ExpectedKind::EntryId => "skriv id:t för en post; flera skrivs som en lista: `[ett, två]`",
        ExpectedKind::Map => "skriv en `nyckel: värde` per rad, indragna med två mellanslag",
        ExpectedKind::List => "skriv `[ett, två]`, eller ett värde per rad efter `- `",
        ExpectedKind::Count => "skriv ett heltal, till exempel `0` eller `3`",
        ExpectedKind::OneOf(_) => "skriv ett av de orden",
        ExpectedKind::Id => "använd a–z, 0–9 och bindestreck; `unknown` och `none` är upptagna",
        ExpectedKind::Language => "skriv ett språk som står under `languages:` i `site.yaml`",
        ExpectedKind::Code => "skriv ett namn ur en rapport, till exempel `orphan-page`",
        ExpectedKind::Sum => "skriv ett tal, `per` och en relation: `1 per avtal`",
    };
    Some(help.into())
}
