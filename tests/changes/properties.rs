//! What holds for the changes between any two versions of a site.

use pakt::changes::{ChangeKind, KnowledgeChange, compare_sites};
use pakt::files::FileSet;
use pakt::schema::{FieldValue, LocalizedText, Statement};
use pakt::site::settings::RunSettings;
use pakt::site::{Site, SiteSnapshot};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

const N_ENTRIES: usize = 4;

/// A value with what narrows it, as YAML in braces.
#[derive(Clone, Debug)]
struct RandomValue {
    value: String,
    from: Option<u8>,
    source: Option<u8>,
    standing: bool,
    speaker: Option<u8>,
}

/// An entry of a random site.
#[derive(Clone, Debug)]
struct RandomEntry {
    is_renamed: bool,
    is_in_own_file: bool,
    is_removed: bool,
    title: u8,
    name: Vec<RandomValue>,
    size: Vec<RandomValue>,
    leader: Vec<RandomValue>,
    members: Vec<(u8, u8)>,
    texts: [u8; 2],
}

fn values(value: BoxedStrategy<String>) -> impl Strategy<Value = Vec<RandomValue>> {
    let options = (
        value,
        prop::option::of(0..3_u8),
        prop::option::of(0..3_u8),
        prop::bool::weighted(0.2),
        prop::option::weighted(0.2, 0..2_u8),
    );
    let one = options.prop_map(|(value, from, source, standing, speaker)| RandomValue {
        value,
        from,
        source,
        standing,
        speaker,
    });
    prop::collection::vec(one, 0..4)
}

fn name_value() -> BoxedStrategy<String> {
    let same = (0..4_u8).prop_map(|n| format!("N{n}"));
    let each = (0..3_u8, 0..3_u8).prop_map(|(sv, en)| format!("{{sv: N{sv}, en: N{en}}}"));
    prop_oneof![same, each].boxed()
}

fn entry() -> impl Strategy<Value = RandomEntry> {
    let flags = (prop::bool::weighted(0.2), any::<bool>(), prop::bool::weighted(0.1), 0..2_u8);
    let fields = (
        values(name_value()),
        values((0..4_u8).prop_map(|n| n.to_string()).boxed()),
        values((0..N_ENTRIES).prop_map(|n| format!("e{n}")).boxed()),
        prop::collection::vec((0..3_u8, 0..3_u8), 0..3),
        [0..3_u8, 0..3_u8],
    );
    (flags, fields).prop_map(|(flags, (name, size, leader, members, texts))| RandomEntry {
        is_renamed: flags.0,
        is_in_own_file: flags.1,
        is_removed: flags.2,
        title: flags.3,
        name,
        size,
        leader,
        members,
        texts,
    })
}

fn version() -> impl Strategy<Value = Vec<Option<RandomEntry>>> {
    prop::collection::vec(prop::option::weighted(0.85, entry()), N_ENTRIES)
}

fn push_values(yaml: &mut String, key: &str, values: &[RandomValue]) {
    if values.is_empty() {
        return;
    }
    writeln!(yaml, "{key}:").unwrap();
    for it in values {
        write!(yaml, "  - {{value: {}", it.value).unwrap();
        if let Some(from) = it.from {
            write!(yaml, ", from: 201{from}-01-01").unwrap();
        }
        if let Some(source) = it.source {
            write!(yaml, ", source: deed P{source}").unwrap();
        }
        if it.standing {
            yaml.push_str(", standing: interpretation");
        }
        if let Some(speaker) = it.speaker {
            write!(yaml, ", according_to: e{speaker}").unwrap();
        }
        yaml.push_str("}\n");
    }
}

/// Makes a text with words before the first mark, headings, and paragraphs in one order or another.
fn deed_text(paragraphs: &[(u8, u8)]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (index, (gap, word)) in paragraphs.iter().enumerate() {
        let heading = if *gap == 1 { format!("# Head {word}\n\n") } else { String::new() };
        let number = index * 2 + usize::from(*gap);
        parts.push(format!("{heading}[P{number}]\nWord {word}.\n\n"));
    }
    if paragraphs.first().is_some_and(|(_, word)| *word == 0) {
        parts.reverse();
    }
    let preamble = if paragraphs.len() > 3 { "" } else { "Issued" };
    format!("{preamble} {}\n\n{}", paragraphs.len() % 2, parts.concat())
}

/// Makes a site of entries and the paragraphs of a deed.
fn site(entries: &[Option<RandomEntry>], paragraphs: &[(u8, u8)]) -> Arc<Site> {
    let mut files: Vec<(String, String)> = vec![
        ("site.yaml".into(), "title: T\nlanguages: [sv, en]\nowner: O\n".into()),
        (
            "_types/thing.yaml".into(),
            "name: Thing\nfields:\n  name: {kind: text}\n  size: {kind: number}\n  \
             leader: {to: thing}\n  members:\n    kind: group\n    fields:\n      \
             who: {kind: text, translate: false}\n      votes: {kind: number}\n"
                .into(),
        ),
        ("deed.md".into(), "---\ntype: document\nid: deed\ntitle: D\ntext: deed.txt\n---\n".into()),
    ];
    files.push(("deed.txt".into(), deed_text(paragraphs)));
    let mut list = String::from("thing:\n");
    for (index, entry) in entries.iter().enumerate() {
        let Some(entry) = entry else { continue };
        let mut yaml = String::new();
        match entry.is_renamed {
            true => writeln!(yaml, "id: r{index}\naliases: [e{index}]").unwrap(),
            false => writeln!(yaml, "id: e{index}").unwrap(),
        }
        writeln!(yaml, "title: Title {index} {}", entry.title).unwrap();
        if entry.is_removed {
            yaml.push_str("removed: {on: 2020-01-01}\n");
        }
        push_values(&mut yaml, "name", &entry.name);
        push_values(&mut yaml, "size", &entry.size);
        push_values(&mut yaml, "leader", &entry.leader);
        if !entry.members.is_empty() {
            yaml.push_str("members:\n");
            for (who, votes) in &entry.members {
                writeln!(yaml, "  - {{who: w{who}, votes: {votes}}}").unwrap();
            }
        }
        let [sv, en] = entry.texts.map(|n| format!("Word{n} and more."));
        if entry.is_in_own_file {
            let path = format!("things/e{index}");
            files.push((format!("{path}.md"), format!("---\ntype: thing\n{yaml}---\n\n{sv}\n")));
            files.push((format!("{path}.en.md"), format!("{en}\n")));
        } else {
            writeln!(yaml, "body: {{sv: {sv}, en: {en}}}").unwrap();
            let item = yaml.lines().map(|line| format!("    {line}\n")).collect::<String>();
            list.push_str(&item.replacen("    ", "  - ", 1));
        }
    }
    files.push(("list.yaml".into(), list));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    SiteSnapshot::new(&FileSet::from_texts(&files), &RunSettings::default()).site
}

/// A change as it is compared: without its place, which is in the newer version.
fn change_key(change: &KnowledgeChange, entry: &str) -> String {
    let value = |value: &Option<pakt::changes::ChangedValue>| {
        value.as_ref().map_or(Json::Null, |value| value.json.clone())
    };
    let language = change.language.as_ref().map(|tag| tag.0.to_string());
    let words = change.words.map(|words| [words.added, words.removed]);
    json!([
        change.kind.as_str(),
        entry,
        change.field,
        language,
        value(&change.old),
        value(&change.new),
        words
    ])
    .to_string()
}

/// Reads a change backwards.
fn backwards(change: &KnowledgeChange) -> KnowledgeChange {
    let mut change = change.clone();
    std::mem::swap(&mut change.old, &mut change.new);
    change.kind = match change.kind {
        ChangeKind::EntryAdded => ChangeKind::EntryRemoved,
        ChangeKind::EntryRemoved => ChangeKind::EntryAdded,
        ChangeKind::ValueAdded => ChangeKind::ValueRemoved,
        ChangeKind::ValueRemoved => ChangeKind::ValueAdded,
        ChangeKind::ParagraphAdded => ChangeKind::ParagraphRemoved,
        ChangeKind::ParagraphRemoved => ChangeKind::ParagraphAdded,
        kind => kind,
    };
    if change.kind == ChangeKind::ParagraphRenumbered {
        change.field = change.new.as_ref().and_then(|it| it.json.as_str()).map(str::to_owned);
    }
    if let Some(words) = &mut change.words {
        std::mem::swap(&mut words.added, &mut words.removed);
    }
    change
}

/// Older ids by newer ones.
fn renames(changes: &[KnowledgeChange]) -> BTreeMap<String, String> {
    let renamed = changes.iter().filter(|change| change.kind == ChangeKind::EntryRenamed);
    let id = |value: &Option<pakt::changes::ChangedValue>| {
        value.as_ref().unwrap().json.as_str().unwrap().to_owned()
    };
    renamed.map(|change| (id(&change.new), id(&change.old))).collect()
}

type ValueRows = BTreeMap<String, usize>;

/// Adds the values of a statement to the rows of an entry, or takes them away.
fn count_value(rows: &mut ValueRows, row: &Json, step: isize) {
    let count = rows.entry(row.to_string()).or_default();
    *count = count.checked_add_signed(step).unwrap_or_else(|| panic!("{row} is not there"));
}

/// The rows of a value: one for each language of a text, or for each field of an item of a group. A
/// text without a language is that of both.
fn json_rows(field: &str, language: Option<&str>, value: &Json) -> Vec<Json> {
    let is_text = ["name", "members.who"].contains(&field);
    match (value, language) {
        (Json::Object(item), _) if field == "members" => {
            let fields = item.iter();
            fields
                .flat_map(|(key, value)| json_rows(&format!("{field}.{key}"), None, value))
                .collect()
        }
        (text, None) if is_text => ["sv", "en"].map(|tag| json!([field, tag, text])).into(),
        (value, language) => vec![json!([field, language, value])],
    }
}

fn value_rows(site: &Site, field: &str, statement: &Statement) -> Vec<Json> {
    match &statement.value {
        FieldValue::Text(LocalizedText::Same(text)) => json_rows(field, None, &json!(&**text)),
        FieldValue::Text(LocalizedText::PerLanguage(texts)) => texts
            .iter()
            .flat_map(|(tag, text)| json_rows(field, Some(&tag.0), &json!(&**text)))
            .collect(),
        FieldValue::Number(written, _) => {
            json_rows(field, None, &json!(written.parse::<u64>().unwrap()))
        }
        FieldValue::Reference(written) => {
            let target = site.find_id(written).map(|it| site.entry_at(it).id.to_string());
            json_rows(field, None, &json!(target.unwrap_or_else(|| written.to_string())))
        }
        FieldValue::Group(fields) => {
            let nested = fields.iter().flat_map(|(id, statements)| {
                statements.iter().map(move |it| (format!("{field}.{id}"), it))
            });
            nested.flat_map(|(field, it)| value_rows(site, &field, it)).collect()
        }
        other => panic!("{other:?} is not in these sites"),
    }
}

/// The values of each entry that is not removed.
fn all_rows(site: &Site) -> BTreeMap<String, ValueRows> {
    let present =
        site.entries.iter().filter(|it| *it.entry_type.id == *"thing" && it.meta.removed.is_none());
    let rows = present.map(|entry| {
        let mut rows = ValueRows::new();
        for (field, statements) in &entry.fields {
            for row in statements.iter().flat_map(|it| value_rows(site, field, it)) {
                count_value(&mut rows, &row, 1);
            }
        }
        (entry.id.to_string(), rows)
    });
    rows.collect()
}

/// Returns rows in which relations have the newer ids.
fn with_newer_ids(rows: &ValueRows, older_ids: &BTreeMap<String, String>) -> ValueRows {
    let mut renamed = ValueRows::new();
    for (row, count) in rows {
        let leader = |id: &String| json!(["leader", null, id]).to_string();
        let newer = older_ids.iter().find(|(_, older)| *row == leader(older));
        let row = newer.map_or_else(|| row.clone(), |(newer, _)| leader(newer));
        *renamed.entry(row).or_default() += count;
    }
    renamed
}

fn paragraphs() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0..2_u8, 0..5_u8), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_read_backwards_are_those_from_the_newer_to_the_older_version(
        old in version(), new in version(), old_deed in paragraphs(), new_deed in paragraphs(),
    ) {
        let (old, new) = (site(&old, &old_deed), site(&new, &new_deed));
        let forwards = compare_sites(&old, &new);
        let older_ids = renames(&forwards);
        let reversed: Vec<String> = forwards.iter().map(|change| {
            let id = older_ids.get(&*change.entry).map_or(&*change.entry, String::as_str);
            change_key(&backwards(change), id)
        }).collect();
        let other_way = compare_sites(&new, &old);
        let other_way: Vec<String> =
            other_way.iter().map(|change| change_key(change, &change.entry)).collect();
        let sorted = |mut keys: Vec<String>| { keys.sort(); keys };
        prop_assert_eq!(sorted(reversed), sorted(other_way));
    }

    #[test]
    fn a_version_has_no_changes_to_itself(old in version(), deed in paragraphs()) {
        let (first, second) = (site(&old, &deed), site(&old, &deed));
        prop_assert!(compare_sites(&first, &second).is_empty());
    }

    #[test]
    fn the_changes_applied_to_the_values_of_the_older_version_give_those_of_the_newer(
        old in version(), new in version(),
    ) {
        let (old, new) = (site(&old, &[]), site(&new, &[]));
        let changes = compare_sites(&old, &new);
        let older_ids = renames(&changes);
        let mut rows = all_rows(&old);
        let mut expected = all_rows(&new);
        for (newer, older) in &older_ids {
            let moved = rows.remove(older).unwrap();
            rows.insert(newer.clone(), moved);
        }
        // A relation to an entry that was renamed means the same entry.
        for all in [&mut rows, &mut expected] {
            all.values_mut().for_each(|rows| *rows = with_newer_ids(rows, &older_ids));
        }
        let newer_ids: BTreeMap<&str, &str> =
            older_ids.iter().map(|(newer, older)| (&**older, &**newer)).collect();
        let current = |value: &Json| match value.as_str().and_then(|id| newer_ids.get(id)) {
            Some(newer) => json!(newer),
            None => value.clone(),
        };
        for change in &changes {
            let entry = change.entry.to_string();
            let field = change.field.clone().unwrap_or_default();
            match change.kind {
                ChangeKind::EntryAdded => {
                    rows.insert(entry.clone(), expected[&entry].clone());
                }
                ChangeKind::EntryRemoved => drop(rows.remove(&entry).unwrap()),
                ChangeKind::ValueAdded | ChangeKind::ValueRemoved | ChangeKind::ValueChanged
                    if field != "title" =>
                {
                    let language = change.language.as_ref().map(|tag| &*tag.0);
                    let rows = rows.get_mut(&entry).unwrap();
                    for (value, step) in [(&change.old, -1), (&change.new, 1)] {
                        let Some(value) = value else { continue };
                        for row in json_rows(&field, language, &current(&value.json)) {
                            count_value(rows, &row, step);
                        }
                    }
                }
                _ => {}
            }
        }
        rows.values_mut().for_each(|rows| rows.retain(|_, count| *count > 0));
        prop_assert_eq!(rows, expected);
    }
}
