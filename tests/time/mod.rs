//! What the program computes about time: which state a statement has on a day, in which words, and
//! that pages, search and page JSON agree.
//!
//! `states.txt` has each combination of state and period; `real_site.txt` has every sentence about
//! time or standing that the real site computes on twelve days, folded by pattern. Both are read as
//! text: `UPDATE_EXPECT=1 cargo test --test main time::`.

mod agreement;
mod computed_sentences;
mod periods;
mod real_site;
mod states;

use pakt::files::FileSet;
use pakt::project::Website;
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use std::sync::{Arc, OnceLock};

/// A type with a validity, a field of another kind, and a view of what is in force.
const COUNTRY: &str = "\
name: {sv: Land, en: Country}
plural: {sv: Länder, en: Countries}
validity: bound
fields:
  bound: {label: {sv: Bindningstid, en: Binding period}, kind: period}
  seat: {label: {sv: Säte, en: Seat}, kind: text, translate: false}
";
const OWN_WORDS: &str = "\
in_force:
  holds: {sv: Bunden, en: Bound}
  not: {sv: Inte bunden, en: Not bound}
  unknown: {sv: Oklart om bunden, en: Unclear whether bound}
";
const TEXT: &str = "[1]\nCanada is bound by the treaty. Its seat is Ottawa on the river.\n";
const BOUND: &str = "1 \"Canada is bound by the treaty.\"";
const SEAT: &str = "1 \"Its seat is Ottawa on the river.\"";

/// A site of one country and its documents.
struct Country {
    as_of: String,
    /// The type of the country.
    kind: String,
    /// The fields of the country, as YAML.
    fields: String,
    /// The documents: id, title, and dates as YAML.
    documents: Vec<(String, String, String)>,
}

impl Country {
    fn website(&self) -> Website {
        let Self { as_of, kind, fields, documents } = self;
        let site_yaml = format!(
            "title: {{sv: Register, en: Register}}\nlanguages: [sv, en]\nowner: Vi\nas_of: {as_of}\n"
        );
        let country =
            format!("---\ntype: country\ntitle: {{sv: Kanada, en: Canada}}\n{fields}---\n");
        // Each value is also in a text, in the description made from it, and in a table.
        let embed = |field: &str| match fields.contains(&format!("{field}:")) {
            true => format!("{field}: ![[kanada#{field}]];\n\n"),
            false => String::new(),
        };
        let embeds = embed("seat") + &embed("bound");
        let view = format!(
            "{embeds}```{{in-force}}\nof: country\n```\n\nSe [[kanada]].\n\n```{{table}}\nof: country\n\
             columns: [seat, bound]\n```\n"
        );
        let index = format!("# Länder\n\n{view}");
        let index_en = format!("# Countries\n\n{view}");
        let mut files = vec![
            ("site.yaml".to_owned(), site_yaml),
            ("_types/country.yaml".to_owned(), kind.clone()),
            ("kanada.md".to_owned(), country),
            ("index.md".to_owned(), index),
            ("index.en.md".to_owned(), index_en),
        ];
        for (id, title, dates) in documents {
            let page = format!("---\ntype: document\ntitle: {title}\ntext: {id}.txt\n{dates}---\n");
            files.push((format!("{id}.md"), page));
            files.push((format!("{id}.txt"), TEXT.to_owned()));
        }
        let texts: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let files = FileSet::from_texts(&texts);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let problems: Vec<_> = site.diagnostics().map(|it| format!("{it:?}")).collect();
        assert!(problems.is_empty(), "{problems:#?}");
        Website::new(site, Arc::clone(theme()))
    }
}

fn theme() -> &'static Arc<Theme> {
    static THEME: OnceLock<Arc<Theme>> = OnceLock::new();
    THEME.get_or_init(|| {
        let strings = ["sv", "en"].map(|language| StringOverrides {
            language: language.into(),
            ..StringOverrides::default()
        });
        Arc::new(Theme::load_theme(&ThemeFiles::default(), &strings).0)
    })
}
