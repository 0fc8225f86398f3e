//! Views: reads what a code block with a name in braces asks for, and selects its entries.
//!
//! [`Site::read_view`](super::Site::read_view) is a pure look-up, like
//! [`Site::resolve_citation`](super::Site::resolve_citation). It is called to check the options,
//! and again to render. `render` decides how a view is shown.

mod view_option;
mod builtin_view;
mod options;
mod select;
mod where_filter;
mod view;
mod kind_options;
mod process_steps;
mod answers;

pub use answers::{AnsweredQuestion, QuestionAnswer};
pub use builtin_view::BuiltinView;
pub use process_steps::ProcessStep;
pub use view::{Apportionment, DateFields, MatrixOptions, TimelineOptions, ViewKind, ViewRequest};
pub use view_option::{
    FILTER_WORDS, OptionFields, TAGS, ViewOptionDef, ViewOptionValue, can_filter_by,
};
