//! What to do about it, in Swedish.

use super::claims;
use crate::diagnostic::message::quote::{bare, name, names};
use crate::diagnostic::{Expected, Fault, KeyHome, LinkMiss, OptionProblem, Outside, YamlProblem};

#[expect(clippy::too_many_lines, reason = "one arm for each fault")]
pub(in super::super) fn help(fault: &Fault) -> Option<String> {
    let help = match fault {
        Fault::YamlSyntax { problem } => return yaml_help(problem),
        Fault::WrongKind { expected, .. } => return kind_help(expected),
        Fault::UnknownKey { near: Some(near), .. }
        | Fault::UnknownType { near: Some(near), .. }
        | Fault::UnknownEntry { near: Some(near), .. }
        | Fault::BrokenLink { near: Some(near), .. }
        | Fault::UnknownDocument { near: Some(near), .. }
        | Fault::UnknownLocator { near: Some(near), .. }
        | Fault::UnknownView { near: Some(near), .. }
        | Fault::ViewOption { problem: OptionProblem::Unknown(Some(near)), .. }
        | Fault::MissingHeading { near: Some(near), .. } => {
            format!("menade du {}?", name(near))
        }
        Fault::FrontMatterNotClosed => "skriv en rad med bara `---` efter den sista nyckeln".into(),
        Fault::NotUtf8 { .. } => "spara filen på nytt med teckenkodningen UTF-8".into(),
        Fault::NoStemmer { .. } => {
            "inget behöver göras; skriv `no-stemmer: off` under `checks:` för att slippa upplysningen".into()
        }
        Fault::NoHistory => {
            "hämta hela historiken (`git fetch --unshallow`) eller skriv `updated:` på varje sida"
                .into()
        }
        Fault::TooLarge { .. } => "dela upp det i mindre delar".into(),
        Fault::UnknownKey { home, .. } => unknown_key_help(home),
        Fault::DuplicateKey { .. } => {
            "behåll en av dem; flera värden skrivs som en lista: `[ett, två]`".into()
        }
        Fault::BadDate { .. } => {
            "skriv `2014-04-01`, `2014-04`, `2014` eller `unknown`, med en dag som finns".into()
        }
        Fault::MissingField { field, .. } => format!("lägg till raden `{}: …`", bare(field)),
        Fault::TooManyValues { at_most, .. } => {
            format!("behåll {at_most}, eller skriv vem som uppger varje värde med `according_to`")
        }
        Fault::DuplicateValue { .. } => "ge ett av dem ett annat värde, eller ta bort det".into(),
        Fault::UnknownType { name, .. } => {
            format!("deklarera den i `_types/{}.yaml`, eller välj en typ som finns", bare(name))
        }
        Fault::UnknownEntry { .. } => {
            "skriv id:t för en post som finns, eller lägg till posten".into()
        }
        Fault::WrongEntryType { .. } => {
            "välj en annan post, eller lägg till typen i fältets `to:`".into()
        }
        Fault::Cycle { .. } => "ta bort ett av stegen i ringen".into(),
        Fault::SumIsOff { expected, .. } => {
            format!("ändra delarna så att de tillsammans blir {}", bare(expected))
        }
        Fault::ReversedPeriod { .. } => {
            "låt slutet vara en senare dag; `until` är den första då det inte gäller".into()
        }
        Fault::OverlappingValues { .. } => {
            "låt det tidigare sluta med `until` samma dag som det senare börjar med `from`".into()
        }
        Fault::MissingSpeaker { .. } => {
            "skriv `{value: …, according_to: POST}` med posten för den som säger det".into()
        }
        Fault::DuplicateId { .. } => "ge en av de två ett annat `id:`".into(),
        Fault::DuplicateRoute { .. } => "byt namn på en av de två, eller ta bort aliaset".into(),
        Fault::BrokenLink { miss, .. } => link_help(*miss).into(),
        Fault::MissingHeading { .. } => {
            "länka till sidan som helhet, eller till en rubrik som den har".into()
        }
        Fault::AmbiguousLink { .. } => "skriv id:t för den du menar".into(),
        Fault::UnsafeLink { .. } => {
            "använd `https:`, `http:`, `mailto:`, `tel:` eller sökvägen till en sida".into()
        }
        Fault::OutsideSite { what } => outside_help(what).into(),
        Fault::CitationSyntax { problem } => claims::citation_help(problem).into(),
        Fault::UnknownDocument { .. } => "skriv id:t för en post av typen `document`".into(),
        Fault::UnknownLocator { .. } => {
            "skriv ett märke som står i texten inom hakparenteser, som `P4`".into()
        }
        Fault::QuoteNotFound { nearest, .. } => claims::nearest_help(nearest),
        Fault::MissingSource { lack, .. } => claims::lack_help(*lack).into(),
        Fault::TextChanged { found, .. } => claims::changed_help(found),
        Fault::UnknownView { .. } => {
            "skriv namnet på en vy, eller ta bort klamrarna om det är kod".into()
        }
        Fault::ViewOption { problem, .. } => claims::option_help(problem).into(),
        Fault::RawHtml { .. } => {
            "skriv det i Markdown, eller sätt `raw_html: allow` i `site.yaml`".into()
        }
        Fault::MissingTranslation { language, .. } => format!(
            "lägg till ett värde `{0}: …`, eller för sidans text en fil vars namn slutar på \
             `.{0}.md`",
            bare(language)
        ),
        Fault::OrphanPage => {
            "länka hit från en sida, eller sätt `in_menu: true` eller `allow: [orphan-page]`".into()
        }
        Fault::MissingOwner => {
            "lägg till `owner: …` här, eller i `site.yaml` för alla sidor".into()
        }
        Fault::PdfWithoutText { .. } => {
            "lägg texten bredvid som Markdown, eller som `text:` i ett dokument med den här filen"
                .into()
        }
        Fault::ReviewOverdue { .. } => "granska sidan, och sätt `reviewed` och `review_by`".into(),
        Fault::FigureWithoutSource { .. } => {
            "hänvisa till orden där den står, eller bädda in fältet: `![[POST#FÄLT]]`".into()
        }
        Fault::UnexplainedAbbreviation { abbreviation } => format!(
            "skriv ut den, som i `orden den står för ({0})`, eller lägg till ett begrepp med titeln `{0}`",
            bare(abbreviation)
        ),
        Fault::UncitedParagraph { locator } => format!(
            "hänvisa till det, eller lägg till `{}` i dokumentets `no_claim:`",
            bare(locator)
        ),
        Fault::TemplateError { .. } => {
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

fn unknown_key_help(home: &KeyHome) -> String {
    match home {
        KeyHome::Entry(entry_type) => {
            let file = bare(entry_type);
            format!("ta bort raden, eller deklarera fältet under `fields:` i `_types/{file}.yaml`")
        }
        KeyHome::FieldKind(kinds) => {
            let kinds: Vec<_> = kinds.iter().map(ToString::to_string).collect();
            format!("ta bort raden, eller skriv {}", names(&kinds, "eller"))
        }
        KeyHome::Site | KeyHome::Type | KeyHome::Field | KeyHome::Strings | KeyHome::Value(_) => {
            "ta bort raden, eller skriv en nyckel som pakt känner till".into()
        }
    }
}

fn link_help(miss: LinkMiss) -> &'static str {
    match miss {
        LinkMiss::NotFound => "skriv sökvägen till eller id:t för en sida som finns",
        LinkMiss::Draft => "ta bort `draft: true` från den sidan, eller ta bort länken",
        LinkMiss::Field => "skriv `POST#FÄLT` med ett fält som posten har fyllt i",
    }
}

fn outside_help(what: &Outside) -> &'static str {
    match what {
        Outside::Link(_) => "flytta filen till innehållsmappen, eller länka till dess webbadress",
        Outside::Alias(_) => {
            "skriv en gammal adress på den här webbplatsen, som i `/gammal/adress/`"
        }
        Outside::Symlink => "lägg en kopia av filen i innehållsmappen i stället",
        Outside::Special => "flytta ut den ur innehållsmappen",
    }
}

fn kind_help(expected: &Expected) -> Option<String> {
    let help = match expected {
        Expected::Text | Expected::Markdown => {
            "skriv en text; sätt den inom enkla citattecken om den innehåller `: ` eller börjar \
             med `[` eller `{`"
        }
        Expected::Number => "skriv bara siffror, med punkt före decimaler: `1200` eller `0.5`",
        Expected::Fraction => "skriv två heltal med snedstreck emellan: `1/2`",
        Expected::Date => "skriv `2014-04-01`, `2014-04`, `2014` eller `unknown`",
        Expected::Period => {
            "skriv `{from: 2014-04-01, until: 2019-01-01}`; utelämna den ände som är öppen"
        }
        Expected::Url => "skriv hela adressen, från `https://`",
        Expected::Bool => "skriv `true` eller `false`",
        Expected::Citation => "skriv dokument, ställe och citat: `'beslut P4 \"…\"'`",
        Expected::TextFile => "spara texten som UTF-8 i en fil som slutar på `.txt`",
        Expected::File => "skriv sökvägen till en fil i innehållsmappen, som i `bilder/karta.png`",
        Expected::Group => "börja varje grupp med `- ` och skriv nycklarna under varandra",
        Expected::EntryId => "skriv id:t för en post; flera skrivs som en lista: `[ett, två]`",
        Expected::Map => "skriv en `nyckel: värde` per rad, indragna med två mellanslag",
        Expected::List => "skriv `[ett, två]`, eller ett värde per rad efter `- `",
        Expected::Count => "skriv ett heltal, till exempel `0` eller `3`",
        Expected::OneOf(_) => "skriv ett av de orden",
        Expected::Id => "använd a–z, 0–9 och bindestreck; `unknown` och `none` är upptagna",
        Expected::Language => "skriv ett språk som står under `languages:` i `site.yaml`",
        Expected::Code => "skriv ett namn ur en rapport, till exempel `orphan-page`",
        Expected::Sum => "skriv ett tal, `per` och en relation: `1 per avtal`",
    };
    Some(help.into())
}
