//! The numbers that a browser writes before the items of a list.

use super::list_number::NumberForm;

/// A list that is open.
#[derive(Debug)]
pub(super) struct HtmlList {
    /// `None` means that its items have no numbers.
    form: Option<NumberForm>,
    next_number: u32,
    has_marks: bool,
}

impl HtmlList {
    /// Reads the attributes of `<ol>` or `<ul>`.
    pub(super) fn ordered(attribute: impl Fn(&str) -> Option<String>) -> Self {
        let style = list_style(attribute("style"));
        let form = match (attribute("type").as_deref(), style.as_deref()) {
            (_, Some("lower-alpha" | "lower-latin")) | (Some("a"), None) => NumberForm::LowerLetter,
            (_, Some("upper-alpha" | "upper-latin")) | (Some("A"), None) => NumberForm::UpperLetter,
            (_, Some("lower-roman")) | (Some("i"), None) => NumberForm::LowerRoman,
            (_, Some("upper-roman")) | (Some("I"), None) => NumberForm::UpperRoman,
            (_, Some("decimal-leading-zero")) => NumberForm::DecimalZero,
            _ => NumberForm::Decimal,
        };
        let start = attribute("start").and_then(|start| start.trim().parse().ok());
        let has_marks = style.as_deref() != Some("none");
        Self { form: Some(form), next_number: start.unwrap_or(1), has_marks }
    }

    /// Reads the attributes of `<ul>`.
    pub(super) fn unordered(attribute: impl Fn(&str) -> Option<String>) -> Self {
        let has_marks = list_style(attribute("style")).as_deref() != Some("none");
        Self { form: None, next_number: 1, has_marks }
    }

    /// Returns the mark of the next item, with a space behind it.
    pub(super) fn next_mark(&mut self, value: Option<u32>) -> String {
        let Some(form) = self.form else {
            return if self.has_marks { "– ".to_owned() } else { String::new() };
        };
        let number = value.unwrap_or(self.next_number);
        self.next_number = number.saturating_add(1);
        if self.has_marks { format!("{}. ", form.format(number)) } else { String::new() }
    }
}

/// Returns the value of `list-style-type` or `list-style` in an inline style.
fn list_style(style: Option<String>) -> Option<String> {
    let style = style?.to_ascii_lowercase();
    let declarations = style.split(';').filter_map(|it| it.split_once(':'));
    let mut values = declarations.filter(|(name, _)| name.trim().starts_with("list-style"));
    values.next().map(|(_, value)| value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(attributes: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            attributes.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned())
        };
        let mut list = HtmlList::ordered(value);
        [list.next_mark(None), list.next_mark(Some(9)), list.next_mark(None)].concat()
    }

    #[test]
    fn items_are_numbered_as_a_browser_does() {
        assert_eq!(marks(&[]), "1. 9. 10. ");
        assert_eq!(marks(&[("type", "a"), ("start", "3")]), "c. i. j. ");
        assert_eq!(marks(&[("style", "list-style-type: lower-roman")]), "i. ix. x. ");
        assert_eq!(marks(&[("style", "list-style: none")]), "");
        assert_eq!(HtmlList::unordered(|_| None).next_mark(None), "– ");
    }
}
