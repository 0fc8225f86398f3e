//! What an editor begins with, as texts: the files of a new site, and of a new entry.
//!
//! Input: the name of a template and a language, or a site, a type and a title. Output: the paths
//! and contents of files. Nothing is written here: `project` creates the files.
//!
//! ```
//! use pakt::scaffold::{TemplateLanguage, TemplateName, site_files};
//!
//! let files = site_files(TemplateName::Agreement, TemplateLanguage::En);
//! assert!(files.contains_key("content/site.yaml") && files.contains_key("README.md"));
//! ```

mod entry_outline;
mod site_template;

pub(crate) use entry_outline::{entry_outline, missing_document_fields};
pub use site_template::{TemplateLanguage, TemplateName, site_files};
