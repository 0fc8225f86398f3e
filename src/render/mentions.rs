//! "Mentioned in": which pages speak of an entry, with the words around the first mention.

use super::frame::{Subject, frame};
use super::scene::Scene;
use super::text;
use super::view::{Link, Mention, Mentions, MentionsPage, Paging};
use crate::diagnostic::Diagnostic;
use crate::site::{EntryIndex, MENTIONS_PER_PAGE};

/// The mentions of one page of the list; none if nobody mentions the entry.
pub(super) fn mentions(scene: &Scene<'_>, at: EntryIndex, number: usize) -> Option<Mentions> {
    let all: Vec<_> = scene.site.mentions(at, scene.language).collect();
    let first = (number - 1) * MENTIONS_PER_PAGE;
    let items: Vec<Mention> = all
        .iter()
        .skip(first)
        .take(MENTIONS_PER_PAGE)
        .filter_map(|mention| {
            let version = scene.site.entry(mention.from).versions.get(mention.version)?;
            let link = version.body.outline.links.get(mention.link)?;
            let around = &link.around;
            let told = |words: &str| text::plain(scene, (mention.from, version), words);
            let own = told(around.link());
            Some(Mention {
                link: scene.link(mention.from),
                before: told(around.before()),
                words: if own.is_empty() { scene.title(at).0 } else { own },
                after: told(around.after()),
            })
        })
        .collect();
    let more = (number == 1 && all.len() > MENTIONS_PER_PAGE).then(|| Link {
        title: scene.words().fill("see-all", &[("count", &all.len().to_string())]),
        href: scene.href(&scene.mentions_address(at, 2)),
        language: None,
    });
    (!items.is_empty()).then_some(Mentions { total: all.len(), items, more })
}

/// Renders a further page of mentions.
pub(super) fn page(
    scene: &Scene<'_>,
    at: EntryIndex,
    number: usize,
) -> Result<String, Box<Diagnostic>> {
    let of = scene.link(at);
    let title = format!("{}: {}", scene.words().get("mentions"), of.title);
    let languages = 0..scene.site.config.languages.len();
    let page = frame(
        scene,
        Subject {
            title,
            section: scene.site.tree.home.get(at.0).copied().flatten(),
            addresses: languages
                .map(|language| {
                    // The list of another language may be shorter: only this one is sure to be
                    // there.
                    let scene = scene.in_language(language);
                    if scene.site.mentions(at, language).count() > (number - 1) * MENTIONS_PER_PAGE
                    {
                        scene.mentions_address(at, number)
                    } else {
                        scene.address(at).to_owned()
                    }
                })
                .collect(),
            ..Subject::default()
        },
    );
    let total = scene.site.mentions(at, scene.language).count().div_ceil(MENTIONS_PER_PAGE);
    let href = |number: usize| scene.href(&scene.mentions_address(at, number));
    let view = MentionsPage {
        of,
        mentions: mentions(scene, at, number).unwrap_or(Mentions {
            total: 0,
            items: Vec::new(),
            more: None,
        }),
        paging: Paging {
            number,
            total,
            previous: Some(href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
        },
    };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("of", &view.of);
    context.insert("mentions", &view.mentions);
    context.insert("paging", &view.paging);
    scene.theme.render(&scene.tag.0, "mentions.html", &context)
}
