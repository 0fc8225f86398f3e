//! Requests of the client about a text, and their answers.

use super::client_features::ClientFeatures;
use super::code_actions::CodeFixContext;
use super::completion::complete;
use super::cursor_target::{CursorTarget, TextPlace};
use super::definitions::{definition, entry_span, references};
use super::file_uri::path_of_uri;
use super::hover::hover_text;
use super::open_documents::OpenDocuments;
use super::published_diagnostics::{DiagnosticFormat, DiagnosticWriter, PublishedDiagnostics};
use super::rename::EntryRenamer;
use super::server_words::{ServerWord, server_word};
use super::symbols::{document_symbols, find_entries};
use super::text_positions::TextPositions;
use super::workspace::{FileUris, Workspace};
use crate::diagnostic::{Diagnostic, ReportLanguage, Span};
use crate::site::{LanguageIndex, LocalizedSite, Site};
use lsp_server::{ErrorCode, RequestId, Response};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CompletionItem,
    CompletionList, CompletionParams, CompletionTextEdit, DocumentSymbolParams,
    DocumentSymbolResponse, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents,
    HoverParams, Location, MarkupContent, MarkupKind, OneOf, PrepareRenameResponse,
    ReferenceParams, RenameParams, SymbolKind, TextDocumentPositionParams, TextEdit, Uri,
    WorkspaceSymbol, WorkspaceSymbolParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a request is answered from.
pub(super) struct RequestContext<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) documents: &'a OpenDocuments,
    pub(super) published: &'a PublishedDiagnostics,
    pub(super) client: ClientFeatures,
    pub(super) language: ReportLanguage,
}

/// Answers a request.
pub(super) fn answer(
    context: &RequestContext<'_>,
    id: RequestId,
    method: &str,
    params: Value,
) -> Response {
    let answered = match method {
        "textDocument/hover" => with_params(params, |params| context.hover(&params)),
        "textDocument/completion" => with_params(params, |params| context.completion(&params)),
        "textDocument/definition" => with_params(params, |params| context.definition(&params)),
        "textDocument/codeAction" => with_params(params, |params| context.code_actions(&params)),
        "textDocument/prepareRename" => {
            with_params(params, |params| context.prepare_rename(&params))
        }
        "textDocument/rename" => return context.rename(id, params),
        "textDocument/references" => with_params(params, |params| context.references(&params)),
        "textDocument/documentSymbol" => {
            with_params(params, |params| context.document_symbols(&params))
        }
        "workspace/symbol" => with_params(params, |params| context.workspace_symbols(&params)),
        method => {
            let message = format!("unknown method {method}");
            return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
        }
    };
    match answered {
        Ok(result) => Response::new_ok(id, result),
        Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}

/// Reads the parameters and returns the result as JSON.
///
/// # Errors
/// The parameters are not those of the request.
fn with_params<P: DeserializeOwned, R: Serialize>(
    params: Value,
    handle: impl FnOnce(P) -> R,
) -> serde_json::Result<Value> {
    serde_json::to_value(handle(serde_json::from_value(params)?))
}

impl<'a> RequestContext<'a> {
    /// Returns the site of all texts as they are.
    fn site(&self) -> &'a Site {
        self.workspace.loaded().site()
    }

    fn place(&self, params: &TextDocumentPositionParams) -> Option<TextPlace> {
        let path = self.content_path(&params.text_document.uri)?;
        TextPlace::new(self.workspace, path, params.position, self.client.encoding)
    }

    fn content_path(&self, uri: &Uri) -> Option<String> {
        self.workspace.content_path(&path_of_uri(uri.as_str())?)
    }

    fn target(&self, params: &TextDocumentPositionParams) -> Option<CursorTarget> {
        self.place(params)?.target(self.site())
    }

    /// Returns the location of a span.
    fn location(&self, uris: &FileUris<'_>, span: &Span) -> Option<Location> {
        let source = span.source();
        let mut positions = TextPositions::new(&source.text, self.client.encoding);
        Some(Location { uri: uris.uri(&source.path)?, range: positions.range(&span.range()) })
    }

    fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let place = self.place(&params.text_document_position_params)?;
        let target = place.target(self.site());
        let is_here = |diagnostic: &&Diagnostic| {
            let range = diagnostic.span.range();
            range.start <= place.offset && place.offset <= range.end && !range.is_empty()
        };
        let diagnostics: Vec<&Diagnostic> =
            self.published.in_file(&place.source.path).iter().filter(is_here).collect();
        let site = self.site();
        let value = hover_text(site, target.as_ref(), &diagnostics, self.language)?;
        let range = target.map(|target| {
            TextPositions::new(&place.source.text, self.client.encoding).range(&target.span.range())
        });
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Some(Hover { contents, range })
    }

    fn completion(&self, params: &CompletionParams) -> Option<CompletionList> {
        let place = self.place(&params.text_document_position)?;
        let mut positions = TextPositions::new(&place.source.text, self.client.encoding);
        let candidates = complete(self.workspace.site(), &place).into_iter().enumerate();
        let items = candidates.map(|(index, candidate)| CompletionItem {
            label: candidate.label,
            kind: Some(candidate.kind),
            detail: candidate.detail,
            filter_text: Some(candidate.filter_text),
            sort_text: Some(format!("{index:04}")),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range: positions.range(&candidate.range),
                new_text: candidate.new_text,
            })),
            ..CompletionItem::default()
        });
        // The candidates depend on what is written, so the client has to ask again.
        Some(CompletionList { is_incomplete: true, items: items.collect() })
    }

    fn definition(&self, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
        let target = self.target(&params.text_document_position_params)?;
        let span = definition(self.site(), &target)?;
        let uris = self.workspace.uris(self.documents);
        self.location(&uris, &span).map(GotoDefinitionResponse::Scalar)
    }

    fn references(&self, params: &ReferenceParams) -> Option<Vec<Location>> {
        let target = self.target(&params.text_document_position)?;
        let uris = self.workspace.uris(self.documents);
        let declaration = definition(self.site(), &target);
        let declaration = declaration.filter(|_| params.context.include_declaration);
        let spans = declaration.into_iter().chain(references(self.site(), &target));
        Some(spans.filter_map(|span| self.location(&uris, &span)).collect())
    }

    fn code_actions(&self, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let position = TextDocumentPositionParams {
            text_document: params.text_document.clone(),
            position: params.range.start,
        };
        let Some(place) = self.place(&position) else { return Vec::new() };
        let source = &place.source;
        let positions = TextPositions::new(&source.text, self.client.encoding);
        let selection = positions.offsets(params.range);
        let is_here = |diagnostic: &&Diagnostic| {
            let range = diagnostic.span.range();
            range.start <= selection.end && selection.start <= range.end
        };
        let diagnostics: Vec<&Diagnostic> =
            self.published.in_file(&source.path).iter().filter(is_here).collect();
        let context = CodeFixContext {
            workspace: self.workspace,
            site: self.site(),
            place: &place,
            selection,
            language: self.language,
            can_create_files: self.client.can_create_files,
        };
        let uris = self.workspace.uris(self.documents);
        let format = DiagnosticFormat { encoding: self.client.encoding, language: self.language };
        let actions = context.fixes(&diagnostics).into_iter().map(|fix| {
            let fixed = fix.diagnostic.map(std::slice::from_ref);
            let fixed = fixed.map(|fixed| DiagnosticWriter::new(&uris, format).write(fixed));
            let kind = match fix.diagnostic {
                Some(_) => CodeActionKind::QUICKFIX,
                None => CodeActionKind::REFACTOR,
            };
            CodeActionOrCommand::CodeAction(CodeAction {
                title: fix.title,
                kind: Some(kind),
                diagnostics: fixed,
                edit: Some(fix.edit.into_workspace_edit(&uris, self.client)),
                is_preferred: Some(fix.is_preferred),
                ..CodeAction::default()
            })
        });
        actions.collect()
    }

    fn renamer(&self) -> EntryRenamer<'a> {
        let can_rename_files = self.client.can_rename_files;
        EntryRenamer { workspace: self.workspace, site: self.site(), can_rename_files }
    }

    fn prepare_rename(&self, params: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
        let place = self.place(params)?;
        let (entry_index, span) = self.renamer().renamed_entry(&place)?;
        let mut positions = TextPositions::new(&place.source.text, self.client.encoding);
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: positions.range(&span.range()),
            placeholder: self.site().entry_at(entry_index).id.to_string(),
        })
    }

    fn rename(&self, id: RequestId, params: Value) -> Response {
        let params: RenameParams = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => {
                return Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string());
            }
        };
        let renamer = self.renamer();
        let place = self.place(&params.text_document_position);
        let renamed = place.and_then(|place| renamer.renamed_entry(&place));
        let edit = match renamed {
            Some((entry_index, _)) => renamer.rename(entry_index, params.new_name.trim()),
            None => Err(ServerWord::NothingToRename),
        };
        match edit {
            Ok(edit) => {
                let uris = self.workspace.uris(self.documents);
                Response::new_ok(id, edit.into_workspace_edit(&uris, self.client))
            }
            Err(word) => {
                let message = server_word(word, self.language);
                Response::new_err(id, ErrorCode::RequestFailed as i32, message)
            }
        }
    }

    fn document_symbols(&self, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
        let path = self.content_path(&params.text_document.uri)?;
        let source = self.workspace.text(&path)?;
        let mut positions = TextPositions::new(&source.text, self.client.encoding);
        let symbols = document_symbols(self.site(), &path, source, &mut positions);
        Some(DocumentSymbolResponse::Nested(symbols))
    }

    fn workspace_symbols(&self, params: &WorkspaceSymbolParams) -> Vec<WorkspaceSymbol> {
        let site = self.site();
        let localized = LocalizedSite::new(site, LanguageIndex::default());
        let uris = self.workspace.uris(self.documents);
        let entries = find_entries(site, &params.query).into_iter();
        let symbols = entries.filter_map(|entry_index| {
            let entry = site.entry_at(entry_index);
            let location = self.location(&uris, &entry_span(site, entry_index)?)?;
            Some(WorkspaceSymbol {
                name: format!("{} ({})", localized.text(&entry.title).0, entry.id),
                kind: SymbolKind::OBJECT,
                tags: None,
                container_name: Some(localized.text(&entry.entry_type.name).0.to_owned()),
                location: OneOf::Left(location),
                data: None,
            })
        });
        symbols.collect()
    }
}
