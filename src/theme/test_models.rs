//! Sample models for the tests, which `test_contexts` puts into contexts.

use super::model::{
    BannerModel, ChangedDay, ChangedPage, ChangesModel, ChildLink, CitedBy, CitedByField,
    ComparedAct, ComparedState, ComparisonModel, DateModel, DayEvents, DayPicker, LinkModel,
    ListPageGroup, MentionModel, MentionsModel, MenuItem, NotFoundSection, QuotedPassage,
    ReadingModel, RedlineModel, RedlineRun, RedlineUnit, RelatedEntry, RelationModel, SafeHtml,
    SourceBlockModel, SourceListGroup, SourceListItem, SourceListModel, SourceParagraphModel,
    SourcePieceModel, SourceQuote, SourceSectionModel, SourceTextModel, StateOnDay, ValueOnDay,
    VersionItem, VersionListModel,
};
use super::test_contexts::{date, foreign, link};
use serde_json::json;
use tera::Value;

pub(super) fn banner(kind: &str) -> BannerModel {
    BannerModel {
        kind: kind.into(),
        state: (kind == "proposed").then(|| "unknown".into()),
        standing: if kind == "proposed" { kind.into() } else { "absent".into() },
        word: "Ersatt & <b>".into(),
        html: SafeHtml::new("Av <a href=\"../a/\">A</a>."),
    }
}

pub(super) fn changed_page(
    title: &str,
    summary: Option<&str>,
    changed: Option<&str>,
) -> ChangedPage {
    let child = child(title, summary, None);
    ChangedPage { link: child.link, summary: child.summary, changed: changed.map(str::to_owned) }
}

pub(super) fn changes() -> ChangesModel {
    let day = |date: Option<DateModel>| ChangedDay {
        date: date.unwrap(),
        items: vec![
            changed_page("Ett", Some("Mening."), None),
            changed_page("Två", None, Some("Ändrat: <b>")),
        ],
    };
    ChangesModel { lede: "Nyast först.".into(), days: vec![day(date()), day(date())] }
}

pub(super) fn comparison() -> ComparisonModel {
    let act = |standing_label: Option<&str>| ComparedAct {
        link: foreign("A"),
        date: standing_label.and_then(|_| date()),
        standing: standing_label.map(|_| "intended".into()),
        standing_label: standing_label.map(Into::into),
    };
    let on_day = |state: &str| StateOnDay {
        state: state.into(),
        words: "Gäller <b>".into(),
        value: (state == "holds").then(|| ValueOnDay {
            runs: ["both", "from", "to"]
                .map(|side| RedlineRun {
                    side: side.into(),
                    text: "ett <b>".into(),
                    space: " ".into(),
                })
                .into(),
            speaker: Some(SafeHtml::new("A")),
        }),
    };
    let state = |label: Option<&str>| ComparedState {
        link: link("A"),
        label: label.map(SafeHtml::new),
        on_days: vec![on_day("holds"), on_day("unknown")],
    };
    let item = |is_current| MenuItem { link: link("Dag"), is_current, is_within: false };
    ComparisonModel {
        lede: "Två dagar.".into(),
        events: date().map(|day| DayEvents { day, acts: vec![act(None)] }).into_iter().collect(),
        pickers: vec![DayPicker { label: "Dag".into(), days: vec![item(true), item(false)] }],
        days: date().into_iter().chain(date()).collect(),
        happened: vec![act(None), act(Some("Avsett"))],
        may_have_happened: vec![act(None)],
        changes: vec![state(None), state(Some("Fält: ett &amp; två"))],
        is_same: true,
    }
}

pub(super) fn versions() -> VersionListModel {
    let item = |is_current: bool| VersionItem {
        link: foreign("A"),
        date: date().filter(|_| is_current),
        is_current,
        changes: is_current.then(|| link("Ändringar <b>")),
        until_current: (!is_current).then(|| link("Ändringar till den här <b>")),
    };
    VersionListModel { items: vec![item(false), item(true)], since: Some(link("Sedan dess")) }
}

pub(super) fn redline(n_units: usize) -> (&'static str, Value) {
    let run =
        |side: &str| RedlineRun { side: side.into(), text: "ord & <b>".into(), space: " ".into() };
    let unit = |number: usize| RedlineUnit {
        id: (number > 1).then(|| format!("pakt-redline-1-to-{number}")),
        kind: if number == 1 { "heading".into() } else { "paragraph".into() },
        change: if number > 1 { "moved-to".into() } else { "kept".into() },
        label: (number > 1).then(|| "Flyttat från".into()),
        older_mark: (number > 2).then(|| link("P1")),
        newer_mark: (number > 1).then(|| link("P2")),
        moved: (number > 1).then(|| "P1".into()),
        other_place: (number > 3).then(|| link("P1")),
        runs: vec![run("both"), run("from"), run("to")],
    };
    let is_full = n_units > 0;
    let model = RedlineModel {
        older: link("A"),
        older_date: date().filter(|_| is_full),
        newer: foreign("B"),
        newer_date: date().filter(|_| is_full),
        language: is_full.then(|| "en".into()),
        page_language: is_full.then(|| "sv".into()),
        name: "pakt-redline-1".into(),
        summary: "1 stycke skiljer sig.".into(),
        marks: is_full.then(|| "Överstrukna ord finns bara i A <b>.".into()),
        own_page: is_full.then(|| link("Egen sida")),
        units: (1..=n_units).map(unit).collect(),
    };
    ("redline", Value::from_serializable(&model))
}

pub(super) fn relation(label: &str, more: Option<&str>) -> RelationModel {
    let item = |date: Option<DateModel>| RelatedEntry {
        link: foreign("A"),
        standing: date.is_some().then(|| "proposed".into()),
        standing_label: date.is_some().then(|| "Föreslaget".into()),
        attributions: date.iter().map(|_| SafeHtml::new("enligt <a href=\"x\">A</a>")).collect(),
        state: date.is_some().then(|| "not".into()),
        time: date.is_some().then(|| SafeHtml::new("till och med den 31 december 2010")),
        questions: if date.is_some() { vec![link("Oklart: Varför?")] } else { Vec::new() },
        date,
    };
    let (is_incoming, items) = (more.is_some(), vec![item(None), item(date())]);
    RelationModel { label: label.into(), is_incoming, items, more: more.map(link) }
}

pub(super) fn source_quote(quote_check: &str) -> SourceQuote {
    let is_here = quote_check == "verified";
    SourceQuote {
        quote: is_here.then(|| SafeHtml::new("ord &amp; ord")),
        passages: vec![QuotedPassage {
            before: SafeHtml::new("Före "),
            quote: SafeHtml::new("ord &amp; ord"),
            after: SafeHtml::new(" efter"),
        }],
        sentence: source_pieces(),
        language: Some("sv".into()),
        locator: Some("P01".into()),
        href: is_here.then(|| "../kalla/#P01".into()),
        document: match is_here {
            true => foreign("Källan"),
            false => LinkModel { href: String::new(), ..link("K") },
        },
        address: (!is_here).then(|| "https://a.se/x?b=1&c=2".into()),
        quote_check: quote_check.into(),
        wording: is_here.then(|| SafeHtml::new("I den här lydelsen till <b>2019</b>")),
        warning: (!is_here).then(|| "inte jämförd".into()),
        is_repeated: quote_check == "missing",
    }
}

pub(super) fn sources() -> SourceListModel {
    let group = |number, document: Option<LinkModel>, quote_check: &str| SourceListGroup {
        is_named: document.is_some(),
        document,
        items: vec![SourceListItem { number, source_quote: source_quote(quote_check) }],
    };
    SourceListModel {
        note: Some(SafeHtml::new("Ur <a href=\"k\">K</a>")),
        groups: vec![
            group(1, Some(foreign("Källan")), "verified"),
            group(2, Some(LinkModel { href: String::new(), ..link("K") }), "external"),
            group(3, None, "verified"),
        ],
        total: 3,
    }
}

pub(super) fn readings() -> Vec<ReadingModel> {
    let html = || SafeHtml::new("<p>Läsning</p>");
    vec![
        ReadingModel {
            html: html(),
            language: Some("en".into()),
            source_quotes: vec![source_quote("verified")],
        },
        ReadingModel { html: html(), language: None, source_quotes: vec![] },
    ]
}

pub(super) fn source_pieces() -> Vec<SourcePieceModel> {
    let text = SafeHtml::new("Ord &amp; ord ");
    let omitted = SourcePieceModel { text: text.clone(), is_cited: false };
    vec![omitted, SourcePieceModel { text, is_cited: true }]
}

pub(super) fn source_text() -> SourceTextModel {
    let field = |standing_label: Option<&str>| CitedByField {
        link: link("Fält"),
        claim: standing_label.map(|_| SafeHtml::new("ett <b>ord</b>")),
        standing: standing_label.map(|_| "intended".into()),
        standing_label: standing_label.map(Into::into),
    };
    let rest = |is_question: bool| CitedBy {
        link: foreign("Post"),
        fields: vec![field(None), field(Some("Avsett"))],
        in_text: is_question.then(|| "I texten".into()),
        is_question,
    };
    let blocks = || {
        let cell = source_pieces;
        vec![
            SourceBlockModel::Text { pieces: source_pieces() },
            SourceBlockModel::List { items: vec![cell(), cell()] },
            SourceBlockModel::Table { header: vec![cell()], rows: vec![vec![cell()]] },
        ]
    };
    let paragraph = |locator: &str, state: &str| SourceParagraphModel {
        locator: locator.into(),
        anchor: locator.into(),
        blocks: blocks(),
        state: state.into(),
        citing_entries: if state == "cited" { vec![rest(false), rest(true)] } else { vec![] },
        n_citing_entries: if state == "cited" { 2 } else { 0 },
        more: (state == "cited").then(|| link("Alla")),
    };
    let section = |heading: Option<&str>, paragraphs| SourceSectionModel {
        heading: heading.map(Into::into),
        anchor: heading.map(|_| "text-1".into()),
        paragraphs,
    };
    SourceTextModel {
        language: Some("sv".into()),
        preamble: Some("Sida 1".into()),
        has_uncited: true,
        sections: vec![
            section(None, vec![paragraph("P01", "cited"), paragraph("P02", "silent")]),
            section(Some("Ärendet"), vec![paragraph("P03", "open"), paragraph("", "open")]),
        ],
    }
}

pub(super) fn child(title: &str, summary: Option<&str>, count: Option<usize>) -> ChildLink {
    let summary = summary.map(Into::into);
    ChildLink { link: foreign(title), replaced: Some("replaced 2019".into()), summary, count }
}

pub(super) fn group(letter: Option<&str>) -> ListPageGroup {
    ListPageGroup {
        heading: letter.map(Into::into),
        anchor: letter.map(str::to_lowercase),
        items: vec![child("Ett", None, Some(2)), child("Två", Some("Mening."), None)],
    }
}

pub(super) fn mentions() -> MentionsModel {
    let mention = MentionModel {
        links: vec![foreign("Sida"), link("Blad")],
        language: foreign("Sida").language,
        before: "…före ".into(),
        words: "<ordet>".into(),
        after: " efter…".into(),
    };
    MentionsModel { total: 51, items: vec![mention], more: Some(link("Fler")) }
}

pub(super) fn missing() -> Value {
    let part = |language: &str, title: &str| NotFoundSection {
        asked_title: "Det frågar många".into(),
        asked: vec![link("Fråga")],
        language: language.into(),
        title: title.into(),
        text: "Text.".into(),
        front: link("Start"),
        index: link("A–Ö"),
    };
    Value::from_serializable(&[part("sv", "Sidan finns inte"), part("en", "Page not found")])
}

pub(super) fn feed(n_entries: usize) -> Value {
    let entry = |summary| {
        json!({"title": "A & <b>", "id": "https://example.org/a/", "href": "https://example.org/a/",
               "updated": "2014-04-01T00:00:00Z", "summary": summary})
    };
    let entries: Vec<_> =
        [entry(json!("\"Mening\"")), entry(json!(null))].into_iter().take(n_entries).collect();
    Value::from_serializable(&json!({
        "title": "T", "subtitle": (n_entries > 0).then_some("S"), "id": "i", "self": "s", "home": "h",
        "updated": "2014-04-01T00:00:00Z", "author": "A", "language": "sv", "entries": entries,
    }))
}

pub(super) fn urls() -> Value {
    Value::from_serializable(&json!([
        {"loc": "https://example.org/?a&b", "lastmod": null, "alternates": []},
        {"loc": "https://example.org/b/", "lastmod": "2014-04-01",
         "alternates": [{"language": "en", "href": "https://example.org/en/b/"}]},
    ]))
}
