//! Measures the values of templates, and the filters that make large ones of small ones.

use super::template_budget::count_bytes;
use std::borrow::Cow;
use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// How deeply lists and maps may be nested in a value.
const MAX_DEPTH: usize = 100;
/// What a value takes besides its text.
const BYTES_PER_VALUE: usize = 24;
/// The maximum width of the filter `indent`, as in Tera.
const MAX_INDENT: usize = 1000;

/// Counts the bytes of a value, in whatever it contains.
///
/// # Errors
/// The budget is used up, or the value is nested too deeply.
pub(super) fn count_value(value: &Value) -> TeraResult<()> {
    let mut to_count = vec![(value, 0)];
    while let Some((value, depth)) = to_count.pop() {
        if depth > MAX_DEPTH {
            return Err(Error::message(format!("values nested deeper than {MAX_DEPTH} levels")));
        }
        count_bytes(BYTES_PER_VALUE + value.as_str().map_or(0, str::len))?;
        to_count.extend(value.as_array().into_iter().flatten().map(|item| (item, depth + 1)));
        let items = value.as_map().into_iter().flat_map(|map| map.values());
        to_count.extend(items.map(|item| (item, depth + 1)));
    }
    Ok(())
}

/// Defines the filters whose result can be much larger than their input. They do what Tera's own
/// do, and count the bytes before.
pub(super) fn bind_counted_filters(tera: &mut Tera) {
    tera.register_filter("replace", |text: StringInput<'_>, kwargs: Kwargs, state: &State<'_>| {
        replace(&text, &kwargs, state)
    });
    tera.register_filter("join", |items: &[Value], kwargs: Kwargs, state: &State<'_>| {
        join(items, &kwargs, state)
    });
    tera.register_filter("indent", |text: StringInput<'_>, kwargs: Kwargs, state: &State<'_>| {
        indent(&text, &kwargs, state)
    });
    tera.register_filter("split", |text: &str, kwargs: Kwargs, _: &State<'_>| split(text, &kwargs));
}

fn replace(value: &StringInput<'_>, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let from = kwargs.must_get::<&str>("from")?;
    let to = kwargs.must_get::<StringInput<'_>>("to")?;
    let is_safe = state.autoescaping_enabled() && (value.is_safe() || to.is_safe());
    let (text, to) = match is_safe {
        true => (value.rendered(state)?, to.rendered(state)?),
        false => (Cow::Borrowed(value.as_str()), Cow::Borrowed(to.as_str())),
    };
    count_bytes(text.len().saturating_add(text.matches(from).count().saturating_mul(to.len())))?;
    let text = &text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(text) } else { Value::normal_string(text) })
}

fn join(items: &[Value], kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let separator = kwargs.get::<StringInput<'_>>("sep")?;
    let has_safe_item = || items.iter().any(|item| item.is_string() && item.is_safe());
    let is_safe = state.autoescaping_enabled()
        && (has_safe_item() || separator.as_ref().is_some_and(StringInput::is_safe));
    let separator = match &separator {
        Some(separator) if is_safe => separator.rendered(state)?,
        Some(separator) => Cow::Borrowed(separator.as_str()),
        None => Cow::Borrowed(""),
    };
    let mut joined = String::new();
    for (index, item) in items.iter().enumerate() {
        count_value(item)?;
        count_bytes(separator.len())?;
        if index > 0 {
            joined.push_str(&separator);
        }
        match is_safe {
            true if item.is_undefined() => {}
            true if item.is_safe() => joined.push_str(&item.to_string()),
            true => joined.push_str(&state.escape(&item.to_string())?),
            false => joined.push_str(&item.to_string()),
        }
    }
    let text = &joined;
    Ok(if is_safe { Value::safe_string(text) } else { Value::normal_string(text) })
}

fn indent(value: &StringInput<'_>, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let width = kwargs.get::<usize>("width")?.unwrap_or(4).min(MAX_INDENT);
    let sign = kwargs.get::<StringInput<'_>>("indentation")?;
    let indents_first = kwargs.get::<bool>("first")?.unwrap_or(false);
    let indents_blank = kwargs.get::<bool>("blank")?.unwrap_or(false);
    if sign.as_ref().is_some_and(|sign| sign.as_str().chars().count() != 1) {
        let problem = "The `indentation` argument must contain exactly one character";
        return Err(Error::message(problem));
    }
    let is_safe = state.autoescaping_enabled()
        && (value.is_safe() || sign.as_ref().is_some_and(StringInput::is_safe));
    let text = if is_safe { value.rendered(state)? } else { Cow::Borrowed(value.as_str()) };
    let sign = match &sign {
        Some(sign) if is_safe => sign.rendered(state)?,
        Some(sign) => Cow::Borrowed(sign.as_str()),
        None => Cow::Borrowed(" "),
    };
    let indentation = sign.repeat(width);
    let mut indented = String::with_capacity(text.len());
    for (index, line) in text.lines().enumerate() {
        let is_indented = match index {
            0 => indents_first,
            _ => !line.is_empty() || indents_blank,
        };
        count_bytes(line.len() + 1 + if is_indented { indentation.len() } else { 0 })?;
        if index > 0 {
            indented.push('\n');
        }
        if is_indented {
            indented.push_str(&indentation);
        }
        indented.push_str(line);
    }
    if text.ends_with('\n') {
        indented.push('\n');
    }
    let text = &indented;
    Ok(if is_safe { Value::safe_string(text) } else { Value::normal_string(text) })
}

fn split(text: &str, kwargs: &Kwargs) -> TeraResult<Value> {
    let pattern = kwargs.must_get::<&str>("pat")?;
    let n_parts = text.matches(pattern).count() + 1;
    count_bytes(text.len().saturating_add(n_parts.saturating_mul(BYTES_PER_VALUE)))?;
    Ok(Value::from(text.split(pattern).map(Value::from).collect::<Vec<Value>>()))
}
