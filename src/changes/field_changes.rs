//! Compares the fields of an entry in two versions.

use super::entry_changes::EntryComparison;
use super::knowledge_change::{
    ChangeKind, ChangeLabel, ChangedValue, KnowledgeChange, SourceComparison,
};
use super::paired_text::pair_texts;
use super::statement_pairs::pair_statements;
use super::statement_record::{FieldRecords, RecordReader, StatementRecord, localized_texts};
use crate::schema::FieldDef;
use serde_json::{Value as Json, json};

/// Where a statement is in an entry.
#[derive(Clone, Copy)]
struct StatementPlace<'p> {
    field: &'p FieldDef,
    /// The group that the field is in.
    group: Option<&'p FieldDef>,
}

/// A statement in one version.
#[derive(Clone, Copy)]
struct StatementSide<'p> {
    reader: RecordReader<'p>,
    record: &'p StatementRecord<'p>,
    /// The item of a group that it is in, whose period and sources it has if it has none itself.
    item: Option<&'p StatementRecord<'p>>,
}

/// A statement in both versions.
#[derive(Clone, Copy)]
struct StatementPair<'p> {
    old: StatementSide<'p>,
    new: StatementSide<'p>,
}

/// An item of a group in both versions.
#[derive(Clone, Copy)]
struct ItemPair<'p> {
    group: &'p FieldDef,
    old: &'p StatementRecord<'p>,
    new: &'p StatementRecord<'p>,
}

impl StatementPlace<'_> {
    /// Returns the key of the field: `group.field` in a group.
    fn path(&self) -> String {
        match self.group {
            Some(group) => format!("{}.{}", group.id, self.field.id),
            None => self.field.id.to_string(),
        }
    }

    fn label(&self) -> ChangeLabel {
        let field = self.field.label.clone();
        match self.group {
            Some(group) => ChangeLabel::GroupField { group: group.label.clone(), field },
            None => ChangeLabel::Field(field),
        }
    }
}

impl StatementSide<'_> {
    fn from(&self) -> Option<&Json> {
        self.record.from.as_ref().or_else(|| self.item?.from.as_ref())
    }

    fn until(&self) -> Option<&Json> {
        self.record.until.as_ref().or_else(|| self.item?.until.as_ref())
    }

    /// Returns the record that has the sources.
    fn sourced(&self) -> &StatementRecord<'_> {
        self.item.filter(|_| self.record.sources.is_empty()).unwrap_or(self.record)
    }

    /// Returns its own period, without that of an item.
    fn period_json(&self) -> Json {
        json!({"from": self.record.from, "until": self.record.until})
    }
}

impl StatementPair<'_> {
    fn source_comparison(&self) -> SourceComparison {
        let (old, new) = (self.old.sourced(), self.new.sourced());
        match !new.sources.is_empty() && old.sources == new.sources {
            true => SourceComparison::Same,
            false => SourceComparison::Other,
        }
    }
}

impl EntryComparison<'_> {
    /// Compares all fields, in the order of the newer type.
    pub(super) fn compare_fields(&mut self) {
        let (old_fields, new_fields) = (self.old.entry_records(), self.new.entry_records());
        self.compare_field_lists(&old_fields, &new_fields, None);
    }

    /// Compares fields, those of the entry or of an item of a group. Groups are not nested.
    fn compare_field_lists(
        &mut self,
        old_fields: &[FieldRecords<'_>],
        new_fields: &[FieldRecords<'_>],
        items: Option<ItemPair<'_>>,
    ) {
        let find = |fields: &[FieldRecords<'_>], id: &str| {
            fields.iter().position(|it| *it.field.id == *id)
        };
        let pairs = new_fields.iter().map(|new| (find(old_fields, &new.field.id), Some(new)));
        let only_old = old_fields.iter().enumerate();
        let only_old = only_old.filter(|(_, old)| find(new_fields, &old.field.id).is_none());
        let pairs: Vec<(Option<usize>, Option<&FieldRecords<'_>>)> =
            pairs.chain(only_old.map(|(index, _)| (Some(index), None))).collect();
        for (old_index, new) in pairs {
            let old = old_index.and_then(|index| old_fields.get(index));
            self.compare_records(old, new, items);
        }
    }

    /// Compares the statements of one field.
    fn compare_records(
        &mut self,
        old: Option<&FieldRecords<'_>>,
        new: Option<&FieldRecords<'_>>,
        items: Option<ItemPair<'_>>,
    ) {
        let Some(field) = new.or(old).map(|it| it.field) else { return };
        let place = StatementPlace { field, group: items.map(|items| items.group) };
        let old_records = old.map_or(&[][..], |it| it.records.as_slice());
        let new_records = new.map_or(&[][..], |it| it.records.as_slice());
        let pairs = pair_statements(old_records, new_records);
        let (old_reader, new_reader) = (self.old, self.new);
        let old_side = |index: usize| {
            let record = old_records.get(index)?;
            Some(StatementSide { reader: old_reader, record, item: items.map(|items| items.old) })
        };
        let new_side = |index: usize| {
            let record = new_records.get(index)?;
            Some(StatementSide { reader: new_reader, record, item: items.map(|items| items.new) })
        };
        for (old_index, new_index) in &pairs.pairs {
            if let (Some(old), Some(new)) = (old_side(*old_index), new_side(*new_index)) {
                self.compare_statements(place, StatementPair { old, new });
            }
        }
        for side in pairs.removed.into_iter().filter_map(old_side) {
            self.push_one_sided(place, side, ChangeKind::ValueRemoved);
        }
        for side in pairs.added.into_iter().filter_map(new_side) {
            self.push_one_sided(place, side, ChangeKind::ValueAdded);
        }
    }

    /// Compares a statement in both versions. Another value is one change, with the period and the
    /// sources that it has now; so is another period, with its sources.
    fn compare_statements(&mut self, place: StatementPlace<'_>, pair: StatementPair<'_>) {
        let n_before = self.changes.len();
        let (old, new) = (pair.old.record, pair.new.record);
        if old.value != new.value {
            self.compare_values(place, pair);
        }
        let is_same_value = self.changes.len() == n_before || !new.nested.is_empty();
        if is_same_value && (&old.from, &old.until) != (&new.from, &new.until) {
            let mut change = self.paired_change(ChangeKind::PeriodChanged, place, pair);
            change.old = Some(ChangedValue::as_written(pair.old.period_json()));
            change.new = Some(ChangedValue::as_written(pair.new.period_json()));
            self.changes.push(change);
        }
        if old.standing != new.standing {
            let mut change = self.paired_change(ChangeKind::StandingChanged, place, pair);
            change.old = Some(ChangedValue::as_written(old.standing.as_str()));
            change.new = Some(ChangedValue::as_written(new.standing.as_str()));
            self.changes.push(change);
        }
        if old.speaker != new.speaker {
            let mut change = self.paired_change(ChangeKind::AttributionChanged, place, pair);
            change.old = pair.old.reader.shown_speaker(old.statement);
            change.new = pair.new.reader.shown_speaker(new.statement);
            self.changes.push(change);
        }
        if old.sources != new.sources && self.changes.len() == n_before {
            let mut change = self.paired_change(ChangeKind::SourceChanged, place, pair);
            change.old = pair.old.reader.shown_sources(old.statement);
            change.new = pair.new.reader.shown_sources(new.statement);
            self.changes.push(change);
        }
        self.compare_notes(place, pair);
    }

    fn compare_values(&mut self, place: StatementPlace<'_>, pair: StatementPair<'_>) {
        let (old, new) = (pair.old.record, pair.new.record);
        if !old.nested.is_empty() && !new.nested.is_empty() {
            let items = ItemPair { group: place.field, old, new };
            self.compare_field_lists(&old.nested, &new.nested, Some(items));
            return;
        }
        let old_texts = pair.old.reader.value_texts(old.statement);
        let new_texts = pair.new.reader.value_texts(new.statement);
        if let (Some(old_texts), Some(new_texts)) = (old_texts, new_texts) {
            for text in pair_texts(&old_texts, &new_texts) {
                let mut change = self.paired_change(text.kind(), place, pair);
                if text.new.is_none() {
                    change.span = old.statement.span.clone();
                }
                text.fill(&mut change);
                self.changes.push(change);
            }
            return;
        }
        let mut change = self.paired_change(ChangeKind::ValueChanged, place, pair);
        change.old = Some(pair.old.reader.shown_value(place.field, old.statement));
        change.new = Some(pair.new.reader.shown_value(place.field, new.statement));
        self.changes.push(change);
    }

    /// Compares the notes of a statement, which are texts of it.
    fn compare_notes(&mut self, place: StatementPlace<'_>, pair: StatementPair<'_>) {
        let note_texts = |record: &StatementRecord<'_>| {
            let note = record.statement.qualifiers.as_ref().and_then(|it| it.note.as_ref());
            note.map(localized_texts).unwrap_or_default()
        };
        let (old, new) = (note_texts(pair.old.record), note_texts(pair.new.record));
        for text in pair_texts(&old, &new) {
            let mut change = self.paired_change(ChangeKind::TextChanged, place, pair);
            text.fill_words(&mut change);
            self.changes.push(change);
        }
    }

    /// Adds a value that only one version has, or each of its texts.
    fn push_one_sided(
        &mut self,
        place: StatementPlace<'_>,
        side: StatementSide<'_>,
        kind: ChangeKind,
    ) {
        let change = self.statement_change(kind, place, side);
        let statement = side.record.statement;
        let texts = side.reader.value_texts(statement).unwrap_or_default();
        if texts.iter().any(|text| text.language.is_some()) {
            let is_added = kind == ChangeKind::ValueAdded;
            let (old, new) = if is_added { (Vec::new(), texts) } else { (texts, Vec::new()) };
            for text in pair_texts(&old, &new) {
                let mut change = change.clone();
                text.fill(&mut change);
                self.changes.push(change);
            }
            return;
        }
        let value = Some(side.reader.shown_value(place.field, statement));
        let (old, new) = match kind {
            ChangeKind::ValueAdded => (None, value),
            _ => (value, None),
        };
        self.changes.push(KnowledgeChange { old, new, ..change });
    }

    /// Returns a change of a statement that both versions have, without its values.
    fn paired_change(
        &self,
        kind: ChangeKind,
        place: StatementPlace<'_>,
        pair: StatementPair<'_>,
    ) -> KnowledgeChange {
        let source_comparison = pair.source_comparison();
        let value = pair.new.reader.shown_value(place.field, pair.new.record.statement);
        KnowledgeChange {
            value: Some(value),
            source_comparison,
            ..self.statement_change(kind, place, pair.new)
        }
    }

    /// Returns a change of a statement, without its values.
    fn statement_change(
        &self,
        kind: ChangeKind,
        place: StatementPlace<'_>,
        side: StatementSide<'_>,
    ) -> KnowledgeChange {
        KnowledgeChange {
            field: Some(place.path()),
            label: Some(place.label()),
            from: side.from().cloned(),
            until: side.until().cloned(),
            sources: side.reader.source_references(side.sourced().statement),
            ..self.change(kind, side.record.statement.span.clone())
        }
    }
}
