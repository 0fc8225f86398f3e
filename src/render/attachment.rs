//! Links to attached files, with type and size, and a warning if the file has no text version.

use super::body::escape_html;
use super::page_context::PageContext;
use crate::files::file_name;
use crate::site::{EntryIndex, address};

/// Returns a link to the file that a field names.
pub(super) fn attachment_link(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    name: &str,
) -> String {
    let entry = ctx.site.entry_at(entry_index);
    let Some(path) = ctx.site.resolve_relative_path(entry, name) else {
        return format!(r#"<span class="broken">{}</span>"#, escape_html(name));
    };
    if !ctx.site.assets.contains_key(path.as_str()) {
        return escape_html(name);
    }
    let href = ctx.href(&format!("/{}", address::asset_address(&path)));
    let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
    let file_name = file_name(&path);
    let link = format!(
        r#"<a href="{}">{}</a> <span class="file">({})</span>"#,
        escape_html(&href),
        escape_html(file_name),
        escape_html(&attachment_details(ctx, &path)),
    );
    if is_pdf && !ctx.site.has_readable_text(entry_index) && !ctx.site.has_sibling_text(&path) {
        let warning = escape_html(ctx.strings().get_str("file-only"));
        return format!(r#"{link} <small class="said">{warning}</small>"#);
    }
    link
}

/// Returns the type and size of a file of the content folder, as in `PDF, 12 kB`.
pub(super) fn attachment_details(ctx: &PageContext<'_>, path: &str) -> String {
    let name = file_name(path);
    let file_type = name.rsplit_once('.').map(|(_, extension)| extension.to_uppercase());
    let asset = ctx.site.assets.get(path).and_then(|file| file.asset);
    let size = asset.map(|asset| format_file_size(ctx, asset.size_bytes));
    file_type.into_iter().chain(size).collect::<Vec<_>>().join(", ")
}

/// Formats a file size in decimal kilobytes or megabytes.
fn format_file_size(ctx: &PageContext<'_>, bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1_000).max(1);
    let (string_key, digits) = match kilobytes {
        0..1_000 => ("kilobytes", kilobytes.to_string()),
        _ => {
            let tenths = kilobytes.div_ceil(100);
            ("megabytes", format!("{}.{}", tenths / 10, tenths % 10))
        }
    };
    let number = ctx.strings().format_number(&digits);
    ctx.strings().format(string_key, &[("number", &number)])
}
