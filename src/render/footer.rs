//! The foot of every page: who answers for it, its dates, what is unclear on it, and how to report
//! a fault.

use super::dates;
use super::layout::PageMeta;
use super::model::{DateModel, FooterModel, LinkModel};
use super::page_context::PageContext;
use crate::schema::{BuiltinType, LocalizedText, UncertainDate, builtin};
use crate::site::address;
use crate::site::{Entry, EntryIndex, EntryOrigin};

/// How many open questions a foot names.
const MAX_QUESTIONS: usize = 5;

pub(super) fn footer_model(ctx: &PageContext<'_>, subject: &PageMeta) -> FooterModel {
    let (config, strings) = (&ctx.site.config, ctx.strings());
    let entry = subject.entry.map(|entry_index| ctx.site.entry_at(entry_index));
    let meta = entry.map(|entry| &entry.meta);
    let own = meta.and_then(|meta| meta.owner.as_ref());
    let date = |date: Option<&UncertainDate>| date.map(|date| dates::date_model(date, strings));
    // A page that somebody wrote says so too when nobody gave it a date.
    let is_written = entry.is_some_and(|entry| !matches!(entry.origin, EntryOrigin::Mentioned));
    let is_told = is_written && config.declared.is_some();
    let missing = || {
        is_told.then(|| DateModel {
            words: strings.get_str("date-not-given").to_owned(),
            machine: None,
        })
    };
    let link = |key: &str, address: &str| LinkModel {
        title: strings.get_str(key).to_owned(),
        href: ctx.href(&ctx.generated_address(address)),
        language: None,
    };
    let changes = ctx.generated_address("address-changes");
    let changes = format!("{}index.html", changes.trim_start_matches('/'));
    let questions =
        subject.entry.filter(|_| is_told).map(|entry_index| open_questions(ctx, entry_index));
    let questions = questions.unwrap_or_default();
    let n_more = questions.len().saturating_sub(MAX_QUESTIONS);
    let edit = entry.and_then(|entry| edit_url(ctx, entry));
    FooterModel {
        owner: own.or(config.owner.as_ref()).map(|owner| ctx.localized_text(owner).0),
        contact: config.contact.as_ref().map(|contact| self::contact_link(ctx, contact)),
        published: date(meta.and_then(|meta| meta.published.as_ref())),
        updated: date(meta.and_then(|meta| meta.updated.as_ref())).or_else(missing),
        reviewed: date(meta.and_then(|meta| meta.reviewed.as_ref())).or_else(missing),
        review_by: date(meta.and_then(|meta| meta.review_by.as_ref())),
        as_of: None,
        tells_questions: is_told
            && ctx.site.has_questions
            && entry.is_some_and(|entry| !entry.kind.is(BuiltinType::Question)),
        questions: questions
            .into_iter()
            .take(MAX_QUESTIONS)
            .map(|entry_index| ctx.entry_link(entry_index))
            .collect(),
        more_questions: (n_more > 0)
            .then(|| strings.format("graph-more", &[("count", &n_more.to_string())])),
        report: report_link(ctx, subject, edit.as_deref()),
        edit,
        index: Some(link("index", "address-index")),
        tags: ctx.site.has_tags().then(|| link("tags", "address-tags")),
        changes: ctx
            .site
            .routes
            .contains_key(changes.as_str())
            .then(|| link("changes", "address-changes")),
    }
}

/// Open questions: those about the page's entry, then those that its text leads to.
fn open_questions(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<EntryIndex> {
    let site = ctx.site;
    let own = site
        .incoming_relations(entry_index)
        .iter()
        .filter(|one| *one.field == *builtin::question::ABOUT)
        .map(|one| one.from);
    let mut found: Vec<EntryIndex> = Vec::new();
    for one in own.chain(site.linked_entries(entry_index).iter().copied()) {
        let is_question =
            site.entry_at(one).kind.is(BuiltinType::Question) && site.is_published(one);
        if is_question && one != entry_index && !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// How to report a fault on the page: a letter that names the page, the address that the site
/// gives, the place where the text can be changed, or the site's own words.
fn report_link(ctx: &PageContext<'_>, subject: &PageMeta, edit: Option<&str>) -> Option<LinkModel> {
    let strings = ctx.strings();
    let contact = ctx.site.config.contact.as_ref().map(|contact| self::contact_link(ctx, contact));
    let titled = |href: String| {
        Some(LinkModel { title: strings.get_str("report-link").to_owned(), href, language: None })
    };
    match (contact, edit) {
        (Some(contact), _) if contact.href.starts_with("mailto:") => {
            let address = subject.addresses.get(ctx.language_index.0).map_or("", String::as_str);
            let place = ctx.absolute_url(address).unwrap_or_else(|| address.to_owned());
            let title = [("title", subject.title.as_str())];
            let subject = encode_mail_header(&strings.format("report-subject", &title));
            let body = encode_mail_header(&format!(
                "{}\r\n{place}\r\n\r\n",
                strings.format("report-body", &title)
            ));
            titled(format!("{}?subject={subject}&body={body}", contact.href))
        }
        (Some(contact), _) if !contact.href.is_empty() => titled(contact.href),
        (_, Some(edit)) => titled(edit.to_owned()),
        (contact, None) => contact,
    }
}

/// What a header of a letter may hold of an address of mail: RFC 6068.
fn encode_mail_header(text: &str) -> String {
    use std::fmt::Write as _;
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                written.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => drop(write!(written, "%{byte:02X}")),
        }
    }
    written
}

/// A contact that is an address of mail or of the web is a link; other words are words.
fn contact_link(ctx: &PageContext<'_>, contact: &LocalizedText) -> LinkModel {
    let (title, language) = ctx.localized_text(contact);
    let is_web = title.starts_with("https://") || title.starts_with("http://");
    let is_plain = !title.contains(char::is_whitespace);
    let href = if is_web && is_plain {
        title.clone()
    } else if is_plain && title.contains('@') {
        format!("mailto:{}", title.trim_start_matches("mailto:"))
    } else {
        String::new()
    };
    LinkModel { title: title.trim_start_matches("mailto:").to_owned(), href, language }
}

/// Where the text that is shown can be edited.
fn edit_url(ctx: &PageContext<'_>, entry: &Entry) -> Option<String> {
    let template = ctx.site.config.edit_url.as_ref()?;
    let shown = entry.language_version(ctx.language_tag).filter(|version| version.file.is_some());
    let path = shown.map_or(&entry.span.source().path, |version| &version.body.source().path);
    let is_web = template.starts_with("https://") || template.starts_with("http://");
    (is_web && !path.is_empty()).then(|| template.replace("{path}", &address::percent_encode(path)))
}
