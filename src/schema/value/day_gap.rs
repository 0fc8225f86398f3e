//! Finds values that end one day before the next one begins.

use crate::diagnostic::{Diagnostic, RelatedNote, rules};
use crate::parse::yaml::YamlNode;
use crate::schema::date::PartialDate;
use crate::schema::diagnostic_sink::DiagnosticSink;
use crate::schema::model::FieldDef;
use std::collections::BTreeMap;

/// The attribution and the evidence status of a value, as written.
type ValueSide<'a> = (Option<&'a str>, Option<&'a str>);

/// The maximum number of findings for the values of one field.
const MAX_FOUND: usize = 100;

/// Reports each `until` that is the day before the `from` of another value of the field, unless
/// a value is in force on that day (`one-day-gap`).
pub(super) fn check_day_gaps(field: &FieldDef, maps: &[&YamlNode], sink: &mut DiagnosticSink) {
    // The first value that begins after a day.
    let mut next_starts: BTreeMap<(ValueSide<'_>, PartialDate), &YamlNode> = BTreeMap::new();
    for map in maps {
        if let Some((node, from)) = date_of(map, "from")
            && let Some(day_before) = from.day_before()
        {
            next_starts.entry((value_side(map), day_before)).or_insert(node);
        }
    }
    let mut n_found = 0;
    for map in maps {
        let Some((node, until)) = date_of(map, "until") else { continue };
        let side = value_side(map);
        let Some(next_node) = next_starts.get(&(side, until)) else { continue };
        let Some(next_from) = next_node.as_str().and_then(PartialDate::parse_day_of_time) else {
            continue;
        };
        let is_filled =
            maps.iter().any(|other| value_side(other) == side && holds_on(other, until));
        if is_filled || n_found == MAX_FOUND {
            continue;
        }
        n_found += 1;
        let kind = rules::OneDayGap {
            field: field.id.to_string(),
            until: until.to_string(),
            next_from: next_from.first_day().to_string(),
        };
        let diagnostic = Diagnostic::new(sink.span(&node.range), kind);
        let next_span = sink.span(&next_node.range);
        sink.diagnostics.push(diagnostic.with_related(next_span, RelatedNote::NextValue));
    }
}

fn value_side(map: &YamlNode) -> ValueSide<'_> {
    let text_of = |key| map.get(key).and_then(YamlNode::as_str).map(str::trim);
    (text_of("according_to"), text_of("standing"))
}

/// Returns the date of a key with its node. `None` also means a date that is not read.
fn date_of<'n>(map: &'n YamlNode, key: &str) -> Option<(&'n YamlNode, PartialDate)> {
    let node = map.get(key)?;
    Some((node, PartialDate::parse_day_of_time(node.as_str()?)?))
}

/// Returns whether a value may be in force on a day.
fn holds_on(map: &YamlNode, day: PartialDate) -> bool {
    let from = date_of(map, "from").map(|(_, from)| from.first_day());
    let until = date_of(map, "until").map(|(_, until)| until.last_day());
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
}
