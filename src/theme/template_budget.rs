//! Limits what rendering one template costs: steps and bytes, counted and not timed.
//!
//! A site's templates may contain loops inside loops, and Tera runs them to their end. So each loop
//! and each component of a site with templates of its own counts its rounds: a call of the function
//! [`COUNTER`] is inserted after its tag. The count is that of the thread, because Tera has nothing
//! that a function could change; a template is rendered on one thread and renders nothing else.

use super::template_tags::template_tags;
use crate::diagnostic::{SourceFile, Span};
use std::cell::Cell;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// The maximum number of rounds of loops and components in one template. A list of all pages of the
/// largest sites has a tenth of it.
const MAX_STEPS: usize = 1_000_000;
/// The maximum size of what one template renders, in bytes.
const MAX_OUTPUT_BYTES: usize = 64_000_000;
/// The name of the function that counts.
const COUNTER: &str = "count_step";

thread_local! {
    /// The number of rounds of the template that this thread renders.
    static N_STEPS: Cell<usize> = const { Cell::new(0) };
    /// The number of bytes that it has written.
    static N_BYTES: Cell<usize> = const { Cell::new(0) };
}

/// A template with calls of [`COUNTER`].
#[derive(Clone, Debug)]
pub(super) struct CountedTemplate {
    /// The template as it was written.
    original: Arc<SourceFile>,
    /// The template with the calls.
    pub(super) counted: Arc<SourceFile>,
    insertions: Vec<Insertion>,
}

/// A call that was inserted.
#[derive(Clone, Debug)]
struct Insertion {
    /// The tag in the original that it follows.
    tag: Range<usize>,
    n_bytes: usize,
}

impl CountedTemplate {
    /// Inserts a call into each loop and component of a template.
    pub(super) fn new(original: &Arc<SourceFile>) -> Self {
        let (mut text, mut insertions, mut copied) = (String::new(), Vec::new(), 0);
        for tag in template_tags(&original.text) {
            if !matches!(tag.keyword(), Some("for" | "component")) {
                continue;
            }
            text.push_str(original.text.get(copied..tag.range.end).unwrap_or_default());
            copied = tag.range.end;
            // White space that the tag removes is still removed.
            let ending = if tag.trims_after { "-" } else { "" };
            let call = format!("{{{{ {COUNTER}() {ending}}}}}");
            insertions.push(Insertion { tag: tag.range, n_bytes: call.len() });
            text.push_str(&call);
        }
        text.push_str(original.text.get(copied..).unwrap_or_default());
        let counted = SourceFile { path: original.path.clone(), text: text.into() };
        Self { original: Arc::clone(original), counted: Arc::new(counted), insertions }
    }

    /// Returns the span in the original for one in the counted template. A call is at its tag.
    pub(super) fn original_span(&self, counted: &Span) -> Span {
        let range = counted.range();
        let mut n_inserted = 0;
        for insertion in &self.insertions {
            let start = insertion.tag.end + n_inserted;
            if range.start < start {
                break;
            }
            if range.start < start + insertion.n_bytes {
                return Span::new(&self.original, insertion.tag.clone());
            }
            n_inserted += insertion.n_bytes;
        }
        Span::new(&self.original, range.start - n_inserted..range.end - n_inserted)
    }
}

/// Defines the function [`COUNTER`], which fails when the budget is used up, and `range`, whose
/// elements count too.
pub(super) fn bind_counter(tera: &mut Tera) {
    tera.register_function(COUNTER, |_: Kwargs, _: &State| -> TeraResult<String> {
        count_steps(1)?;
        Ok(String::new())
    });
    tera.register_function("range", |kwargs: Kwargs, _: &State| -> TeraResult<Vec<i64>> {
        let start = kwargs.get::<i64>("start")?.unwrap_or_default();
        let end = kwargs.must_get::<i64>("end")?;
        let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
        let step = usize::try_from(step).ok().filter(|step| *step > 0);
        let step = step.ok_or_else(|| Error::message("`step_by` of `range` is less than 1"))?;
        let n_elements = usize::try_from(end.saturating_sub(start)).unwrap_or_default() / step;
        count_steps(n_elements)?;
        Ok((start..end).step_by(step).collect())
    });
}

/// Counts rounds of loops.
///
/// # Errors
/// The budget is used up.
fn count_steps(n_steps: usize) -> TeraResult<()> {
    N_STEPS.set(N_STEPS.get().saturating_add(n_steps));
    if N_STEPS.get() > MAX_STEPS {
        return Err(Error::message(format!("more than {MAX_STEPS} rounds of loops on a page")));
    }
    if N_BYTES.get() > MAX_OUTPUT_BYTES {
        return Err(Error::message(too_many_bytes()));
    }
    Ok(())
}

fn too_many_bytes() -> String {
    format!("more than {MAX_OUTPUT_BYTES} bytes on a page")
}

/// Renders with a new budget. `render` writes what it renders.
pub(super) fn with_budget(
    render: impl FnOnce(&mut LimitedOutput) -> TeraResult<()>,
) -> TeraResult<String> {
    N_STEPS.set(0);
    N_BYTES.set(0);
    let mut output = LimitedOutput { bytes: Vec::new(), is_full: false };
    match render(&mut output) {
        Err(_) if output.is_full => Err(Error::message(too_many_bytes())),
        Err(error) => Err(error),
        Ok(()) => Ok(String::from_utf8(output.bytes)?),
    }
}

/// Rendered bytes. Loops end at [`MAX_OUTPUT_BYTES`], and everything at twice that.
pub(super) struct LimitedOutput {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for LimitedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > 2 * MAX_OUTPUT_BYTES {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        N_BYTES.set(self.bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_inserted_after_loops_and_components_and_spans_lead_back() {
        let text = "{% for a in b -%}\n x {{ a.c }}{% endfor %}{{ d }}";
        let original = Arc::new(SourceFile { path: "a.html".into(), text: text.into() });
        let template = CountedTemplate::new(&original);
        let counted = &*template.counted.text;
        assert!(counted.starts_with("{% for a in b -%}{{ count_step() -}}\n x"), "{counted}");
        for word in ["a.c", "d }}"] {
            let start = counted.find(word).unwrap();
            let span = Span::new(&template.counted, start..start + word.len());
            assert_eq!(template.original_span(&span).text(), word);
        }
        let call = counted.find("count_step").unwrap();
        let span = template.original_span(&Span::new(&template.counted, call..call + 3));
        assert_eq!(span.text(), "{% for a in b -%}");
    }
}
