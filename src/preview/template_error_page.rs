//! The page that is shown if a template fails and no earlier theme can render the page.

use crate::devserver::RouteResponse;
use crate::diagnostic::sanitize::escape_invisible;
use crate::diagnostic::{Diagnostic, ReportLanguage};
use crate::render::body::escape_html;

/// Returns a page with the error of a template.
pub(super) fn template_error_page(
    diagnostic: &Diagnostic,
    language: ReportLanguage,
) -> RouteResponse {
    let position = diagnostic.span.start_position();
    let path = &diagnostic.span.source().path;
    let location = format!("{path}:{}:{}", position.line, position.column);
    let help = diagnostic.kind.help(language).unwrap_or_default();
    let page = format!(
        "<!doctype html>\n<html lang=\"{language_tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{code}</title>\n</head>\n\
         <body>\n<main>\n<h1>{code}</h1>\n<p>{message}</p>\n<p><code>{location}</code></p>\n\
         <p>{help}</p>\n</main>\n</body>\n</html>\n",
        language_tag = language.language_tag(),
        code = diagnostic.code().code_name(),
        message = escape_html(&diagnostic.message(language)),
        location = escape_html(&escape_invisible(&location)),
        help = escape_html(&help),
    );
    RouteResponse::html(500, page.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devserver::ResponseBody;
    use crate::diagnostic::{SourceFile, Span, rules};
    use std::sync::Arc;

    #[test]
    fn the_text_of_a_template_error_is_escaped() {
        let source = SourceFile { path: "themes/<x>/a.html".into(), text: "".into() };
        let kind = rules::TemplateError { problem: "<script>".into() };
        let diagnostic = Diagnostic::new(Span::start_of(&Arc::new(source)), kind);
        let response = template_error_page(&diagnostic, ReportLanguage::Swedish);
        let ResponseBody::Bytes(bytes) = response.body else { unreachable!("a page") };
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
        assert!(page.contains("themes/&lt;x&gt;/a.html:1:1"), "{page}");
        assert_eq!(response.status, 500);
    }
}
