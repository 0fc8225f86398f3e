//! The texts of the development server, in the language of the user.

use crate::devserver::ServerMessages;
use crate::diagnostic::ReportLanguage;

/// Returns the texts of the server's own responses.
pub fn server_messages(language: ReportLanguage) -> ServerMessages {
    match language {
        ReportLanguage::English => ServerMessages {
            foreign_request: "the preview answers only its own pages, under its own address",
            method_not_allowed: "the preview can only be read",
            unknown_internal_path: "the preview has no such address",
            responder_panicked: "pakt failed while it made this page; this is a bug in pakt",
            ..ServerMessages::default()
        },
        ReportLanguage::Swedish => ServerMessages {
            malformed_request: "begäran är felaktigt formad",
            foreign_request: "förhandsvisningen svarar bara sina egna sidor, \
                              under sin egen adress",
            method_not_allowed: "förhandsvisningen kan bara läsas",
            unknown_internal_path: "förhandsvisningen har ingen sådan adress",
            file_is_missing: "filen fanns alldeles nyss, men inte längre",
            responder_panicked: "pakt kunde inte bygga sidan; det är ett fel i pakt",
            redirect_leaves_site: "omdirigeringen har ett mål utanför webbplatsen",
            too_many_streams: "för många flikar är öppna",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_translated() {
        let text = |language| format!("{:?}", server_messages(language));
        let (english, swedish) = (text(ReportLanguage::English), text(ReportLanguage::Swedish));
        for message in english.split('"').skip(1).step_by(2) {
            assert!(!swedish.contains(message), "{message}");
        }
    }
}
