//! Attributes in braces, as in Pandoc and kramdown: `{#id .class key="value"}`, `{: .class }`.

/// The longest list that is read, in bytes.
const MAX_BYTES: usize = 300;

/// A list of attributes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AttributeList<'a> {
    /// The length in bytes, with the braces.
    pub(super) length: usize,
    /// Whether it begins with `{:`, which is never part of a text.
    pub(super) has_colon: bool,
    items: Vec<AttributeItem<'a>>,
}

#[derive(Debug, PartialEq, Eq)]
enum AttributeItem<'a> {
    Id(&'a str),
    Class(&'a str),
    Pair(&'a str, &'a str),
    Word,
}

impl<'a> AttributeList<'a> {
    /// Parses the list that a text begins with. `None` means that the braces are text.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('{')?;
        let (has_colon, mut rest) = match inside.strip_prefix(':') {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        let mut items = Vec::new();
        loop {
            rest = rest.trim_start_matches([' ', '\t']);
            // A list may go on in the next line of its paragraph.
            rest =
                rest.strip_prefix('\n').map_or(rest, |next| next.trim_start_matches([' ', '\t']));
            if text.len() - rest.len() > MAX_BYTES {
                return None;
            }
            if let Some(after) = rest.strip_prefix('}') {
                let length = text.len() - after.len();
                return (!items.is_empty()).then_some(Self { length, has_colon, items });
            }
            let (item, length) = parse_item(rest)?;
            if item == AttributeItem::Word && !has_colon {
                return None;
            }
            items.push(item);
            rest = rest.get(length..)?;
        }
    }

    /// Returns the last id.
    pub(super) fn id(&self) -> Option<&'a str> {
        self.items.iter().rev().find_map(|item| match item {
            AttributeItem::Id(id) => Some(*id),
            AttributeItem::Pair("id", id) => Some(*id),
            _ => None,
        })
    }

    /// Returns the classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter_map(|item| match item {
            AttributeItem::Class(class) => Some(*class),
            _ => None,
        })
    }

    /// Returns the value of a key.
    pub(super) fn value(&self, wanted: &str) -> Option<&'a str> {
        self.items.iter().find_map(|item| match item {
            AttributeItem::Pair(key, value) if *key == wanted => Some(*value),
            _ => None,
        })
    }

    /// Returns whether the first item is an id or a class.
    pub(super) fn begins_with_name(&self) -> bool {
        matches!(self.items.first(), Some(AttributeItem::Id(_) | AttributeItem::Class(_)))
    }

    /// Returns whether it has keys with a value, or words, other than these keys.
    pub(super) fn has_pair_except(&self, honoured: &[&str]) -> bool {
        self.items.iter().any(|item| match item {
            AttributeItem::Pair(key, _) => !honoured.contains(key),
            AttributeItem::Word => true,
            AttributeItem::Id(_) | AttributeItem::Class(_) => false,
        })
    }

    /// Returns whether it has more than the keys that are honoured.
    pub(super) fn has_more_than(&self, honoured: &[&str]) -> bool {
        self.items.iter().any(|item| match item {
            AttributeItem::Id(_) => !honoured.contains(&"id"),
            AttributeItem::Pair(key, _) => !honoured.contains(key),
            AttributeItem::Class(_) | AttributeItem::Word => true,
        })
    }
}

/// Returns whether a text can be the name of an anchor.
pub(super) fn is_anchor_name(text: &str) -> bool {
    let is_name_char =
        |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | '/' | ':' | '+');
    !text.is_empty() && text.chars().all(is_name_char)
}

/// Parses one item, and returns its length.
fn parse_item(text: &str) -> Option<(AttributeItem<'_>, usize)> {
    let is_name_char = |char: char| {
        char.is_alphanumeric() || matches!(char, '-' | '_' | ':' | '.' | '/' | '%' | '+' | '@')
    };
    let name_length = |text: &str| text.find(|char| !is_name_char(char)).unwrap_or(text.len());
    let first = text.chars().next()?;
    if matches!(first, '#' | '.') {
        let rest = text.strip_prefix(first)?;
        // `.a.b` is two classes for kramdown, and one word for us: both are left out.
        let name = rest.get(..name_length(rest)).filter(|name| !name.is_empty())?;
        let is_id = first == '#';
        let item = if is_id { AttributeItem::Id(name) } else { AttributeItem::Class(name) };
        return Some((item, 1 + name.len()));
    }
    let key = text.get(..name_length(text)).filter(|key| !key.is_empty())?;
    let Some(value) = text.get(key.len()..)?.strip_prefix('=') else {
        return Some((AttributeItem::Word, key.len()));
    };
    let before = key.len() + 1;
    if let Some(mark) = value.chars().next().filter(|char| matches!(char, '"' | '\'')) {
        let inside = value.get(1..)?;
        let end = inside.find([mark, '\n'])?;
        if !inside.get(end..)?.starts_with(mark) {
            return None;
        }
        return Some((AttributeItem::Pair(key, inside.get(..end)?), before + end + 2));
    }
    let value = value.get(..name_length(value)).filter(|value| !value.is_empty())?;
    Some((AttributeItem::Pair(key, value), before + value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_attributes_if_all_parts_are() {
        let list = AttributeList::parse("{#rent .wide data-toc-label=\"a b\"} x").unwrap();
        assert_eq!(
            (list.length, list.id(), list.value("data-toc-label")),
            (34, Some("rent"), Some("a b"))
        );
        assert_eq!(list.classes().collect::<Vec<_>>(), ["wide"]);
        assert!(AttributeList::parse("{: .lead }").is_some_and(|list| list.has_colon));
        assert!(AttributeList::parse("{:toc}").is_some());
        assert!(AttributeList::parse("{ width=300 }").is_some());
        assert!(AttributeList::parse("{\n  .wide\n  when=\"x\"}").is_some());
        for text in ["{.a\n\n}", "{a, b}", "{}", "{toc}", "{ }", "{#}", "{x=}", "{.a", "{a=\"b}"] {
            assert_eq!(AttributeList::parse(text), None, "{text}");
        }
    }
}
