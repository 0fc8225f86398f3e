//! Sample contexts for the tests: one as small and one as full as possible for each template.

use super::model::{
    AlternateLink, BodyModel, BookChapter, BookModel, ChapterModel, DateModel, EntryModel,
    FieldModel, FooterModel, HeadModel, LanguageFallback, LanguageLink, LinkModel, ListPageGroup,
    ListPageModel, LocalizedString, MenuItem, OfflineModel, PageLinks, PageModel, QuestionModel,
    RemovedModel, SafeHtml, SearchBoxModel, SectionNav, SectionNavItem, TocItem, ValueModel,
};
use super::test_models::{
    banner, changes, child, comparison, feed, group, mentions, missing, readings, redline,
    relation, source_quote, source_text, sources, urls, versions,
};
use tera::{Context, Value};

/// A template, a name for the case, and a context.
pub(super) type Case = (&'static str, &'static str, Context);

/// Returns every template with a minimal and a full context.
pub(super) fn cases() -> Vec<Case> {
    let page = |page: &PageModel| ("page", Value::from_serializable(page));
    let (least, most) = (least_page(), most_page());
    let mut paper = most_entry();
    paper.children.clear();
    paper.source_text = Some(source_text());
    paper.versions = Some(versions());
    let mut plain = most_entry();
    plain.children.clear();
    let entry_link = ("entry_link", Value::from_serializable(&link("Rådet <b>")));
    let mentions = ("mentions", Value::from_serializable(&mentions()));
    let changed = ("changes", Value::from_serializable(&changes()));
    let compared = ("comparison", Value::from_serializable(&comparison()));
    let places = ("paging", Value::from_serializable(&paging()));
    vec![
        ("entry.html", "least", context(&[page(&least), entry(&least_entry())])),
        ("entry.html", "section alone", context(&[page(&most), entry(&least_entry())])),
        ("entry.html", "most", context(&[page(&most), entry(&plain)])),
        ("entry.html", "index", context(&[page(&most), entry(&most_entry())])),
        ("entry.html", "paper", context(&[page(&most), entry(&paper)])),
        ("list.html", "least", context(&[page(&least), list(&[group(None)], None)])),
        (
            "list.html",
            "most",
            context(&[page(&most), list(&[group(Some("A")), group(Some("Ö"))], Some(paging()))]),
        ),
        ("mentions.html", "most", context(&[page(&most), entry_link, mentions, places])),
        ("404.html", "most", context(&[page(&least), ("languages", missing())])),
        ("redirect.html", "most", context(&[page(&most)])),
        ("feed.xml", "least", context(&[("feed", feed(0))])),
        ("feed.xml", "most", context(&[("feed", feed(2))])),
        ("sitemap.xml", "most", context(&[("urls", urls())])),
        ("changes.html", "most", context(&[page(&most), changed])),
        ("comparison.html", "most", context(&[page(&most), compared])),
        ("redline.html", "least", context(&[page(&least), redline(0)])),
        ("redline.html", "most", context(&[page(&most), redline(5)])),
        ("search.html", "most", context(&[page(&most)])),
        ("book.html", "least", context(&[page(&least), book(0)])),
        ("book.html", "most", context(&[page(&most), book(2)])),
        ("chapter.html", "least", context(&[chapter(&least_entry(), None)])),
        ("chapter.html", "most", context(&[chapter(&paper, Some("sv"))])),
    ]
}

fn book(n_chapters: usize) -> (&'static str, Value) {
    let chapter = |number: usize| BookChapter {
        title: "Kapitel & <b>".into(),
        language: (number > 1).then(|| "en".into()),
        anchor: format!("page-{number}"),
        href: format!("#page-{number}"),
        level: number,
        html: SafeHtml::new("<h2>Kapitel</h2>"),
    };
    let sources = (n_chapters > 0).then(|| SafeHtml::new("<ol><li>Källa</li></ol>"));
    let book = BookModel { chapters: (1..=n_chapters).map(chapter).collect(), sources };
    ("book", Value::from_serializable(&book))
}

fn chapter(entry: &EntryModel, language: Option<&str>) -> (&'static str, Value) {
    let chapter = ChapterModel {
        title: "Rådet <b>".into(),
        language: language.map(Into::into),
        title_id: language.map(|_| "radet".into()),
        is_verbatim: language.is_some(),
        entry: entry.clone(),
        questions: language.map(|_| link("Fråga")).into_iter().collect(),
    };
    ("chapter", Value::from_serializable(&chapter))
}

fn context(parts: &[(&'static str, Value)]) -> Context {
    let mut context = Context::new();
    for (name, value) in parts {
        context.insert_value(*name, value.clone());
    }
    context
}

fn entry(entry: &EntryModel) -> (&'static str, Value) {
    ("entry", Value::from_serializable(entry))
}

fn list(groups: &[ListPageGroup], paging: Option<PageLinks>) -> (&'static str, Value) {
    let lede = paging.is_some().then(|| "Alla sidor.".to_owned());
    ("list", Value::from_serializable(&ListPageModel { lede, groups: groups.to_vec(), paging }))
}

pub(super) fn link(title: &str) -> LinkModel {
    LinkModel { title: title.into(), href: "../a/?b=1&c=2".into(), language: None }
}

pub(super) fn foreign(title: &str) -> LinkModel {
    LinkModel { language: Some("en".into()), ..link(title) }
}

pub(super) fn date() -> Option<DateModel> {
    Some(DateModel { words: "1 april 2014".into(), machine: Some("2014-04-01".into()) })
}

fn paging() -> PageLinks {
    PageLinks { number: 2, total: 3, previous: Some("../".into()), next: Some("../3/".into()) }
}

fn least_page() -> PageModel {
    PageModel {
        language: "sv".into(),
        title: "Titel & \"tecken\"".into(),
        title_language: None,
        title_id: None,
        print: None,
        has_sources: false,
        is_verbatim: false,
        head_title: "Titel".into(),
        description: None,
        head: HeadModel {
            style: "assets/style.css".into(),
            print: "assets/print.css".into(),
            scheme: "assets/scheme.js".into(),
            script: "assets/script.js".into(),
            reading: Vec::new(),
            icon: "icon.svg".into(),
            logo: None,
            canonical: None,
            alternates: vec![],
            is_noindex: false,
            feed: None,
            entry_feeds: vec![],
            calendar: None,
            twin: None,
            refresh: None,
        },
        notice: None,
        site: link("Webbplats"),
        is_front: true,
        menu: vec![],
        languages: vec![],
        crumbs: vec![],
        section: None,
        previous: None,
        next: None,
        is_last: false,
        location: None,
        as_of: None,
        contents: vec![],
        search: SearchBoxModel {
            index: "a-o/".into(),
            results: "sok/".into(),
            folder: "assets/search/sv/".into(),
            parts: "assets/search.js".into(),
        },
        offline: OfflineModel {
            list: "../pakt-offline.json".into(),
            script: "../assets/offline.js".into(),
        },
        foot: FooterModel::default(),
    }
}

fn most_page() -> PageModel {
    let items = ["Ett", "Två"]
        .map(|title| SectionNavItem { link: foreign(title), is_current: title == "Ett" });
    let menu = |is_current, is_within| MenuItem { link: foreign("Meny"), is_current, is_within };
    let contents = |level| TocItem { title: "Rubrik".into(), href: "#rubrik".into(), level };
    let tongue = |language: &str, name: &str| LanguageLink {
        language: language.into(),
        name: name.into(),
        href: "../".into(),
        is_current: language == "sv",
    };
    PageModel {
        title_language: Some("en".into()),
        title_id: Some("titel".into()),
        print: Some("card".into()),
        has_sources: true,
        is_verbatim: true,
        description: Some("<script>alert(1)</script>".into()),
        head: HeadModel {
            canonical: Some("https://example.org/".into()),
            alternates: vec![AlternateLink {
                language: "sv".into(),
                href: "https://example.org/".into(),
            }],
            is_noindex: true,
            logo: Some("assets/logo.svg".into()),
            feed: Some("https://example.org/feed.xml".into()),
            entry_feeds: vec![link("Ändringar")],
            calendar: Some("calendar.ics".into()),
            twin: Some("index.json".into()),
            reading: vec!["assets/copy.js".into()],
            refresh: Some("../ny/".into()),
            ..least_page().head
        },
        notice: Some(LocalizedString { text: "Prov & <b>".into(), language: Some("en".into()) }),
        site: foreign("Site"),
        is_front: false,
        menu: vec![menu(true, true), menu(false, true), menu(false, false)],
        languages: vec![tongue("sv", "Svenska"), tongue("en", "English")],
        crumbs: vec![link("Start"), foreign("Section")],
        section: Some(SectionNav {
            index: foreign("Section"),
            is_index: false,
            items: items.to_vec(),
            all: Some(link("Alla")),
            n_items: 51,
        }),
        previous: Some(foreign("Before")),
        next: Some(link("Efter")),
        is_last: true,
        contents: vec![contents(2), contents(3)],
        foot: most_footer(),
        ..least_page()
    }
}

fn most_footer() -> FooterModel {
    FooterModel {
        legend: Some(foreign("Linjer")),
        text: Some(LocalizedString { text: "Text <b>".into(), language: Some("en".into()) }),
        menu: vec![foreign("Om"), link("Kakor")],
        owner: Some("Redaktionen".into()),
        contact: Some(LinkModel { href: String::new(), ..link("Brev") }),
        published: date(),
        updated: date(),
        reviewed: date(),
        review_by: Some(DateModel { words: "framgår inte".into(), machine: None }),
        as_of: date(),
        edition: Some("2026-1 <b>".into()),
        questions: vec![foreign("Hur många?"), link("När?")],
        more_questions: Some("Och 3 till.".into()),
        report: Some(link("Rapportera felet")),
        edit: Some("https://example.org/edit".into()),
        index: Some(link("A–Ö")),
        tags: Some(link("Taggar")),
        comparison: Some(link("Jämför")),
        feeds: vec![link("Ändringar")],
        calendar: Some(link("Datum")),
        entry_calendar: Some(link("Sidans datum")),
        book: Some(link("Bok")),
        changes: Some(link("Ändringar")),
    }
}

fn least_entry() -> EntryModel {
    EntryModel {
        kind: "page".into(),
        kind_name: None,
        lede: None,
        lede_language: None,
        fallback: None,
        removed: None,
        banners: vec![],
        is_draft: false,
        lead: vec![],
        fields: vec![],
        n_facts: 0,
        body: None,
        source_text: None,
        versions: None,
        relations: vec![],
        n_relations: 0,
        children: vec![],
        mentions: None,
        tags: vec![],
        sources: None,
        questions: vec![],
        readings: vec![],
        is_folded: false,
        answer: None,
    }
}

fn removed() -> RemovedModel {
    RemovedModel {
        successor: Some(foreign("Efterträdare")),
        asked: vec![link("Fråga")],
        on: Some(SafeHtml::new("<time>2015</time>")),
        reason: Some(LocalizedString { text: "Ersatt.".into(), language: Some("en".into()) }),
        decision: Some(LocalizedString { text: "§ 4".into(), language: None }),
    }
}

/// Returns a field with everything that a field can have.
fn field(id: &str, values: Vec<ValueModel>) -> FieldModel {
    FieldModel {
        id: Some(id.into()),
        label: SafeHtml::new("Etikett &lt;"),
        values,
        state: Some("unknown".into()),
        standing: Some("intended".into()),
        standing_label: Some("Avsett".into()),
        qualifiers: vec![SafeHtml::new("sedan <time>2014</time>")],
        note: Some(LocalizedString { text: "Not".into(), language: Some("en".into()) }),
        source_quotes: vec![source_quote("verified"), source_quote("missing")],
        checked_label: Some("Belagt".into()),
        state_label: Some("Oklart".into()),
        wording_label: Some("Tidigare lydelse".into()),
        marker: None,
        more: None,
        is_continued: false,
        is_in_lead: true,
    }
}

/// Returns fields with all kinds of values.
fn most_fields() -> Vec<FieldModel> {
    let inline = || ValueModel::Inline { html: SafeHtml::new("<a href=\"..\">Rådet</a>") };
    let block =
        ValueModel::Block { html: SafeHtml::new("<p>Text</p>"), language: Some("en".into()) };
    let continued = FieldModel { id: None, is_continued: true, ..field("one", vec![inline()]) };
    let part = || ValueModel::Group {
        fields: vec![field("x", vec![inline()]), field("y", vec![inline(), inline()])],
    };
    let unknown = ValueModel::Reserved { word: "unknown".into(), text: "Okänt".into() };
    vec![
        field("one", vec![inline()]),
        continued,
        field(
            "citation",
            vec![ValueModel::Citation { source_quote: Box::new(source_quote("external")) }],
        ),
        field("two", vec![block, inline()]),
        field("three", vec![unknown]),
        field("four", vec![part(), part()]),
    ]
}

fn most_entry() -> EntryModel {
    let lead = FieldModel {
        marker: Some(SafeHtml::new("<sup>1</sup>")),
        more: Some(link("Visa alla 8")),
        ..field("lead", vec![ValueModel::Inline { html: SafeHtml::new("Rådet") }])
    };
    EntryModel {
        kind: "forum".into(),
        kind_name: Some("Forum".into()),
        lede: Some("En mening.".into()),
        lede_language: Some("en".into()),
        fallback: Some(LanguageFallback { language: "en".into(), name: "engelska".into() }),
        removed: Some(removed()),
        banners: ["replaced", "proposed"].map(banner).to_vec(),
        is_draft: true,
        lead: vec![lead],
        n_facts: 9,
        fields: most_fields(),
        body: Some(BodyModel {
            html: SafeHtml::new("<h2 id=\"rubrik\">R</h2>"),
            language: Some("en".into()),
        }),
        source_text: None,
        versions: None,
        n_relations: 4,
        relations: vec![relation("Leder", None), relation("Leds av", Some("Alla"))],
        children: vec![child("Ett", Some("Mening."), Some(1)), child("Två", None, None)],
        mentions: Some(mentions()),
        tags: vec![link("tagg")],
        sources: Some(sources()),
        questions: vec![QuestionModel {
            link: foreign("Hur många?"),
            body: Some(BodyModel {
                html: SafeHtml::new("<p>Text</p>"),
                language: Some("en".into()),
            }),
            about: vec![foreign("A"), link("B: fält")],
            readings: readings(),
        }],
        readings: readings(),
        is_folded: true,
        answer: Some(BodyModel { html: SafeHtml::new("<p>Svar</p>"), language: None }),
    }
}
