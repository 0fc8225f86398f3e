//! The citations of the real site: each fact is shown with its quote, each wrong letter in a quote
//! or locator is reported at its position, and what is in force depends on the as-of date.

mod site_facts;

use crate::support::Workspace;
use expect_test::expect;
use pakt::diagnostic::{DiagnosticKind, SourceFile};
use pakt::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use pakt::locale::LOCALES;
use pakt::parse::{Citation, CitationPart};
use pakt::site::entry_citations::entry_citations;
use pakt::site::resolve_citation::QuoteCheck;
use pakt::site::settings::RunSettings;
use pakt::site::source_text::{SourceParagraph, SourceText};
use pakt::site::{Site, SiteSnapshot};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn real_site() -> Arc<Site> {
    let content = root().join("content");
    let report_paths = ReportPaths::new(root(), &content);
    let folder =
        RootFolder { root: content, report_paths, skip: Vec::new(), kind: FolderKind::Content };
    let files = FileSet::read(&folder).unwrap();
    SiteSnapshot::new(&files, &RunSettings::default()).site
}

/// Returns the text of markup as a reader compares it: no tags and entities, white space collapsed.
fn words(markup: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for char in markup.chars() {
        match char {
            '<' => is_tag = true,
            '>' => is_tag = false,
            // A soft hyphen.
            '\u{ad}' => {}
            _ if !is_tag => text.push(char),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the target of a link on a page: a path in the site's folder, with `..` resolved.
fn leads_to(path: &str, href: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for step in href.split('/') {
        match step {
            ".." => assert!(parts.pop().is_some(), "{href} on {path} leaves the site"),
            "" | "." => {}
            step => parts.push(step),
        }
    }
    parts.join("/")
}

/// The quotes of a page, each with the paragraph that it leads to, as path and fragment.
fn quotes(path: &str, page: &str) -> Vec<(String, String)> {
    let leads_to = |markup: &str| {
        let (_, link) = markup.split_once("class=\"locator\" href=\"")?;
        let href = link.split('"').next().unwrap();
        let (href, fragment) = href.split_once('#').unwrap_or((href, ""));
        Some(format!("{}#{fragment}", leads_to(path, href)))
    };
    // The locator follows the quote beside a value, and begins the item of the list of sources.
    let beside_values = page.split("<q").skip(1).filter_map(|part| {
        let (quote, rest) = part.split_once("</q>")?;
        Some((words(quote.split_once('>')?.1), leads_to(rest)?))
    });
    let in_lists = page.split("<li id=\"source-").skip(1).filter_map(|part| {
        let (quote, _) = part.split_once("<mark>")?.1.split_once("</mark>")?;
        Some((words(quote), leads_to(part)?))
    });
    beside_values.chain(in_lists).collect()
}

/// Builds the real site and returns its HTML pages by path.
fn built(arguments: &[&str]) -> BTreeMap<String, String> {
    let output = Workspace::of(&[]);
    let folder = output.join("site");
    let content = root().to_str().unwrap().to_owned();
    let mut all = vec!["build", "-C", &content, "-o", folder.to_str().unwrap()];
    all.extend(arguments);
    output.run(&all).with_status(0);
    let files = crate::support::tree(&folder);
    let pages = files.into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn every_fact_is_quoted_on_a_page_in_both_languages() {
    let facts: Value = serde_json::from_str(include_str!("facts.json")).unwrap();
    let facts = facts["facts"].as_array().unwrap();
    assert_eq!(facts.len(), 88);
    let pages = built(&[]);
    for (language, folder) in [("sv", ""), ("en", "en/")] {
        // The page of the document has all of its text, so it does not count.
        let paper = format!("{folder}kallor/utlatande-2015-128");
        let other_pages = pages.iter().filter(|(path, _)| {
            path.starts_with("en/") == (language == "en") && !path.starts_with(&paper)
        });
        let quoted: BTreeSet<(String, String)> =
            other_pages.flat_map(|(path, page)| quotes(path, page)).collect();
        let text = &pages[&format!("{paper}/index.html")];
        for fact in facts {
            let quote = words(fact["quote"].as_str().unwrap());
            let paragraph = fact["para"].as_str().unwrap();
            assert!(text.contains(&format!("id=\"{paragraph}\"")), "{language}: {paragraph}");
            let fact_address = format!("{paper}#{paragraph}");
            let is_fact = |(shown_quote, address): &(String, String)| {
                shown_quote.contains(&quote) && *address == fact_address
            };
            assert!(quoted.iter().any(is_fact), "{language}: {} {quote:?}", fact["id"]);
        }
    }
}

#[test]
fn every_paragraph_is_cited_or_marked_as_having_no_claim() {
    let run =
        Workspace::of(&[]).run(&["check", "-C", root().to_str().unwrap(), "--format", "json"]);
    let report = run.with_status(0).json();
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
}

#[test]
fn each_known_ambiguity_is_a_question_where_the_reader_meets_it() {
    let site = real_site();
    let pages = built(&[]);
    let mut names = BTreeSet::new();
    for question in site.entries.iter().filter(|entry| &*entry.entry_type.id == "question") {
        let aliases = question.meta.aliases.iter().map(|(alias, _)| alias);
        names.extend(aliases.filter(|alias| alias.starts_with("AMB-")).cloned());
        let n_readings = question.field_statements("readings").len();
        assert!(n_readings > 1, "{} has one reading", question.id);
        let about = question.field_statements("about");
        assert!(!about.is_empty(), "{} is about nothing", question.id);
        for about in about {
            let id = about.span.text().split('#').next().unwrap().trim_matches('\'');
            for address in &site.entry_at(site.find_id(id).unwrap()).addresses {
                let page = &pages[&format!("{}index.html", address.trim_start_matches('/'))];
                let parts = page.split("<article class=\"question\">").skip(1);
                let mut questions = parts.map(|part| part.split("</article>").next().unwrap());
                let link = format!("oklarheter/{}/\"", question.id);
                let is_asked = |part: &&str| part.split("</h3>").next().unwrap().contains(&link);
                let Some(part) = questions.find(is_asked) else {
                    panic!("{address} does not ask {}", question.id)
                };
                assert_eq!(part.matches("class=\"reading-text\"").count(), n_readings, "{address}");
                let n_quotes = part.matches("class=\"locator\"").count();
                assert!(
                    n_quotes >= n_readings,
                    "{address}: a reading of {} has no words",
                    question.id
                );
            }
        }
    }
    for (name, id, note) in SETTLED {
        let entry = site.entry_at(site.find_id(id).unwrap());
        assert!(entry.meta.aliases.iter().any(|(alias, _)| alias == name), "{id}: {name}");
        let page =
            words(&pages[&format!("{}index.html", entry.addresses[0].trim_start_matches('/'))]);
        assert!(page.contains(note), "{id} does not say {note:?}");
        names.insert(name.to_owned());
    }
    let known: BTreeSet<String> = (1..=20).map(|number| format!("AMB-{number:02}")).collect();
    assert_eq!(names, known);
}

/// The ambiguities that are not questions: the alias, the entry that settles it, and its words.
const SETTLED: [(&str, &str, &str); 3] = [
    ("AMB-13", "foredragande-borgarradet", "Karin Wanngård var föredragande borgarråd i ärendet"),
    (
        "AMB-14",
        "lansstyrelsen",
        "Utlåtandet skriver bara länsstyrelsen. Det handlar om Stockholms län.",
    ),
    ("AMB-15", "tjansteutlatande-2015-10-05", "Utlåtandet återger det ”i huvudsak”"),
];

#[test]
fn no_page_shows_a_value_as_it_is_written_in_yaml() {
    for (path, page) in built(&[]) {
        let shown = words(&page);
        for written in ["{from:", "{value:", "{until:"] {
            assert!(!shown.contains(written), "{path} shows {written}");
        }
    }
}

/// Returns the words with one letter changed, the first one after the middle.
fn with_wrong_letter(quote: &str) -> String {
    let mut chars: Vec<char> = quote.chars().collect();
    let middle = chars.len() / 2;
    let mut indexes = (middle..chars.len()).chain(0..middle);
    let index = indexes.find(|index| chars[*index].is_alphanumeric()).unwrap();
    chars[index] = if chars[index] == 'q' { 'x' } else { 'q' };
    chars.into_iter().collect()
}

/// The position of a diagnostic: a file of the content, line, column.
type Place = (String, u64, u64);

/// Applies `change` to one part of each citation of the site that has it, as written. Returns the
/// changed content and the positions of the parts.
fn with_changed_parts(
    part: fn(&Citation) -> Option<&CitationPart>,
    change: fn(&str) -> String,
) -> (Workspace, BTreeSet<Place>) {
    let site = real_site();
    let mut places = BTreeSet::new();
    let mut changes: BTreeMap<String, BTreeMap<usize, (usize, String)>> = BTreeMap::new();
    for entry in &site.entries {
        for (_, citation) in entry_citations(entry) {
            let Some(part) = part(citation).filter(|_| citation.locator.is_some()) else {
                continue;
            };
            let cited = site.resolve_citation(citation, entry);
            assert_eq!(cited.quote_check(), QuoteCheck::Verified, "{}", citation.to_yaml_text());
            let source = part.span.source();
            let range = part.span.range();
            let file = source.path.strip_prefix("content/").unwrap().to_owned();
            let start = part.span.start_position();
            places.insert((file.clone(), start.line as u64, start.column as u64));
            let written = source.text.get(range.clone()).unwrap();
            changes.entry(file).or_default().insert(range.start, (range.end, change(written)));
        }
    }
    let workspace = Workspace::copy_of(&root().join("content"));
    for (file, changes) in changes {
        let mut text = workspace.read(&file);
        for (start, (end, changed)) in changes.into_iter().rev() {
            text.replace_range(start..end, &changed);
        }
        workspace.write(&file, text);
    }
    (workspace, places)
}

/// Returns the positions of the diagnostics with a code that `pakt check` reports.
fn reported_places(workspace: &Workspace, code: &str) -> BTreeSet<Place> {
    let run = workspace.run(&["check", "--content", ".", "--format", "json"]).with_status(1);
    let report = run.json();
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    diagnostics
        .filter(|diagnostic| diagnostic["code"] == code)
        .map(|diagnostic| {
            let number = |key: &str| diagnostic[key].as_u64().unwrap();
            (diagnostic["file"].as_str().unwrap().to_owned(), number("line"), number("column"))
        })
        .collect()
}

#[test]
fn one_wrong_letter_in_any_quote_is_reported_at_its_position() {
    let (workspace, places) =
        with_changed_parts(|citation| citation.quote.as_ref(), with_wrong_letter);
    assert!(places.len() > 900, "{} quotes were tried", places.len());
    assert_eq!(reported_places(&workspace, "quote-not-found"), places);
}

#[test]
fn any_wrong_locator_is_reported_at_its_position() {
    // The length stays the same, so no column moves.
    let with_wrong_end = |locator: &str| format!("{}x", locator.get(..locator.len() - 1).unwrap());
    let (workspace, places) =
        with_changed_parts(|citation| citation.locator.as_ref(), with_wrong_end);
    assert!(places.len() > 900, "{} locators were tried", places.len());
    assert_eq!(reported_places(&workspace, "unknown-locator"), places);
}

/// Returns the rows of the tables of a page, with the text of each cell.
fn rows(page: &str) -> Vec<Vec<String>> {
    let rows = page.split("<tr>").skip(1).map(|row| row.split("</tr>").next().unwrap());
    rows.map(|row| {
        row.split("</th>").flat_map(|part| part.split("</td>")).map(words).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn each_municipality_has_a_role_card_with_the_share_that_the_cost_page_gives_it() {
    let list = std::fs::read_to_string(root().join("content/municipalities.csv")).unwrap();
    let is_row = |line: &&str| line.contains(",folkmangd-storstockholm,");
    let ids: Vec<&str> =
        list.lines().filter(is_row).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(ids.len(), 26);
    let pages = built(&[]);
    for (folder, unknown) in [("", "Det vet vi inte"), ("en/", "What we do not know")] {
        let cost_page = &pages[&format!("{folder}kostnad/index.html")];
        assert!(words(cost_page).replace(',', ".").contains("0.01"), "{folder}kostnad");
        let all = rows(cost_page);
        for id in &ids {
            let page = &pages[&format!("{folder}kommuner/{id}/index.html")];
            let card_rows = rows(page);
            assert_eq!(card_rows.len(), 3, "{folder}{id}: a head, its row, the sum of all");
            let card_row = &card_rows[1];
            // A single share is rounded in the usual way; those of all add up exactly.
            let cost_row = all.iter().find(|row| row[..2] == card_row[..2]).unwrap();
            for (card_share, cost_share) in card_row[2..4].iter().zip(&cost_row[2..4]) {
                let difference = hundredths(card_share).abs_diff(hundredths(cost_share));
                assert!(difference <= 1, "{folder}{id}: {card_share} and {cost_share}");
            }
            assert!(card_row[3].contains('%'), "{folder}{id}");
            for field in
                ["adoption", "role", "duties", "overall_responsibility", "cost_rule", "financed_by"]
            {
                assert!(page.contains(&format!("id=\"{field}\"")), "{folder}{id}: {field}");
            }
            assert!(words(page).contains(unknown), "{folder}{id}");
        }
    }
}

/// Returns a percentage with two decimals, in hundredths.
fn hundredths(percentage: &str) -> u32 {
    percentage.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// Returns the range of the n-th word of some lines.
fn nth_word_range(lines: &str, n: usize) -> std::ops::Range<usize> {
    let word = lines.split_whitespace().nth(n).unwrap();
    let start = word.as_ptr() as usize - lines.as_ptr() as usize;
    start..start + word.len()
}

#[test]
fn a_word_that_changes_in_the_source_is_reported_at_each_quote_of_it() {
    let site = real_site();
    let text = &site.source_texts["utlatande-2015-128"];
    let document = site.find_id("utlatande-2015-128").unwrap();
    let workspace = Workspace::copy_of(&root().join("content"));
    let path = "kallor/utlatande-2015-128.txt";
    let original = workspace.read(path);
    let mut flagged = BTreeSet::new();
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        let first = &site.paragraph_usage(document)[number].quote_ranges[0];
        let n_before = paragraph.text.get(..first.start).unwrap().split_whitespace().count();
        let lines = original.get(paragraph.lines.clone()).unwrap();
        let word = nth_word_range(lines, n_before);
        let range = paragraph.lines.start + word.start..paragraph.lines.start + word.end;
        let mut changed = original.clone();
        changed.replace_range(range, &with_wrong_letter(lines.get(word).unwrap()));
        workspace.write(path, changed);
        let places = reported_places(&workspace, "quote-not-found");
        for entry in &site.entries {
            for (_, citation) in entry_citations(entry) {
                let cited = site.resolve_citation(citation, entry);
                let is_hit = cited.document == Some(document)
                    && cited.paragraphs() == Some(&(number..number + 1))
                    && cited.pieces().iter().any(|piece| piece.contains(&first.start));
                let Some(quote) = citation.quote.as_ref().filter(|_| is_hit) else { continue };
                let start = quote.span.start_position();
                let file = quote.span.source().path.strip_prefix("content/").unwrap();
                let place = (file.to_owned(), start.line as u64, start.column as u64);
                assert!(places.contains(&place), "{place:?} quotes {}", paragraph.locator);
                flagged.insert(paragraph.locator.clone());
            }
        }
    }
    assert_eq!(flagged.len(), 28, "each paragraph is quoted");
}

/// Returns the range of each word of a text.
fn word_ranges(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

#[test]
fn each_word_of_a_quoted_passage_is_guarded_by_each_quote_of_it() {
    let mut site = Arc::into_inner(real_site()).unwrap();
    let id = "utlatande-2015-128";
    let document = site.find_id(id).unwrap();
    let all: Vec<(usize, Citation)> = site
        .entries
        .iter()
        .enumerate()
        .flat_map(|(entry_index, entry)| {
            let citations = entry_citations(entry);
            citations.map(move |(_, citation)| (entry_index, citation.clone()))
        })
        .collect();
    let resolutions: Vec<_> = all
        .iter()
        .map(|(entry_index, citation)| site.resolve_citation(citation, &site.entries[*entry_index]))
        .collect();
    let n_paragraphs = site.source_texts[id].paragraphs.len();
    let mut n_words = 0;
    for number in 0..n_paragraphs {
        let original = site.source_texts[id].paragraphs[number].text.clone();
        let begins = |range: &std::ops::Range<usize>| {
            site.source_texts[id].cited_text(range.start..number).text.len()
                + usize::from(range.start < number)
        };
        // The citations of this paragraph, with the offset of its text in the text of all of the
        // paragraphs that the citation names.
        let citing: Vec<(usize, usize)> = (0..all.len())
            .filter(|index| resolutions[*index].document == Some(document))
            .filter_map(|index| Some((index, resolutions[index].paragraphs()?)))
            .filter(|(_, range)| range.contains(&number))
            .map(|(index, range)| (index, begins(range)))
            .collect();
        let words_at = |place: &std::ops::Range<usize>| original.get(place.clone()).unwrap();
        for word in word_ranges(&original) {
            let quotes_word = |(index, offset): &&(usize, usize)| {
                let mut pieces = resolutions[*index].pieces().iter();
                let (start, end) = (word.start + offset, word.end + offset);
                pieces.any(|piece| piece.start < end && start < piece.end)
            };
            let quoting: Vec<usize> =
                citing.iter().filter(quotes_word).map(|(index, _)| *index).collect();
            if quoting.is_empty() || !words_at(&word).contains(char::is_alphanumeric) {
                continue;
            }
            let mut changed = original.clone();
            changed.replace_range(word.clone(), &with_wrong_letter(words_at(&word)));
            let texts = Arc::make_mut(&mut site.source_texts);
            let text = Arc::make_mut(texts.get_mut(id).unwrap());
            text.paragraphs[number].text.clone_from(&changed);
            for index in quoting {
                let (entry_index, citation) = &all[index];
                let resolution = site.resolve_citation(citation, &site.entries[*entry_index]);
                let quote = citation.quote.as_ref().unwrap();
                let occurs_elsewhere = changed.contains(&*quote.text);
                assert!(
                    resolution.diagnostic().is_some() || occurs_elsewhere,
                    "{}: {}",
                    words_at(&word),
                    citation.to_yaml_text()
                );
            }
            n_words += 1;
        }
        let texts = Arc::make_mut(&mut site.source_texts);
        Arc::make_mut(texts.get_mut(id).unwrap()).paragraphs[number].text = original;
    }
    assert!(n_words > 600, "{n_words} words are quoted");
}

/// Puts a word into the middle of a passage. Returns the passage with it, and the quote that leaves
/// it out.
fn with_a_word_left_out(passage: &str, word: &str) -> Option<(String, String)> {
    let middle = passage.len() / 2;
    let offset = passage.char_indices().find(|(at, char)| *at >= middle && *char == ' ')?.0;
    let (before, after) = passage.split_at(offset);
    Some((format!("{before} {word}{after}"), format!("{before} …{after}")))
}

#[test]
fn each_negation_that_a_real_quote_leaves_out_is_reported() {
    let mut site = Arc::into_inner(real_site()).unwrap();
    let phrases = LOCALES.iter().flat_map(|locale| locale.restrictive.phrases).copied();
    let words: Vec<&str> = phrases.chain(["can't", "OM INTE", "Utan"]).collect();
    let mut words = words.into_iter().cycle();
    let entries = site.entries.iter().enumerate();
    let citations = entries.flat_map(|(index, entry)| {
        entry_citations(entry).map(move |(_, citation)| (index, citation.clone()))
    });
    let citations: Vec<(usize, Citation)> = citations.collect();
    let mut n_tried = 0;
    for (index, citation) in &citations {
        let resolution = site.resolve_citation(citation, &site.entries[*index]);
        let (Some(quote), Some(paragraphs)) = (&citation.quote, resolution.paragraphs()) else {
            continue;
        };
        let word = words.next().unwrap();
        let Some((passage, clipped)) = with_a_word_left_out(&quote.text, word) else { continue };
        assert_eq!(site.misleading_parts(citation, &resolution), [], "{}", quote.text);
        let texts = Arc::clone(&site.source_texts);
        let changed_texts = Arc::make_mut(&mut site.source_texts);
        let text = Arc::make_mut(changed_texts.get_mut(&*citation.document.text).unwrap());
        *text = changed_text(&text.paragraphs[paragraphs.clone()], &quote.text, &passage);
        let part = CitationPart { text: clipped.into(), span: quote.span.clone() };
        let changed = Citation { quote: Some(part), ..citation.clone() };
        let resolution = site.resolve_citation(&changed, &site.entries[*index]);
        let found = site.misleading_parts(&changed, &resolution);
        let is_omitted = found.iter().any(|diagnostic| match &diagnostic.kind {
            DiagnosticKind::OmittedNegation(omitted) => omitted.words == [word],
            _ => false,
        });
        assert!(is_omitted, "{word} in {passage:?}: {found:?}");
        site.source_texts = texts;
        n_tried += 1;
    }
    assert!(n_tried > 500, "{n_tried} quotes were tried");
}

/// Returns a text of some paragraphs, the first of which has other words.
fn changed_text(paragraphs: &[SourceParagraph], words: &str, other_words: &str) -> SourceText {
    let mut text = String::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let changed = match index {
            0 => paragraph.text.replacen(words, other_words, 1),
            _ => paragraph.text.clone(),
        };
        writeln!(text, "[{}]\n{changed}", paragraph.locator).unwrap();
    }
    SourceText::read(&Arc::new(SourceFile { path: "changed.txt".into(), text: text.into() }))
}

#[test]
fn what_is_in_force_follows_the_as_of_date() {
    let mut summary = String::new();
    for day in ["2013-12-31", "2014-06-01", "2015-06-01"] {
        let pages = built(&["--as-of", day]);
        for page in ["vad-galler/index.html", "en/vad-galler/index.html"] {
            let figure = pages[page].split_once(" in-force\">").unwrap().1;
            let head = words(figure.split("<dl").next().unwrap());
            writeln!(summary, "== {day} {page}: {head}").unwrap();
            // Running text is written once: it must not call another day the one that is asked for.
            let others = ["jämförelsedagen är den ", "as-of day is "];
            let page_words = words(&pages[page]).to_lowercase();
            assert!(others.iter().all(|other| !page_words.contains(other)), "{day} {page}");
            for item in pages[page].split("data-entry=\"").skip(1) {
                let entry = item.split('"').next().unwrap();
                let state = item.split("data-state=\"").nth(1).unwrap().split('"').next().unwrap();
                let body = item.split_once('>').unwrap().1.split("</dd>").next().unwrap();
                let body = body.split("<a class=\"cite\"").map(|part| {
                    part.split_once("</a>")
                        .filter(|_| part.starts_with(" href"))
                        .map_or(part, |p| p.1)
                });
                let body: String = body.collect();
                writeln!(summary, "{entry}: {state}: {}", words(&body)).unwrap();
            }
        }
    }
    expect![[r#"
        == 2013-12-31 vad-galler/index.html: Läget den 31 december 2013
        programmet: holds: Programmet Pågick den 31 december 2013. Från och med 2011, utan känt slutdatum.
        modellen: unknown: Modellen Oklart om den gäller.
        avsiktsforklaringen: not: Avsiktsförklaringen Gällde inte den 31 december 2013. Börjar gälla den 1 april 2014, utan känt slutdatum.
        overenskommelsen: not: Överenskommelsen Avsett Gällde inte den 31 december 2013. Avsett att gälla från och med den 1 januari 2015, tills vidare.
        == 2013-12-31 en/vad-galler/index.html: The position on 31 December 2013
        programmet: holds: The programme Was running on 31 December 2013. From 2011, with no known end.
        modellen: unknown: The model Unclear whether it is in force.
        avsiktsforklaringen: not: The declaration of intent Not in force on 31 December 2013. Begins to apply on 1 April 2014, with no known end.
        overenskommelsen: not: The agreement Intended Not in force on 31 December 2013. Meant to apply from 1 January 2015 until further notice.
        == 2014-06-01 vad-galler/index.html: Läget den 1 juni 2014
        programmet: holds: Programmet Pågick den 1 juni 2014. Från och med 2011, utan känt slutdatum.
        avsiktsforklaringen: holds: Avsiktsförklaringen Gällde den 1 juni 2014. Från och med den 1 april 2014, utan känt slutdatum.
        modellen: unknown: Modellen Oklart om den gäller.
        overenskommelsen: not: Överenskommelsen Avsett Gällde inte den 1 juni 2014. Avsett att gälla från och med den 1 januari 2015, tills vidare.
        == 2014-06-01 en/vad-galler/index.html: The position on 1 June 2014
        programmet: holds: The programme Was running on 1 June 2014. From 2011, with no known end.
        avsiktsforklaringen: holds: The declaration of intent In force on 1 June 2014. From 1 April 2014, with no known end.
        modellen: unknown: The model Unclear whether it is in force.
        overenskommelsen: not: The agreement Intended Not in force on 1 June 2014. Meant to apply from 1 January 2015 until further notice.
        == 2015-06-01 vad-galler/index.html: Läget den 1 juni 2015
        programmet: holds: Programmet Pågick den 1 juni 2015. Från och med 2011, utan känt slutdatum.
        avsiktsforklaringen: holds: Avsiktsförklaringen Gällde den 1 juni 2015. Från och med den 1 april 2014, utan känt slutdatum.
        modellen: unknown: Modellen Oklart om den gäller.
        overenskommelsen: unknown: Överenskommelsen Avsett Oklart om den gäller. Avsett att gälla från och med den 1 januari 2015, tills vidare.
        == 2015-06-01 en/vad-galler/index.html: The position on 1 June 2015
        programmet: holds: The programme Was running on 1 June 2015. From 2011, with no known end.
        avsiktsforklaringen: holds: The declaration of intent In force on 1 June 2015. From 1 April 2014, with no known end.
        modellen: unknown: The model Unclear whether it is in force.
        overenskommelsen: unknown: The agreement Intended Unclear whether it is in force. Meant to apply from 1 January 2015 until further notice.
    "#]].assert_eq(&summary);
}
