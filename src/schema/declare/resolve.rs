//! Resolves type declarations into a schema and checks references between them.

use super::type_declaration::{PendingRef, TypeDeclaration};
use crate::diagnostic::rules::KeyPlace;
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, RelatedNote, closest_match, rules};
use crate::schema::builtin::{self, BuiltinType};
use crate::schema::id::{EntryTypeId, FieldId};
use crate::schema::model::{
    EntryType, FieldDef, FieldKind, LocalizedText, Schema, TranslationRule,
};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Schema {
    /// Returns the id of the type that an unknown name probably means. `None` means that no type is
    /// close enough.
    #[must_use]
    pub fn closest_type(&self, name: &str) -> Option<String> {
        closest_type(name, self.types.values().map(|entry_type| &**entry_type))
    }

    /// Merges a site's declarations with the built-in types, and reports unknown names in them.
    ///
    /// The order of the declarations matters only if two have the same id: the first one wins.
    #[must_use]
    pub fn from_declarations<'a>(
        declarations: impl IntoIterator<Item = &'a TypeDeclaration>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut types: BTreeMap<EntryTypeId, EntryType> = builtin::builtin_declarations()
            .iter()
            .map(|builtin| (builtin.id.clone(), type_from_declaration(builtin)))
            .collect();
        let mut diagnostics = Vec::new();
        let mut accepted: Vec<&TypeDeclaration> = Vec::new();
        for declaration in declarations {
            if let Some(first) = accepted.iter().find(|first| first.id == declaration.id) {
                diagnostics.extend(duplicate_declaration(first, declaration));
                continue;
            }
            accepted.push(declaration);
            match types.get_mut(&declaration.id) {
                Some(builtin) => extend_builtin(builtin, declaration, &mut diagnostics),
                None => {
                    types.insert(declaration.id.clone(), type_from_declaration(declaration));
                }
            }
        }
        for declaration in &accepted {
            check_references(declaration, &mut types, &mut diagnostics);
        }
        diagnostics.extend(check_shared_paths(&accepted, &types));
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));
        let types = types.into_iter().map(|(id, entry_type)| (id, Arc::new(entry_type)));
        (Self { types: types.collect() }, diagnostics)
    }
}

/// Returns the id of the type that a name probably means: its plural, its folder, its name in a
/// language of the site, or a misspelled id.
fn closest_type<'t>(
    name: &str,
    types: impl Iterator<Item = &'t EntryType> + Clone,
) -> Option<String> {
    let folded = name.trim().to_lowercase();
    let is_name = |text: &str| text.to_lowercase() == folded;
    let is_named = |entry_type: &&EntryType| {
        let names = entry_type.name.all_strings().chain(entry_type.plural.all_strings());
        names.chain([&*entry_type.path]).any(is_name)
    };
    let named = types.clone().find(is_named).map(|entry_type| entry_type.id.to_string());
    // `bodys` is nearer to `Bodies` than to `body`.
    let closest_id = closest_match(name, types.clone().map(|entry_type| &*entry_type.id));
    let by_other_name = || {
        let names = types.flat_map(|entry_type| {
            let names = entry_type.name.all_strings().chain(entry_type.plural.all_strings());
            names.chain([&*entry_type.path]).map(|name| (name, &entry_type.id))
        });
        let names: Vec<(&str, &EntryTypeId)> = names.collect();
        let near = closest_match(name, names.iter().map(|(name, _)| *name))?;
        names.iter().find(|(name, _)| *name == near).map(|(_, id)| id.to_string())
    };
    named.filter(|id| id != name.trim()).or(closest_id).or_else(by_other_name)
}

/// Returns the type of a declaration, with defaults for what it does not say.
fn type_from_declaration(declaration: &TypeDeclaration) -> EntryType {
    let id = declaration.id.clone();
    let name = declaration.name.clone().unwrap_or_else(|| LocalizedText::Same((&*id).into()));
    let path = declaration.path.as_ref();
    EntryType {
        plural: declaration.plural.clone().unwrap_or_else(|| name.clone()),
        name,
        path: path.map_or_else(|| (&*id).into(), |(path, _)| Arc::clone(path)),
        is_open: declaration.open.unwrap_or(false),
        translate: declaration.translate.unwrap_or(TranslationRule::Required),
        validity: declaration.validity.as_ref().map(|(field, _)| field.clone()),
        in_force: declaration.in_force.clone(),
        print: declaration.print.unwrap_or_default(),
        replaces: declaration.replaces.as_ref().map(|(field, _)| field.clone()),
        lead: declaration
            .lead
            .as_ref()
            .map(|lead| lead.iter().map(|(field, _)| field.clone()).collect()),
        fields: declaration.fields.clone(),
        declared: declaration.declared.clone(),
        id,
    }
}

/// Overrides parts of a built-in type with what a site declares.
fn extend_builtin(
    entry_type: &mut EntryType,
    declaration: &TypeDeclaration,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let declared = type_from_declaration(declaration);
    if declaration.name.is_some() {
        entry_type.name = declared.name;
    }
    if declaration.name.is_some() || declaration.plural.is_some() {
        entry_type.plural = declared.plural;
    }
    match &declaration.path {
        // The address of a page is its own path, so the type has no folder.
        Some((path, span)) if entry_type.is(BuiltinType::Page) && !path.is_empty() => {
            let home = KeyScope::Type;
            let kind = rules::UnknownKey::new("path", home, []);
            diagnostics.push(Diagnostic::new(span.clone(), kind));
        }
        Some((path, _)) => entry_type.path = Arc::clone(path),
        None => {}
    }
    entry_type.is_open = declaration.open.unwrap_or(entry_type.is_open);
    entry_type.translate = declaration.translate.unwrap_or(entry_type.translate);
    entry_type.validity = declared.validity.or(entry_type.validity.take());
    entry_type.in_force = declared.in_force.or(entry_type.in_force.take());
    entry_type.print = declaration.print.unwrap_or(entry_type.print);
    entry_type.replaces = declared.replaces.or(entry_type.replaces.take());
    entry_type.lead = declared.lead.or(entry_type.lead.take());
    entry_type.declared = declared.declared;
    for field in declared.fields {
        let is_fixed = builtin::is_fixed_field(entry_type, &field.id);
        match entry_type.fields.iter_mut().find(|known| known.id == field.id) {
            Some(_) if is_fixed => {
                let kind = rules::DuplicateKey { key: field.id.to_string(), place: KeyPlace::Line };
                diagnostics.extend(field.declared.map(|span| Diagnostic::new(span, kind)));
            }
            Some(known) => *known = field,
            None => entry_type.fields.push(field),
        }
    }
}

fn duplicate_declaration(first: &TypeDeclaration, second: &TypeDeclaration) -> Option<Diagnostic> {
    let kind = rules::DuplicateId::new(&second.id);
    let diagnostic = Diagnostic::new(second.declared.clone()?, kind);
    Some(match first.declared.clone() {
        Some(span) => diagnostic.with_related(span, RelatedNote::FirstDefinition),
        None => diagnostic,
    })
}

/// Reports unknown names in a declaration, and removes them from the type, so that one cause gives
/// one diagnostic.
fn check_references(
    declaration: &TypeDeclaration,
    types: &mut BTreeMap<EntryTypeId, EntryType>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut unknown: Vec<EntryTypeId> = Vec::new();
    for pending in &declaration.pending_refs {
        if let PendingRef::Type(name, span) = pending
            && !types.contains_key(name)
        {
            let suggestion = closest_type(name, types.values());
            let kind = rules::UnknownType { name: name.to_string(), suggestion };
            diagnostics.push(Diagnostic::new(span.clone(), kind));
            unknown.push(name.clone());
        }
    }
    let Some(entry_type) = types.get_mut(&declaration.id) else { return };
    let relations =
        |fields: &[FieldDef]| field_names(fields, |kind| matches!(kind, FieldKind::Reference(_)));
    for pending in &declaration.pending_refs {
        let PendingRef::Relation { group, per, span } = pending else { continue };
        let relation_ids = match group.as_ref().and_then(|group| entry_type.find_field(group)) {
            Some(FieldDef { kind: FieldKind::Group(inner), .. }) => relations(inner),
            _ => relations(&entry_type.fields),
        };
        if !relation_ids.iter().any(|relation| **relation == **per) {
            let expected = ExpectedKind::OneOf(relation_ids).shortened_for(per);
            let kind = rules::WrongKind { expected, value: per.to_string() };
            diagnostics.push(Diagnostic::new(span.clone(), kind));
        }
    }
    drop_unknown_types(&mut entry_type.fields, &unknown);
    let periods = field_names(&entry_type.fields, |kind| matches!(kind, FieldKind::Period));
    if let Some((name, span)) = &declaration.validity
        && !periods.iter().any(|period| **period == **name)
    {
        let expected = ExpectedKind::OneOf(periods).shortened_for(name);
        let kind = rules::WrongKind { expected, value: name.to_string() };
        diagnostics.push(Diagnostic::new(span.clone(), kind));
        entry_type.validity = None;
    }
    let relation_ids = relations(&entry_type.fields);
    if let Some((name, span)) = &declaration.replaces
        && !relation_ids.iter().any(|relation| **relation == **name)
    {
        let expected = ExpectedKind::OneOf(relation_ids).shortened_for(name);
        let kind = rules::WrongKind { expected, value: name.to_string() };
        diagnostics.push(Diagnostic::new(span.clone(), kind));
        entry_type.replaces = None;
    }
    check_lead(declaration, entry_type, diagnostics);
}

/// Reports fields of `lead` that the type does not have, or that its pages do not show, and removes
/// them.
fn check_lead(
    declaration: &TypeDeclaration,
    entry_type: &mut EntryType,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let shown = entry_type.fields.iter().filter(|field| entry_type.is_fact(&field.id));
    let shown: Vec<String> = shown.map(|field| field.id.to_string()).collect();
    let is_unknown = |field_id: &FieldId| !shown.iter().any(|shown| **shown == **field_id);
    for (name, span) in declaration.lead.iter().flatten().filter(|(name, _)| is_unknown(name)) {
        let expected = ExpectedKind::OneOf(shown.clone()).shortened_for(name);
        let kind = rules::WrongKind { expected, value: name.to_string() };
        diagnostics.push(Diagnostic::new(span.clone(), kind));
    }
    if let Some(lead) = &mut entry_type.lead {
        lead.retain(|field_id| !is_unknown(field_id));
    }
}

/// Reports types that share a folder with an earlier one: their lists would have the same address,
/// and the type of a file in the folder would be ambiguous.
fn check_shared_paths(
    declarations: &[&TypeDeclaration],
    types: &BTreeMap<EntryTypeId, EntryType>,
) -> Vec<Diagnostic> {
    let find_declaration =
        |id: &str| declarations.iter().find(|declaration| *declaration.id == *id);
    let path_span = |id: &str| {
        let declaration = find_declaration(id)?;
        declaration.path.as_ref().map(|(_, span)| span).or(declaration.declared.as_ref()).cloned()
    };
    let mut with_folder: Vec<&EntryType> =
        types.values().filter(|entry_type| !entry_type.path.is_empty()).collect();
    // A built-in type has its folder before the types of the site.
    with_folder.sort_by_key(|entry_type| {
        (find_declaration(&entry_type.id).is_some(), entry_type.id.clone())
    });
    let mut by_path: BTreeMap<&str, &EntryType> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for entry_type in with_folder {
        let Some(earlier) = by_path.get(&*entry_type.path).copied() else {
            by_path.insert(&entry_type.path, entry_type);
            continue;
        };
        let Some(span) = path_span(&entry_type.id) else { continue };
        let address = format!("/{}/", entry_type.path);
        let diagnostic = Diagnostic::new(span, rules::DuplicateRoute { address });
        diagnostics.push(match path_span(&earlier.id) {
            Some(first) => diagnostic.with_related(first, RelatedNote::FirstDefinition),
            None => diagnostic,
        });
    }
    diagnostics
}

fn field_names(fields: &[FieldDef], has_kind: impl Fn(&FieldKind) -> bool) -> Vec<String> {
    fields.iter().filter(|field| has_kind(&field.kind)).map(|field| field.id.to_string()).collect()
}

/// Removes unknown types: a relation to one accepts any entry, and a sum per unknown relation is
/// dropped.
fn drop_unknown_types(fields: &mut [FieldDef], unknown: &[EntryTypeId]) {
    let relations = field_names(fields, |kind| matches!(kind, FieldKind::Reference(_)));
    for field in fields {
        field.sum = field.sum.take().filter(|sum| relations.iter().any(|id| **id == *sum.per));
        match &mut field.kind {
            FieldKind::Reference(to) if to.iter().any(|to| unknown.contains(to)) => to.clear(),
            FieldKind::Group(inner) => drop_unknown_types(inner, unknown),
            FieldKind::Reference(_)
            | FieldKind::Text
            | FieldKind::Markdown
            | FieldKind::Number
            | FieldKind::Fraction
            | FieldKind::Date
            | FieldKind::Period
            | FieldKind::Url
            | FieldKind::Choice(_)
            | FieldKind::Bool
            | FieldKind::Citation
            | FieldKind::File => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{LineCol, SourceFile, Span};
    use crate::parse::yaml;
    use crate::schema::{LanguageTag, ReadContext};
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    fn read(id: &str, text: &str) -> (TypeDeclaration, Vec<Diagnostic>) {
        let path = format!("{id}.yaml").into();
        let source = Arc::new(SourceFile { path, text: text.into() });
        let languages = ["sv", "en"].map(|tag| LanguageTag(tag.into()));
        let (root, mut diagnostics) = yaml::read(&source, 0..text.len());
        let context = ReadContext { source: &source, languages: &languages };
        let (declaration, more) = TypeDeclaration::read(id, root.as_ref(), &context);
        diagnostics.extend(more);
        (declaration, diagnostics)
    }

    /// Declares `forum` with a text, and compares the diagnostics.
    fn check(text: &str, expected: &Expect) {
        check_all(&[("forum", text)], expected);
    }

    fn check_all(texts: &[(&str, &str)], expected: &Expect) {
        let (declarations, diagnostics): (Vec<_>, Vec<_>) =
            texts.iter().map(|(id, text)| read(id, text)).unzip();
        let mut out = String::new();
        let (_, more) = Schema::from_declarations(&declarations);
        for diagnostic in diagnostics.into_iter().flatten().chain(more) {
            let position = |span: &Span| {
                let (LineCol { line, column }, end) = (span.start_position(), span.end_position());
                format!("{}:{line}:{column}..{}:{}", span.source().path, end.line, end.column)
            };
            writeln!(out, "{} {:?}", position(&diagnostic.span), diagnostic.kind).unwrap();
            for related in &diagnostic.related {
                writeln!(out, "  {} {:?}", position(&related.span), related.note).unwrap();
            }
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn a_type_and_a_choice_have_at_most_a_thousand_names() {
        let n_names = 1_002;
        let fields = (0..n_names).map(|n| format!("  f{n}: {{label: {n}, kind: number}}\n"));
        let choices = (0..n_names).map(|n| format!("c{n}")).collect::<Vec<_>>();
        let pairs = choices.iter().map(|it| format!("{it}: {it}")).collect::<Vec<_>>().join(", ");
        let head = "name: Forum\nplural: Forums\npath: forums\nfields:\n";
        let lead = (0..n_names).map(|n| format!("f{n}")).collect::<Vec<_>>().join(", ");
        let text = format!("{head}{}lead: [{lead}]\n", fields.collect::<String>());
        check(
            &text,
            &expect![[r#"
                forum.yaml:1007:5898..1007:5903 TooLarge { what: List, limit: 1000, unit: Fields }
                forum.yaml:1005:3..1005:8 TooLarge { what: List, limit: 1000, unit: Fields }
            "#]],
        );
        for list in [format!("[{}]", choices.join(", ")), format!("{{{pairs}}}")] {
            let text = format!("{head}  a: {{label: A, kind: choice, choices: {list}}}\n");
            let (declaration, diagnostics) = read("forum", &text);
            let codes: Vec<_> = diagnostics.iter().map(|it| it.code().code_name()).collect();
            assert_eq!(codes, ["too-large"]);
            let FieldKind::Choice(choices) = &declaration.fields[0].kind else { panic!() };
            assert_eq!(choices.len(), 1_000);
        }
    }

    #[test]
    fn the_forum_of_the_design_is_declared() {
        let text = "
name:   {sv: Forum, en: Forum}
plural: {sv: Forum, en: Forums}
path:   forum
sourced: true
validity: in_force
fields:
  chair:   {label: {sv: Ordförande, en: Chair}, to: [forum, document], at_most: 1, inverse: {sv: Är ordförande i, en: Chairs}}
  weight:  {kind: fraction, required: true, sum: 1/1 per chair, sourced: false}
  in_force: {label: in_force, kind: period}
  level:   {kind: choice, choices: {a: {sv: A}, b: }}
";
        check(
            text,
            &expect![[r#"
                forum.yaml:9:3..9:9 MissingField { field: "label", required_by: "weight", place: Line }
                forum.yaml:11:40..11:47 MissingTranslation { languages: ["en"], missing: "a", cure: Value }
                forum.yaml:11:3..11:8 MissingField { field: "label", required_by: "level", place: Line }
            "#]],
        );
        let (schema, _) = Schema::from_declarations(&[read("forum", text).0]);
        let forum = &schema.types["forum"];
        expect![[r#"
            forum PerLanguage([(LanguageTag("sv"), "Forum"), (LanguageTag("en"), "Forums")]) Some("in_force")
            Reference(["forum", "document"]) Choice([("a", PerLanguage([(LanguageTag("sv"), "A")])), ("b", Same("b"))])"#]].assert_eq(&format!(
            "{} {:?} {:?}\n{:?} {:?}",
            forum.path, forum.plural, forum.validity, forum.fields[0].kind, forum.fields[3].kind,
        ));
        let weight = &forum.fields[1];
        assert_eq!((weight.at_least, weight.requires_source), (1, false));
        assert_eq!(weight.sum.as_ref().unwrap().total.to_string(), "1");
        assert!(forum.fields[0].requires_source && forum.fields[2].declared.is_some());
    }

    #[test]
    fn an_empty_file_declares_a_type_by_its_name() {
        check("", &expect![[""]]);
        let (schema, _) = Schema::from_declarations(&[read("forum", "").0]);
        assert_eq!(&*schema.types["forum"].path, "forum");
        assert_eq!(schema.types["forum"].plural, LocalizedText::Same("forum".into()));
    }

    #[test]
    fn keys_are_known() {
        check(
            "nmae: x\nfields:\n  a: {kind: text, lable: x}\n",
            &expect![[r#"
                forum.yaml:1:1..1:5 UnknownKey { key: "nmae", scope: Type, suggestion: Some("name"), known: [], publication: None, intended_type: None }
                forum.yaml:3:19..3:24 UnknownKey { key: "lable", scope: Field, suggestion: Some("label"), known: [], publication: None, intended_type: None }
            "#]],
        );
        check(
            "fields:\n  a: {label: a, kind: text, choices: [x], sum: 1 per b, acyclic: true}\n",
            &expect![[r#"
                forum.yaml:2:29..2:36 UnknownKey { key: "choices", scope: FieldKind(["kind: choice"]), suggestion: None, known: [], publication: None, intended_type: None }
                forum.yaml:2:43..2:46 UnknownKey { key: "sum", scope: FieldKind(["kind: number", "kind: fraction"]), suggestion: None, known: [], publication: None, intended_type: None }
                forum.yaml:2:57..2:64 UnknownKey { key: "acyclic", scope: FieldKind(["to: …"]), suggestion: None, known: [], publication: None, intended_type: None }
            "#]],
        );
        check(
            "fields: {a: {label: a, kind: text}, a: {label: a, kind: date}}\n",
            &expect![[r#"
                forum.yaml:1:37..1:38 DuplicateKey { key: "a", place: Line }
                  forum.yaml:1:10..1:11 FirstDefinition
            "#]],
        );
    }

    #[test]
    fn values_are_of_their_kind() {
        check(
            "[a]\n",
            &expect![[r#"
            forum.yaml:1:1..1:4 YamlSyntax { problem: NotAMap }
        "#]],
        );
        check(
            "name: {sv: a, de: b}\nplural: [a]\nopen: yes\npath: {a: b}\n",
            &expect![[r#"
                forum.yaml:1:15..1:17 WrongKind { expected: Language(None), value: "de" }
                forum.yaml:2:9..2:12 WrongKind { expected: SingleText, value: "[a]" }
                forum.yaml:4:7..4:13 WrongKind { expected: Id, value: "{a: b}" }
            "#]],
        );
        check(
            "path: ../x\n",
            &expect![[r#"
                forum.yaml:1:7..1:11 WrongKind { expected: Id, value: "../x" }
            "#]],
        );
        check("path: /a/b/\n", &expect![[""]]);
        check(
            "path: Å\n",
            &expect![[r#"
                forum.yaml:1:7..1:8 WrongKind { expected: Id, value: "Å" }
            "#]],
        );
        check(
            "fields: [a]\n",
            &expect![[r#"
                forum.yaml:1:9..1:12 WrongKind { expected: Map, value: "[a]" }
            "#]],
        );
        check(
            "fields:\n  a: text\n  b: {label: b, kind: txt}\n  c: {label: c, kind: number, at_least: -1, at_most: 0, unique: 1, sum: 1/0 per b}\n",
            &expect![[r#"
                forum.yaml:2:6..2:10 WrongKind { expected: Map, value: "text" }
                forum.yaml:3:23..3:26 WrongKind { expected: FieldKind(["text", "markdown", "number", "fraction", "date", "period", "url", "choice", "bool", "citation", "file", "group"], Some("text")), value: "txt" }
                forum.yaml:4:73..4:82 WrongKind { expected: Sum, value: "1/0 per b" }
                forum.yaml:4:41..4:43 WrongKind { expected: Count, value: "-1" }
                forum.yaml:4:54..4:55 WrongKind { expected: Count, value: "0" }
                forum.yaml:4:65..4:66 WrongKind { expected: Bool, value: "1" }
            "#]],
        );
        check(
            "fields:\n  a: {label: a, kind: text, at_least: 3, at_most: 2}\n",
            &expect![[r#"
                forum.yaml:2:51..2:52 WrongKind { expected: Count, value: "2" }
            "#]],
        );
        check_all(
            &[("Forum X", "")],
            &expect![[r#"
                Forum X.yaml:1:1..1:1 WrongKind { expected: Id, value: "Forum X" }
            "#]],
        );
    }

    #[test]
    fn a_field_says_what_its_values_are() {
        check(
            "fields:\n  a: {label: x}\n  b:\n  c: {label: c, to: forum, kind: text}\n  d: {label: d, kind: choice}\n  e: {label: e, kind: group}\n",
            &expect![[r#"
                forum.yaml:2:3..2:4 MissingField { field: "kind", required_by: "a", place: Line }
                forum.yaml:3:3..3:4 MissingField { field: "label", required_by: "b", place: Line }
                forum.yaml:3:3..3:4 MissingField { field: "kind", required_by: "b", place: Line }
                forum.yaml:4:28..4:32 DuplicateKey { key: "kind", place: Line }
                  forum.yaml:4:17..4:19 FirstDefinition
                forum.yaml:5:3..5:4 MissingField { field: "choices", required_by: "d", place: Line }
                forum.yaml:6:3..6:4 MissingField { field: "fields", required_by: "e", place: Line }
            "#]],
        );
    }

    #[test]
    fn some_names_are_taken() {
        check(
            "fields:\n  title: {label: title, kind: text}\n  body: {label: body, kind: text}\n  a b: {kind: text}\n  value: {label: value, kind: text}\n",
            &expect![[r#"
                forum.yaml:2:3..2:8 WrongKind { expected: Id, value: "title" }
                forum.yaml:3:3..3:7 WrongKind { expected: Id, value: "body" }
                forum.yaml:4:3..4:6 WrongKind { expected: Id, value: "a b" }
            "#]],
        );
    }

    #[test]
    fn groups_are_one_level_deep() {
        check(
            "fields:\n  a:\n    kind: group\n    fields:\n      title: {label: title, kind: text}\n      b: {label: b, kind: group}\n      c: {label: c, to: frum}\n      d: {label: d, kind: number, sum: 1 per c}\n      e: {label: e, kind: number, sum: 1 per a}\n",
            &expect![[r#"
                forum.yaml:6:27..6:32 WrongKind { expected: FieldKind(["text", "markdown", "number", "fraction", "date", "period", "url", "choice", "bool", "citation", "file"], None), value: "group" }
                forum.yaml:2:3..2:4 MissingField { field: "label", required_by: "a", place: Line }
                forum.yaml:7:25..7:29 UnknownType { name: "frum", suggestion: Some("forum") }
                forum.yaml:9:40..9:47 WrongKind { expected: OneOf(["c"]), value: "a" }
            "#]],
        );
    }

    #[test]
    fn choices_are_different_words() {
        check(
            "fields:\n  a: {label: a, kind: choice, choices: [x, y, x]}\n  b: {label: b, kind: choice, choices: x}\n",
            &expect![[r#"
                forum.yaml:2:47..2:48 DuplicateValue { field: "choices", value: "x" }
                forum.yaml:3:40..3:41 WrongKind { expected: List, value: "x" }
            "#]],
        );
    }

    #[test]
    fn names_of_types_and_fields_lead_somewhere() {
        check(
            "validity: b\nfields:\n  a: {label: a, to: [fourm, party]}\n  b: {label: b, kind: date}\n  c: {label: c, kind: number, sum: 1 per b}\n",
            &expect![[r#"
                forum.yaml:1:11..1:12 WrongKind { expected: OneOf([]), value: "b" }
                forum.yaml:3:22..3:27 UnknownType { name: "fourm", suggestion: Some("forum") }
                forum.yaml:3:29..3:34 UnknownType { name: "party", suggestion: None }
                forum.yaml:5:36..5:43 WrongKind { expected: OneOf(["a"]), value: "b" }
            "#]],
        );
    }

    #[test]
    fn built_in_types_are_extended_but_not_redefined() {
        let document = "path: kallor\nname: Källa\nfields:\n  text: {label: text, kind: text}\n  date: {label: date, kind: period}\n  place: {label: place, to: term}\n";
        check_all(
            &[("document", document), ("page", "path: x\n")],
            &expect![[r#"
                document.yaml:4:3..4:7 DuplicateKey { key: "text", place: Line }
                page.yaml:1:1..1:5 UnknownKey { key: "path", scope: Type, suggestion: None, known: [], publication: None, intended_type: None }
            "#]],
        );
        let (schema, _) = Schema::from_declarations(&[read("document", document).0]);
        let document = &schema.types["document"];
        let fields: Vec<_> =
            document.fields.iter().map(|field| format!("{}: {:?}", field.id, field.kind)).collect();
        expect![[r#"
            kallor Same("Källa") Same("Källa")
            short: Text
            text: File
            text_sha256: Text
            no_claim: Text
            date: Period
            confirmed_until: Date
            number: Text
            issuer: Text
            url: Url
            replaces: Reference(["document"])
            original: Text
            place: Reference(["term"])"#]]
        .assert_eq(&format!(
            "{} {:?} {:?}\n{}",
            document.path,
            document.name,
            document.plural,
            fields.join("\n")
        ));
    }

    #[test]
    fn the_first_of_two_with_one_name_wins() {
        check_all(
            &[("forum", "path: a"), ("forum", "path: b")],
            &expect![[r#"
                forum.yaml:1:1..1:1 DuplicateId { id: "forum", kind: Entry, n_uses: 2 }
                  forum.yaml:1:1..1:1 FirstDefinition
            "#]],
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "(fields|kind|to|sum|choices|group|date|a|å|: |:|\n|\n  |\n    |- |\\[|\\]|\\{|\\}|, |1|1 per a|unknown){0,40}") {
            let (declaration, found) = read("forum", &text);
            let (_, joined) = Schema::from_declarations(&[declaration]);
            let all = found.iter().chain(&joined);
            assert!(all.into_iter().all(|found| text.get(found.span.range()).is_some()));
        }
    }
}
