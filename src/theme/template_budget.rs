//! Limits what rendering one template costs: steps and bytes, counted and not timed.
//!
//! A site's templates may contain loops inside loops, and Tera runs them to their end. So calls
//! that count are inserted into each template of a site with templates of its own
//! (`template_calls.rs`).
//! The counts are those of the thread, because Tera has nothing that a function could change; a
//! template is rendered on one thread and renders nothing else.

use super::template_calls::{
    COUNT_STEP, COUNT_VALUE, COUNTED_LIST, COUNTED_VALUE, Insertion, LITERAL_BYTES, counting_calls,
};
use super::template_tags::template_tags;
use super::value_size::{bind_counted_filters, count_value};
use crate::diagnostic::{SourceFile, Span};
use std::cell::Cell;
use std::io::{self, Write};
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The maximum number of rounds of loops and components in one template. A list of all pages of the
/// largest sites has a tenth of it.
const MAX_STEPS: usize = 1_000_000;
/// The maximum size of what one template renders, and of all values that it makes, in bytes.
const MAX_OUTPUT_BYTES: usize = 64_000_000;

thread_local! {
    /// The number of rounds of the template that this thread renders.
    static N_STEPS: Cell<usize> = const { Cell::new(0) };
    /// The number of bytes that it has written.
    static N_BYTES: Cell<usize> = const { Cell::new(0) };
    /// The number of bytes of the values that it has made.
    static N_VALUE_BYTES: Cell<usize> = const { Cell::new(0) };
}

/// A template with calls that count.
#[derive(Clone, Debug)]
pub(super) struct CountedTemplate {
    /// The template as it was written.
    original: Arc<SourceFile>,
    /// The template with the calls.
    pub(super) counted: Arc<SourceFile>,
    insertions: Vec<Insertion>,
}

impl CountedTemplate {
    /// Inserts the calls into a template.
    pub(super) fn new(original: &Arc<SourceFile>) -> Self {
        let insertions = counting_calls(&template_tags(&original.text));
        let (mut text, mut copied) = (String::new(), 0);
        for insertion in &insertions {
            text.push_str(original.text.get(copied..insertion.offset).unwrap_or_default());
            text.push_str(&insertion.text);
            copied = insertion.offset;
        }
        text.push_str(original.text.get(copied..).unwrap_or_default());
        let counted = SourceFile { path: original.path.clone(), text: text.into() };
        Self { original: Arc::clone(original), counted: Arc::new(counted), insertions }
    }

    /// Returns the span in the original for one in the counted template. What is inserted is at its
    /// tag.
    pub(super) fn original_span(&self, counted: &Span) -> Span {
        let range = counted.range();
        let mut n_inserted = 0;
        let (mut n_before_start, mut n_before_end) = (0, 0);
        for insertion in &self.insertions {
            let start = insertion.offset + n_inserted;
            let end = start + insertion.text.len();
            if (start..end).contains(&range.start) {
                return Span::new(&self.original, insertion.tag.clone());
            }
            n_inserted += insertion.text.len();
            if end <= range.start {
                n_before_start = n_inserted;
            }
            // An expression may end in what is inserted after it.
            n_before_end += insertion.text.len().min(range.end.saturating_sub(start));
        }
        Span::new(&self.original, range.start - n_before_start..range.end - n_before_end)
    }
}

/// Defines the functions that count and fail when the budget is used up, `range`, whose elements
/// count too, and the filters that make long texts of short ones.
pub(super) fn bind_counter(tera: &mut Tera) {
    tera.register_function(COUNT_STEP, |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        count_steps(1)?;
        for (name, value) in kwargs.iter() {
            match value.as_u64() {
                Some(n_bytes) if name.as_str() == Some(LITERAL_BYTES) => {
                    count_bytes(usize::try_from(n_bytes).unwrap_or(usize::MAX))?;
                }
                _ => count_value(value)?,
            }
        }
        Ok(String::new())
    });
    tera.register_function(COUNT_VALUE, |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        kwargs.get::<&Value>("value")?.map_or(Ok(()), count_value)?;
        Ok(String::new())
    });
    tera.register_function(COUNTED_VALUE, |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let Some(value) = kwargs.get::<&Value>("value")? else { return Ok(Value::undefined()) };
        count_value(value)?;
        Ok(value.clone())
    });
    tera.register_function(COUNTED_LIST, |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let Some(value) = kwargs.get::<&Value>("value")? else { return Ok(Value::undefined()) };
        count_steps(value.len().unwrap_or_default())?;
        Ok(value.clone())
    });
    bind_counted_filters(tera);
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

/// Counts bytes of values.
///
/// # Errors
/// The budget is used up.
pub(super) fn count_bytes(n_bytes: usize) -> TeraResult<()> {
    N_VALUE_BYTES.set(N_VALUE_BYTES.get().saturating_add(n_bytes));
    if N_VALUE_BYTES.get() > MAX_OUTPUT_BYTES {
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
    N_VALUE_BYTES.set(0);
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
        let call = counted.find(COUNT_STEP).unwrap();
        let span = template.original_span(&Span::new(&template.counted, call..call + 3));
        assert_eq!(span.text(), "{% for a in b -%}");
    }
}
