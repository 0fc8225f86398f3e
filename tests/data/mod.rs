//! The data of a page says the same as the page, on all pages of the real site.

use crate::support::{Workspace, tree};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The standings that a reader has to notice.
const TENTATIVE: [&str; 3] = ["intended", "proposed", "interpretation"];

/// The standings of the values of a field, and of the values in its groups. `None` is no mark.
type FieldStandings = [BTreeSet<Option<String>>; 2];

/// The pages and the data of the real site, by folder: `kommuner/taby/`.
fn built() -> BTreeMap<String, (String, Value)> {
    let output = Workspace::of(&[]);
    let folder = output.join("site");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).to_str().unwrap();
    output.run(&["build", "-C", content, "-o", folder.to_str().unwrap()]).with_status(0);
    let files = tree(&folder);
    let data = files.iter().filter(|(path, _)| path.ends_with("index.json"));
    data.map(|(path, json)| {
        let folder = path.strip_suffix("index.json").unwrap();
        let page = String::from_utf8(files[&format!("{folder}index.html")].clone()).unwrap();
        (folder.to_owned(), (page, serde_json::from_slice(json).unwrap()))
    })
    .collect()
}

/// Returns the value of an attribute in the first tag of some HTML.
fn attribute(html: &str, name: &str) -> Option<String> {
    let tag = html.split('>').next().unwrap();
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next().unwrap().to_owned())
}

fn page_standings(page: &str) -> BTreeMap<String, FieldStandings> {
    let mut standings: BTreeMap<String, FieldStandings> = BTreeMap::new();
    // The facts at the top are all there are, if no others are folded.
    let lists = ["<dl class=\"statements facts\">", "<dl class=\"statements facts lead\">"];
    let Some((_, fields)) = lists.iter().find_map(|list| page.split_once(list)) else {
        return standings;
    };
    let fields = fields.split("<details class=\"fold\"").next().unwrap();
    let fields = fields.split("<div class=\"reading\">").next().unwrap();
    let mut field = String::new();
    for statement in fields.split("<div class=\"statement\"").skip(1) {
        // A later value of the same field has no id.
        field = attribute(statement, "id").unwrap_or(field);
        let [own, nested] = standings.entry(field.clone()).or_default();
        own.insert(attribute(statement, "data-standing"));
        let parts = statement.split("<div class=\"part\"").skip(1);
        nested.extend(parts.map(|part| attribute(part, "data-standing")));
    }
    standings
}

/// Returns the standing of a value in the data as the page shows it: editorial values have no mark.
fn shown_standing(value: &Value) -> Option<String> {
    let standing = value["standing"].as_str().filter(|standing| *standing != "editorial");
    standing.map(str::to_owned)
}

fn data_standings(values: &Value) -> FieldStandings {
    let values = values.as_array().unwrap();
    let groups = values.iter().filter_map(|value| value["value"].as_object());
    let groups = groups.filter(|group| group.values().all(Value::is_array));
    let nested = groups.flat_map(|group| group.values().flat_map(|it| it.as_array().unwrap()));
    [values.iter().map(shown_standing).collect(), nested.map(shown_standing).collect()]
}

#[test]
fn a_value_has_the_same_standing_on_the_page_and_in_the_data() {
    let mut n_fields = 0;
    let mut n_tentative = 0;
    for (folder, (page, data)) in built() {
        let shown = page_standings(&page);
        let fields = data["fields"].as_object().unwrap();
        for (field, values) in fields {
            let Some(on_page) = shown.get(field) else {
                // Its value is elsewhere on the page, such as in the text or a view.
                let id = format!("<div class=\"statement\" id=\"{field}\"");
                assert!(!page.contains(&id), "{folder} {field} is among the facts");
                continue;
            };
            assert_eq!(*on_page, data_standings(values), "{folder} {field}");
            n_fields += 1;
            let marks = on_page.iter().flatten().flatten();
            n_tentative += marks.filter(|mark| TENTATIVE.contains(&&***mark)).count();
        }
        let unknown = shown.keys().find(|field| !field.is_empty() && !fields.contains_key(*field));
        assert_eq!(unknown, None, "{folder} is not in the data");
    }
    assert!(n_fields > 500 && n_tentative > 10, "{n_fields} fields, {n_tentative} tentative");
}

#[test]
fn only_a_value_with_a_verified_quote_is_sourced_in_the_data() {
    fn check(folder: &str, values: &Value) {
        for value in values.as_array().unwrap() {
            let sources = value["sources"].as_array().unwrap();
            let is_verified = sources.iter().any(|source| source["verified"] == true);
            let standing = value["standing"].as_str();
            assert!(standing != Some("sourced") || is_verified, "{folder} {value}");
            let has_evidence = value["according_to"].is_string() || !sources.is_empty();
            assert!(standing != Some("editorial") || !has_evidence, "{folder} {value}");
            if let Some(group) = value["value"].as_object() {
                group.values().filter(|it| it.is_array()).for_each(|it| check(folder, it));
            }
        }
    }
    for (folder, (_, data)) in built() {
        data["fields"].as_object().unwrap().values().for_each(|values| check(&folder, values));
    }
}

/// Returns the folder that a link on a page leads to.
fn linked_folder(folder: &str, href: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split(['#', '?']).next().unwrap().split('/') {
        match part {
            ".." => drop(parts.pop()),
            "" | "." => {}
            part => parts.push(part),
        }
    }
    parts.iter().map(|part| format!("{part}/")).collect()
}

#[test]
fn a_relation_that_is_not_done_is_marked_at_both_ends() {
    let pages = built();
    let folder_of: BTreeMap<(&str, &str), &str> = pages
        .iter()
        .map(|(folder, (_, data))| {
            ((data["language"].as_str().unwrap(), data["id"].as_str().unwrap()), &**folder)
        })
        .collect();
    let mut n_marked = 0;
    for (folder, (page, data)) in &pages {
        let relations = page.split("id=\"pakt-relations\"").nth(1).unwrap_or_default();
        let relations = relations.split("</section>").next().unwrap();
        let items: Vec<&str> = relations.split("<li").skip(1).collect();
        for relation in data["incoming"].as_array().unwrap() {
            let Some(standing) = TENTATIVE.into_iter().find(|it| relation["standing"] == **it)
            else {
                continue;
            };
            let from = (data["language"].as_str().unwrap(), relation["from"].as_str().unwrap());
            let target = folder_of[&from];
            let is_marked = items.iter().any(|item| {
                let href = item.split("href=\"").nth(1).and_then(|it| it.split('"').next());
                attribute(item, "data-standing").as_deref() == Some(standing)
                    && href.is_some_and(|href| linked_folder(folder, href) == target)
            });
            assert!(is_marked, "{folder}: {relation}");
            n_marked += 1;
        }
    }
    assert!(n_marked > 0);
}
