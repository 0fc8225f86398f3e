//! What is unclear, and what words mean.

use crate::render::question;
use crate::render::scene::Scene;
use crate::render::view::{BodyView, Link, QuestionView};
use crate::site::views::View;
use serde::Serialize;

/// `view.questions`.
#[derive(Debug, Serialize)]
pub(super) struct Questions {
    questions: Vec<QuestionView>,
}

/// `view.glossary`.
#[derive(Debug, Serialize)]
pub(super) struct Glossary {
    terms: Vec<Term>,
}

/// `view.standings`.
#[derive(Debug, Serialize)]
pub(super) struct Standings {
    items: Vec<Standing>,
}

#[derive(Debug, Serialize)]
struct Standing {
    name: &'static str,
    word: String,
    /// What it means.
    text: String,
}

#[derive(Debug, Serialize)]
struct Term {
    id: String,
    link: Link,
    /// What it means.
    body: Option<BodyView>,
    /// Its description, if it has no text.
    summary: Option<String>,
    /// Further names.
    aliases: Vec<String>,
}

pub(super) fn questions(scene: &Scene<'_>, view: &View) -> Questions {
    Questions { questions: view.entries.iter().map(|at| question::view(scene, *at)).collect() }
}

pub(super) fn glossary(scene: &Scene<'_>, view: &View) -> Glossary {
    let term = |at: &crate::site::EntryIndex| {
        let entry = scene.site.entry(*at);
        let aliases = entry.meta.aliases.iter().map(|(name, _)| name.clone());
        Term {
            id: entry.id.to_string(),
            link: scene.link(*at),
            body: question::body(scene, *at),
            summary: entry.description.as_ref().map(|text| scene.text(text).0),
            aliases: aliases.filter(|name| !name.starts_with('/')).collect(),
        }
    };
    Glossary { terms: view.entries.iter().map(term).collect() }
}

/// Every way in which a claim can stand, from the firmest on.
pub(super) fn standings(scene: &Scene<'_>) -> Standings {
    let names = ["sourced", "intended", "proposed", "claimed", "interpretation", "absent"];
    let items = names.map(|name| Standing {
        name,
        word: scene.words().get(&format!("standing-{name}")).to_owned(),
        text: scene.words().get(&format!("standing-{name}-text")).to_owned(),
    });
    Standings { items: items.into() }
}
