//! Calendars (RFC 5545) of deadlines, ends and reviews: of the site, and of each entry that dates
//! concern.

use super::calendar_text::{event_description, event_summary, is_tentative};
use super::page_context::PageContext;
use crate::files::{Sha256Digest, to_hex};
use crate::schema::PartialDate;
use crate::site::EntryIndex;
use crate::site::calendar_index::CalendarDate;

/// The longest line in bytes, without its end (RFC 5545, section 3.1).
const MAX_LINE_BYTES: usize = 75;
/// The digits of a digest that are enough to tell events apart.
const UID_BYTES: usize = 16;

/// Returns the link to the calendar of the site, or of an entry. `None` means that there is none.
pub(super) fn calendar_href(
    ctx: &PageContext<'_>,
    entry_index: Option<EntryIndex>,
) -> Option<String> {
    let file_name = format!("{}.ics", ctx.strings().get_str("address-calendar"));
    let address = match entry_index {
        Some(entry_index) => ctx
            .site
            .has_own_calendar(entry_index)
            .then(|| format!("{}{file_name}", ctx.entry_address(entry_index)))?,
        None => {
            let language_index = ctx.localized.language_index;
            let address = ctx.site.language_prefixed(language_index, &file_name);
            ctx.site.has_calendar().then(|| address.trim_end_matches('/').to_owned())?
        }
    };
    ctx.site.routes.contains_key(address.trim_start_matches('/')).then(|| ctx.href(&address))
}

/// Renders the calendar of the site, or of an entry.
pub(super) fn calendar_file(ctx: &PageContext<'_>, entry_index: Option<EntryIndex>) -> String {
    let strings = ctx.strings();
    let title = match entry_index {
        Some(entry_index) => ctx.entry_title(entry_index).0,
        None => ctx.site_title(),
    };
    let name = strings.format("calendar-title", &[("title", &title)]);
    let mut writer = CalendarWriter { ctx, text: String::new() };
    writer.push_line("BEGIN:VCALENDAR");
    writer.push_line("VERSION:2.0");
    writer.push_line("PRODID:-//pakt//pakt//EN");
    writer.push_line("CALSCALE:GREGORIAN");
    writer.push_line("METHOD:PUBLISH");
    writer.push_text("NAME", &name);
    writer.push_text("X-WR-CALNAME", &name);
    for date in ctx.site.calendar_dates(entry_index) {
        writer.push_event(date);
    }
    writer.push_line("END:VCALENDAR");
    writer.text
}

struct CalendarWriter<'c, 'a> {
    ctx: &'c PageContext<'a>,
    text: String,
}

impl CalendarWriter<'_, '_> {
    fn push_event(&mut self, date: &CalendarDate) {
        let ctx = self.ctx;
        let entry = ctx.site.entry_at(date.entry);
        let named = date.kind.statement().and_then(|position| entry.named_statement_at(position));
        let named = named.as_ref();
        self.push_line("BEGIN:VEVENT");
        self.push_line(&format!("UID:{}", event_uid(ctx, date)));
        // The clock would make builds differ.
        let changed = [&entry.meta.updated, &entry.meta.published];
        let changed = changed.into_iter().find_map(|date| date.as_ref()?.value);
        let stamp = changed.map_or_else(|| "19700101".to_owned(), basic_date);
        self.push_line(&format!("DTSTAMP:{stamp}T000000Z"));
        self.push_line(&format!("DTSTART;VALUE=DATE:{}", basic_date(date.day)));
        let summary = event_summary(ctx, date, named);
        let language = &ctx.localized.language_tag.0;
        self.push_text(&format!("SUMMARY;LANGUAGE={language}"), &summary);
        let url = ctx.absolute_url(ctx.entry_address(date.entry));
        let lines: Vec<String> = named
            .map(|named| event_description(ctx, date, named))
            .into_iter()
            .flatten()
            .chain(url.clone())
            .collect();
        if !lines.is_empty() {
            self.push_text(&format!("DESCRIPTION;LANGUAGE={language}"), &lines.join("\n"));
        }
        if let Some(url) = url {
            self.push_line(&format!("URL:{url}"));
        }
        if named.is_some_and(|named| is_tentative(ctx, named)) {
            self.push_line("STATUS:TENTATIVE");
        }
        self.push_line("TRANSP:TRANSPARENT");
        self.push_line("END:VEVENT");
    }

    /// Appends a property whose value is a text.
    fn push_text(&mut self, name: &str, text: &str) {
        self.push_line(&format!("{name}:{}", escape_text(text)));
    }

    /// Appends a line, folded so that no line is too long and no character is split.
    fn push_line(&mut self, line: &str) {
        let mut n_bytes = 0;
        for char in line.chars() {
            if n_bytes + char.len_utf8() > MAX_LINE_BYTES {
                self.text.push_str("\r\n ");
                n_bytes = 1;
            }
            self.text.push(char);
            n_bytes += char.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// Returns the identifier of an event, the same in every calendar of the site.
fn event_uid(ctx: &PageContext<'_>, date: &CalendarDate) -> String {
    let digest = Sha256Digest::of_bytes(date.identity.as_bytes());
    let digest = to_hex(digest.bytes().get(..UID_BYTES).unwrap_or_default());
    let url = ctx.absolute_url("/");
    let host = url.as_deref().and_then(host_of_url);
    format!("{digest}@{}", host.unwrap_or("pakt"))
}

/// Returns the host of an absolute address, without its port. An IPv6 address has its brackets.
fn host_of_url(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    // Before the port, a colon is only within brackets.
    let port_search = authority.rfind(']').unwrap_or_default();
    let port = authority.get(port_search..)?.find(':');
    authority.get(..port.map_or(authority.len(), |offset| port_search + offset))
}

/// Returns a day as `20140401`.
fn basic_date(day: PartialDate) -> String {
    day.first_day().to_string().replace('-', "")
}

/// Escapes a text (RFC 5545, section 3.3.11). Control characters are left out.
fn escape_text(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.trim().chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::host_of_url;

    #[test]
    fn a_host_has_no_port_and_keeps_its_brackets() {
        for (url, host) in [
            ("https://example.org/lease/", "example.org"),
            ("http://example.org:8080/", "example.org"),
            ("http://[::1]/", "[::1]"),
            ("http://[2001:db8::1]:8080/a:b/", "[2001:db8::1]"),
        ] {
            assert_eq!(host_of_url(url), Some(host));
        }
    }
}
