//! Finds where calls that count rounds and bytes are inserted into a template.
//!
//! Tera has no limit for values: `s ~ s` in a loop doubles a text until there is no memory left.
//! So what an assignment, an argument, a list comprehension or a capture makes is counted as soon
//! as it exists. What is made of it in one expression is at most a few times as large.

use super::template_tags::TemplateTag;
use std::ops::Range;

/// Counts a round, and the size of its arguments.
pub(super) const COUNT_STEP: &str = "count_step";
/// Counts the size of its argument, and returns nothing.
pub(super) const COUNT_VALUE: &str = "count_value";
/// Counts the size of its argument, and returns it.
pub(super) const COUNTED_VALUE: &str = "counted_value";
/// Counts a round for each element of its argument, and returns it.
pub(super) const COUNTED_LIST: &str = "counted_list";
/// The argument of [`COUNT_STEP`] that is a number of bytes.
pub(super) const LITERAL_BYTES: &str = "literal_bytes";

/// A text that is inserted into a template.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    /// Where it is inserted.
    pub(super) offset: usize,
    pub(super) text: String,
    /// The tag that it belongs to, to which an error in it is attributed.
    pub(super) tag: Range<usize>,
}

/// Returns what is inserted into a template with these tags, in order.
pub(super) fn counting_calls(tags: &[TemplateTag<'_>]) -> Vec<Insertion> {
    let mut writer = CallWriter::default();
    for (index, tag) in tags.iter().enumerate() {
        writer.add_tag(tag, tags.get(index + 1..).unwrap_or_default());
    }
    writer.insertions.sort_by_key(|insertion| insertion.offset);
    writer.insertions
}

#[derive(Default)]
struct CallWriter<'t> {
    insertions: Vec<Insertion>,
    /// The names of the open `{% set name %}`; of other captures, nothing.
    captures: Vec<Option<&'t str>>,
    n_open_loops: usize,
    is_in_component: bool,
}

impl<'t> CallWriter<'t> {
    fn add_tag(&mut self, tag: &TemplateTag<'t>, following: &[TemplateTag<'t>]) {
        self.wrap_comprehensions(tag);
        match tag.keyword() {
            Some("for") => {
                self.n_open_loops += 1;
                let literal = self.is_collected().then(|| {
                    let end = end_of_loop(following).unwrap_or(tag.range.end);
                    format!("{LITERAL_BYTES}={}", end.saturating_sub(tag.range.end))
                });
                self.insert_after(tag, &call(COUNT_STEP, &literal.unwrap_or_default()));
            }
            Some("endfor") => self.n_open_loops = self.n_open_loops.saturating_sub(1),
            Some("component") => {
                (self.is_in_component, self.n_open_loops) = (true, 0);
                let arguments = parameter_names(tag.content).map(|name| format!("{name}={name}"));
                let arguments = arguments.collect::<Vec<_>>().join(", ");
                self.insert_after(tag, &call(COUNT_STEP, &arguments));
            }
            Some("endcomponent") => self.is_in_component = false,
            Some("set" | "set_global") => match tag.content.split_once('=') {
                Some((_, value)) if is_path(value) => {}
                Some(_) => self.count_variable(tag, tag.name()),
                None => self.captures.push(tag.name()),
            },
            Some("filter") => self.captures.push(None),
            Some("endset" | "endfilter") => {
                let name = self.captures.pop().flatten();
                self.count_variable(tag, name);
            }
            Some(_) => {}
            None if tag.is_block && tag.content.starts_with("</") => {
                self.captures.pop();
            }
            None if tag.is_block => {
                if tag.content.starts_with('<') && !tag.content.ends_with('/') {
                    self.captures.push(None);
                }
            }
            None => self.wrap_printed(tag),
        }
    }

    /// Returns whether what is printed here may be collected in a value.
    fn is_collected(&self) -> bool {
        !self.captures.is_empty() || self.is_in_component && self.n_open_loops > 0
    }

    fn insert_after(&mut self, tag: &TemplateTag<'_>, call: &str) {
        // White space that the tag removes is still removed.
        let ending = if tag.trims_after { "-" } else { "" };
        let text = format!("{{{{ {call} {ending}}}}}");
        self.insertions.push(Insertion { offset: tag.range.end, text, tag: tag.range.clone() });
    }

    fn count_variable(&mut self, tag: &TemplateTag<'_>, name: Option<&str>) {
        if let Some(name) = name {
            self.insert_after(tag, &call(COUNT_VALUE, &format!("value={name}")));
        }
    }

    fn wrap_printed(&mut self, tag: &TemplateTag<'_>) {
        let is_call = tag.content.starts_with('<') || tag.content.starts_with("super(");
        if self.is_collected() && !is_call && !tag.content.is_empty() {
            self.wrap(tag, 0..tag.content.len(), COUNTED_VALUE);
        }
    }

    fn wrap_comprehensions(&mut self, tag: &TemplateTag<'_>) {
        for comprehension in comprehensions(tag.content) {
            self.wrap(tag, comprehension.element, COUNTED_VALUE);
            self.wrap(tag, comprehension.list, COUNTED_LIST);
        }
    }

    /// Makes an expression the argument of a function. `range` is in the content of the tag.
    fn wrap(&mut self, tag: &TemplateTag<'_>, range: Range<usize>, function: &str) {
        let (start, tag_range) = (tag.content_start, tag.range.clone());
        let text = format!("{function}(value=");
        self.insertions.push(Insertion {
            offset: start + range.start,
            text,
            tag: tag_range.clone(),
        });
        let text = ")".to_owned();
        self.insertions.push(Insertion { offset: start + range.end, text, tag: tag_range });
    }
}

fn call(function: &str, arguments: &str) -> String {
    format!("{function}({arguments})")
}

/// Returns the offset at which the loop before these tags ends.
fn end_of_loop(following: &[TemplateTag<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for tag in following {
        match tag.keyword() {
            Some("for") => depth += 1,
            Some("endfor") if depth == 0 => return Some(tag.range.start),
            Some("endfor") => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Returns whether an expression only names a value that exists: `page.title`.
fn is_path(expression: &str) -> bool {
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | ' ');
    expression.chars().all(is_part)
}

/// Returns the names of the parameters of `component name(a: map, b: string = "x")`.
fn parameter_names(content: &str) -> impl Iterator<Item = &str> {
    let inside = content.split_once('(').map_or("", |(_, after)| after);
    let mut starts = vec![0];
    let mut depth = 0_usize;
    for (offset, byte) in unquoted_bytes(inside) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => starts.push(offset + 1),
            _ => {}
        }
    }
    starts.into_iter().filter_map(|start| {
        let parameter = inside.get(start..)?.trim_start();
        let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let name = parameter.split(|char: char| !is_name(char)).next()?;
        name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_').then_some(name)
    })
}

/// A list comprehension, `[element for name in list if condition]`.
struct Comprehension {
    element: Range<usize>,
    list: Range<usize>,
}

/// Returns the list comprehensions of an expression, the inner ones too.
fn comprehensions(content: &str) -> Vec<Comprehension> {
    if !content.contains('[') || !content.contains(" for ") {
        return Vec::new();
    }
    let mut comprehensions = Vec::new();
    // For each open bracket: where its content begins, and what of a comprehension was read.
    let mut open: Vec<(usize, Option<Range<usize>>, Option<usize>)> = Vec::new();
    for (offset, byte) in unquoted_bytes(content) {
        let rest = content.get(offset..).unwrap_or_default();
        match byte {
            b'[' | b'(' | b'{' => open.push((offset + 1, None, None)),
            b']' | b')' | b'}' => {
                if let Some((_, Some(element), Some(list))) = open.pop() {
                    comprehensions.push(Comprehension { element, list: list..offset });
                }
            }
            b' ' => {
                let Some((start, element, list)) = open.last_mut() else { continue };
                if element.is_none() && rest.starts_with(" for ") {
                    *element = Some(*start..offset);
                } else if element.is_some() && list.is_none() && rest.starts_with(" in ") {
                    *list = Some(offset + " in ".len());
                } else if let (Some(_), Some(list_start)) = (&element, &list)
                    && rest.starts_with(" if ")
                    && offset > *list_start
                {
                    let (element, list) = (element.take(), *list_start..offset);
                    if let Some(element) = element {
                        comprehensions.push(Comprehension { element, list });
                    }
                    *start = content.len();
                }
            }
            _ => {}
        }
    }
    comprehensions
}

/// Returns the bytes of an expression that are not in strings, each with its offset. Of a string,
/// nothing is returned.
fn unquoted_bytes(expression: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut quote: Option<u8> = None;
    let mut is_escaped = false;
    expression.bytes().enumerate().filter(move |(_, byte)| {
        let Some(open) = quote else {
            quote = matches!(byte, b'"' | b'\'' | b'`').then_some(*byte);
            return quote.is_none();
        };
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            byte if *byte == open => quote = None,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::super::template_tags::template_tags;
    use super::*;

    /// Returns a template with what is inserted.
    fn with_calls(text: &str) -> String {
        let mut counted = text.to_owned();
        for insertion in counting_calls(&template_tags(text)).iter().rev() {
            counted.insert_str(insertion.offset, &insertion.text);
        }
        counted
    }

    #[test]
    fn what_makes_a_value_is_counted() {
        let pairs = [
            ("{% for a in b -%} x", "{% for a in b -%}{{ count_step() -}} x"),
            ("{% set a = a ~ \"=\" %}", "{% set a = a ~ \"=\" %}{{ count_value(value=a) }}"),
            ("{% set a = page.title %}", "{% set a = page.title %}"),
            (
                "{% set a %}{{ b }}{% endset %}",
                "{% set a %}{{ counted_value(value=b) }}{% endset %}{{ count_value(value=a) }}",
            ),
            (
                "{% component c(a: map, b: string = \"x, y\") %}{{ a }}{% endcomponent %}",
                "{% component c(a: map, b: string = \"x, y\") %}{{ count_step(a=a, b=b) }}{{ a }}\
                 {% endcomponent %}",
            ),
            (
                "{{ [x ~ 1 for x in [y for y in b] if x] }}",
                "{{ [counted_value(value=x ~ 1) for x in \
                 counted_list(value=[counted_value(value=y) for y in counted_list(value=b)]) if x] }}",
            ),
            ("{{ \"[a for b in c]\" }}", "{{ \"[a for b in c]\" }}"),
        ];
        for (text, expected) in pairs {
            assert_eq!(with_calls(text), expected);
        }
        let collected = with_calls("{% filter upper %}{% for a in b %}12{{ a }}{% endfor %}");
        assert!(collected.contains("{{ count_step(literal_bytes=9) }}12{{ counted_value(value=a)"));
    }
}
