//! The footer of every page: owner, dates, open questions, and how to report an error.

use super::layout::PageMeta;
use super::page_context::PageContext;
use super::{book, calendar, change_feeds, dates, day_comparison_page, guidance};
use crate::schema::{BuiltinType, LocalizedText, UncertainDate};
use crate::site::address;
use crate::site::section_tree::MenuTarget;
use crate::site::{Entry, EntryIndex, EntryOrigin};
use crate::theme::model::{FooterModel, LinkModel};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The maximum number of open questions in a footer.
const MAX_QUESTIONS: usize = 3;

pub(super) fn footer_model(ctx: &PageContext<'_>, page: &PageMeta) -> FooterModel {
    let (config, strings) = (&ctx.site.config, ctx.strings());
    let entry = page.entry.map(|entry_index| ctx.site.entry_at(entry_index));
    let meta = entry.map(|entry| &entry.meta);
    let entry_owner = meta.and_then(|meta| meta.owner.as_ref());
    let date = |date: Option<&UncertainDate>| date.map(|date| dates::date_model(date, strings));
    // Open questions are listed on a written page of a declared site that is not a question itself.
    // What is not given is not mentioned.
    let is_written = config.declared.is_some()
        && entry.is_some_and(|entry| {
            !matches!(entry.origin, EntryOrigin::Mentioned)
                && !entry.entry_type.is(BuiltinType::Question)
        });
    let link = |title_key: &str, address_key: &str| LinkModel {
        title: strings.get_str(title_key).to_owned(),
        href: ctx.href(&ctx.generated_address(address_key)),
        language: None,
    };
    let changes_address = ctx.generated_address("address-changes");
    let changes_path = format!("{}index.html", changes_address.trim_start_matches('/'));
    let written_entry = page.entry.filter(|_| is_written);
    let questions = written_entry.map(|entry_index| open_questions(ctx, entry_index));
    let questions = questions.unwrap_or_default();
    let n_questions = written_entry.map_or(0, |it| ctx.site.questions_naming(it).len());
    // The page has those about its entry in a part of its own.
    let questions_part = (n_questions > 0).then(|| LinkModel {
        title: format!("{} ({n_questions})", strings.get_str("questions")),
        href: "#pakt-questions".to_owned(),
        language: None,
    });
    let n_more = questions.len().saturating_sub(MAX_QUESTIONS);
    let updated = meta.and_then(|meta| meta.updated_in(ctx.localized.language_tag));
    let edit = entry.and_then(|entry| edit_url(ctx, entry));
    FooterModel {
        text: config.footer_text.as_ref().map(|text| ctx.localized_string(text)),
        menu: ctx.site.footer_menu.iter().map(|target| ctx.menu_link(target)).collect(),
        owner: entry_owner.or(config.owner.as_ref()).map(|owner| ctx.localized_text(owner).0),
        contact: config.contact.as_ref().map(|contact| contact_link(ctx, contact)),
        published: date(meta.and_then(|meta| meta.published.as_ref())),
        updated: date(updated.as_ref()),
        reviewed: date(meta.and_then(|meta| meta.reviewed.as_ref())),
        review_by: date(meta.and_then(|meta| meta.review_by.as_ref())),
        as_of: page.as_of.map(|day| dates::day_model(day, strings)),
        edition: ctx.site.settings.edition.clone(),
        questions: questions_part
            .into_iter()
            .chain(questions.into_iter().take(MAX_QUESTIONS).map(|it| ctx.entry_link(it)))
            .collect(),
        more_questions: (n_more > 0)
            .then(|| strings.format("graph-more", &[("count", &n_more.to_string())])),
        report: report_link(ctx, page, edit.as_deref()),
        edit,
        legend: guidance::legend_link(ctx).filter(|_| {
            let is_legend = |target: &MenuTarget| {
                matches!(target, MenuTarget::Entry(entry) if Some(*entry) == ctx.site.legend)
            };
            !ctx.site.footer_menu.iter().any(is_legend)
        }),
        index: Some(link("index", "address-index")),
        tags: ctx.site.has_tags().then(|| link("tags", "address-tags")),
        comparison: (!config.as_of_days.is_empty())
            .then(|| link("comparison", day_comparison_page::ADDRESS_KEY)),
        book: config.has_book.then(|| link("book", book::ADDRESS_KEY)),
        feeds: change_feeds::feed_links(ctx, page.entry),
        calendar: calendar_link(ctx, "calendar", None),
        entry_calendar: page
            .entry
            .and_then(|it| calendar_link(ctx, "calendar-of-page", Some(it))),
        changes: ctx
            .site
            .routes
            .contains_key(changes_path.as_str())
            .then(|| link("changes", "address-changes")),
    }
}

/// Returns a link to a calendar. `None` means that there is none.
fn calendar_link(
    ctx: &PageContext<'_>,
    title_key: &str,
    entry_index: Option<EntryIndex>,
) -> Option<LinkModel> {
    let href = calendar::calendar_href(ctx, entry_index)?;
    Some(LinkModel { title: ctx.strings().get_str(title_key).to_owned(), href, language: None })
}

/// Returns the open questions that the text of an entry links to. Those about the entry are on its
/// page.
fn open_questions(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<EntryIndex> {
    let site = ctx.site;
    let about_entry = site.questions_naming(entry_index);
    let mut questions: Vec<EntryIndex> = Vec::new();
    for candidate in site.linked_entries(entry_index).iter().copied() {
        let is_question = site.entry_at(candidate).entry_type.is(BuiltinType::Question)
            && site.is_published(candidate);
        let is_elsewhere = candidate == entry_index || about_entry.contains(&candidate);
        if is_question && !is_elsewhere && !questions.contains(&candidate) {
            questions.push(candidate);
        }
    }
    questions
}

/// Returns how to report an error on the page: a prepared email, the site's contact address, the
/// page's edit address, or the contact as text.
fn report_link(ctx: &PageContext<'_>, page: &PageMeta, edit: Option<&str>) -> Option<LinkModel> {
    let strings = ctx.strings();
    let contact = ctx.site.config.contact.as_ref().map(|contact| contact_link(ctx, contact));
    let link_to = |href: String| {
        Some(LinkModel { title: strings.get_str("report-link").to_owned(), href, language: None })
    };
    match (contact, edit) {
        (Some(contact), _) if contact.href.starts_with("mailto:") => {
            let address =
                page.addresses.get(ctx.localized.language_index.0).map_or("", String::as_str);
            let page_url = ctx.absolute_url(address).unwrap_or_else(|| address.to_owned());
            let title = [("title", page.title.as_str())];
            let subject = encode_mail_header(&strings.format("report-subject", &title));
            let body = encode_mail_header(&format!(
                "{}\r\n{page_url}\r\n\r\n",
                strings.format("report-body", &title)
            ));
            link_to(format!("{}?subject={subject}&body={body}", contact.href))
        }
        (Some(contact), _) if !contact.href.is_empty() => link_to(contact.href),
        (_, Some(edit)) => link_to(edit.to_owned()),
        (contact, None) => contact,
    }
}

/// What is encoded in a header value of a `mailto:` address (RFC 6068, section 2).
const ENCODED_IN_MAIL_HEADER: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes a header value of a `mailto:` address.
fn encode_mail_header(text: &str) -> String {
    utf8_percent_encode(text, ENCODED_IN_MAIL_HEADER).to_string()
}

/// Returns a contact as a link if it is an email address or a URL, else as text.
fn contact_link(ctx: &PageContext<'_>, contact: &LocalizedText) -> LinkModel {
    let (title, language) = ctx.localized_text(contact);
    let is_web = title.starts_with("https://") || title.starts_with("http://");
    let is_one_word = !title.contains(char::is_whitespace);
    let href = if is_web && is_one_word {
        title.clone()
    } else if is_one_word && title.contains('@') {
        format!("mailto:{}", title.trim_start_matches("mailto:"))
    } else {
        String::new()
    };
    LinkModel { title: title.trim_start_matches("mailto:").to_owned(), href, language }
}

/// Returns the address where the text that is shown can be edited.
fn edit_url(ctx: &PageContext<'_>, entry: &Entry) -> Option<String> {
    let template = ctx.site.config.edit_url.as_ref()?;
    let version =
        entry.language_version(ctx.localized.language_tag).filter(|version| version.file.is_some());
    let path = version.map_or(&entry.span.source().path, |version| &version.body.source().path);
    let is_web = template.starts_with("https://") || template.starts_with("http://");
    (is_web && !path.is_empty()).then(|| template.replace("{path}", &address::percent_encode(path)))
}
