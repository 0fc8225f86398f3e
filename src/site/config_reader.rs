//! Reads `site.yaml`.

use super::asked_questions::AskedSetting;
use super::config::{
    CheckLevel, HistorySetting, MAX_MENU_ITEMS, PublishProfile, RawHtmlSetting, SiteConfig,
    has_credentials, normal_base_url,
};
use super::publisher_check;
use crate::diagnostic::rules::{DateKeywords, LimitUnit, LimitedPart};
use crate::diagnostic::{
    Diagnostic, DiagnosticCode, ExpectedKind, KeyScope, RuleFamily, Severity, SourceFile, Span,
    rules,
};
use crate::locale::{intended_language_tag, is_language_tag, language_of_country, locale};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::value::{read_bool, read_complete_text, read_string};
use crate::schema::{DiagnosticSink, LanguageTag, PartialDate, ReadContext};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most days that readers can compare: each pair of them has a page.
const MAX_COMPARED_DAYS: usize = 12;

impl SiteConfig {
    /// Reads `site.yaml`.
    pub(super) fn read(
        source: &Arc<SourceFile>,
        root: Option<&YamlNode>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut config = Self::for_plain_folder(LanguageTag("sv".into()));
        config.declared = Some(Span::start_of(source));
        let Some(root) = root else { return (config, Vec::new()) };
        let sink = DiagnosticSink::new(ReadContext { source, languages: &[] });
        let mut reader = ConfigReader { sink };
        // Localized texts are recognized by the languages, so these are read first.
        if let Some(node) = root.get("languages") {
            config.languages = reader.read_language_tags(node).unwrap_or(config.languages);
            config.languages_value = Some(reader.sink.span(&node.range));
        }
        let languages = config.languages.clone();
        reader.sink.context.languages = &languages;
        for (key, node) in root.map_entries() {
            reader.read_setting(&mut config, key, node);
        }
        let mut diagnostics = reader.sink.diagnostics;
        diagnostics.extend(publisher_check::check(source, root, &config));
        (config, diagnostics)
    }
}

struct ConfigReader<'a> {
    sink: DiagnosticSink<'a>,
}

impl ConfigReader<'_> {
    fn read_setting(&mut self, config: &mut SiteConfig, key: &YamlNode, node: &YamlNode) {
        let name = key.as_str().unwrap_or_default();
        if matches!(node.kind, NodeKind::Empty) && SiteConfig::KEYS.contains(&name) {
            return;
        }
        match name {
            "languages" => {}
            "title" => config.title = read_complete_text(name, node, &mut self.sink),
            "description" => config.description = read_complete_text(name, node, &mut self.sink),
            "owner" => config.owner = read_complete_text(name, node, &mut self.sink),
            "contact" => config.contact = read_complete_text(name, node, &mut self.sink),
            "notice" => config.notice = read_complete_text(name, node, &mut self.sink),
            "footer_text" => config.footer_text = read_complete_text(name, node, &mut self.sink),
            "footer_menu" => config.footer_menu = self.read_names(node).unwrap_or_default(),
            "base_url" => config.base_url = self.read_base_url(node),
            "profile" => {
                let choices =
                    [("public", PublishProfile::Public), ("intranet", PublishProfile::Intranet)];
                // What cannot be understood is not meant for everybody.
                let profile = self.read_choice(node, &choices);
                config.profile = profile.unwrap_or(PublishProfile::Intranet);
            }
            "as_of" => config.as_of = self.read_date(node),
            "as_of_days" => config.as_of_days = self.read_days(node),
            "book" => config.has_book = read_bool(node, &mut self.sink).unwrap_or_default(),
            "menu" => config.menu = self.read_names(node),
            "asked" => config.asked = AskedSetting::read_list(node, &mut self.sink),
            "theme" => config.theme = self.read_theme(node),
            "raw_html" => {
                let choices =
                    [("escape", RawHtmlSetting::Escape), ("allow", RawHtmlSetting::Allow)];
                config.raw_html = self.read_choice(node, &choices).unwrap_or_default();
            }
            "smart_punctuation" => {
                config.smart_punctuation = read_bool(node, &mut self.sink).unwrap_or(true);
            }
            "edit_url" => config.edit_url = read_string(node, &mut self.sink),
            "history" => {
                let choices = [("none", HistorySetting::None), ("git", HistorySetting::Git)];
                config.history_key = Some(self.sink.span(&key.range));
                config.history = self.read_choice(node, &choices).unwrap_or_default();
            }
            "checks" => config.checks = self.read_checks(node),
            _ => {
                self.sink.push_unknown_key(key, KeyScope::Site, SiteConfig::KEYS);
            }
        }
    }

    fn read_date(&mut self, node: &YamlNode) -> Option<PartialDate> {
        let date = node.as_str().and_then(PartialDate::parse);
        if date.is_none() {
            let value = node.as_str().unwrap_or_default().to_owned();
            self.sink.push(&node.range, rules::BadDate { value, words: DateKeywords::NoWords });
        }
        date
    }

    /// Reads the days that can be compared. Fewer than two are none.
    fn read_days(&mut self, node: &YamlNode) -> Vec<PartialDate> {
        let mut days: Vec<PartialDate> = Vec::new();
        let n_before = self.sink.diagnostics.len();
        for item in node.items_or_self() {
            let Some(text) = item.as_str() else {
                self.sink.push_wrong_kind(item, ExpectedKind::Day);
                continue;
            };
            match PartialDate::parse(text) {
                Some(day) if day.day().is_none() => {
                    self.sink.push_wrong_kind(item, ExpectedKind::Day);
                }
                Some(day) if days.contains(&day) => {
                    let (field, value) = ("as_of_days".to_owned(), text.to_owned());
                    self.sink.push(&item.range, rules::DuplicateValue { field, value });
                }
                Some(_) if days.len() == MAX_COMPARED_DAYS => {
                    let n_values = node.items_or_self().len();
                    let (field, at_most) = ("as_of_days".to_owned(), MAX_COMPARED_DAYS);
                    self.sink.push(&item.range, rules::TooManyValues { field, at_most, n_values });
                    break;
                }
                Some(day) => days.push(day),
                None => {
                    let (value, words) = (text.to_owned(), DateKeywords::NoWords);
                    self.sink.push(&item.range, rules::BadDate { value, words });
                }
            }
        }
        if days.len() == 1 && self.sink.diagnostics.len() == n_before {
            self.sink.push_wrong_kind(node, ExpectedKind::SeveralDays);
        }
        if days.len() < 2 {
            return Vec::new();
        }
        days.sort();
        days
    }

    fn read_choice<T: Copy>(&mut self, node: &YamlNode, choices: &[(&str, T)]) -> Option<T> {
        let word = node.as_str().unwrap_or_default();
        let value = choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if value.is_none() {
            let names = choices.iter().map(|(name, _)| (*name).to_owned()).collect();
            self.sink.push_wrong_kind(node, ExpectedKind::OneOf(names));
        }
        value
    }

    fn read_base_url(&mut self, node: &YamlNode) -> Option<String> {
        let url = read_string(node, &mut self.sink)?;
        let base_url = normal_base_url(&url);
        if base_url.is_none() {
            let expected = match has_credentials(&url) {
                true => ExpectedKind::UrlWithoutPassword,
                false => ExpectedKind::Url,
            };
            self.sink.push_wrong_kind(node, expected);
        }
        base_url
    }

    /// Reads the name of a theme, which is a folder name without path or punctuation.
    fn read_theme(&mut self, node: &YamlNode) -> Option<String> {
        let name = read_string(node, &mut self.sink)?;
        let is_plain =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !is_plain {
            self.sink.push_wrong_kind(node, ExpectedKind::Id);
        }
        is_plain.then_some(name)
    }

    fn read_names(&mut self, node: &YamlNode) -> Option<Vec<(String, Span)>> {
        let items = node.items_or_self();
        let name = |item: &YamlNode| Some((item.as_str()?.to_owned(), self.sink.span(&item.range)));
        let names: Vec<_> = items.iter().filter_map(name).take(MAX_MENU_ITEMS).collect();
        for item in items.iter().filter(|item| item.as_str().is_none()) {
            self.sink.push_wrong_kind(item, ExpectedKind::EntryId);
        }
        if let Some(item) = items.get(MAX_MENU_ITEMS) {
            let (what, limit, unit) = (LimitedPart::Menu, MAX_MENU_ITEMS, LimitUnit::Links);
            self.sink.push(&item.range, rules::TooLarge { what, limit, unit });
        }
        Some(names)
    }

    fn read_language_tags(&mut self, node: &YamlNode) -> Option<Vec<LanguageTag>> {
        if let Some(words) = node.as_str().and_then(split_language_words) {
            // The words are used, so that nothing else is reported for the same slip.
            let list = format!("[{}]", words.join(", "));
            self.sink.push_wrong_kind(node, ExpectedKind::LanguageList(list));
            return Some(words.into_iter().map(|tag| LanguageTag(tag.into())).collect());
        }
        let mut tags = Vec::new();
        for item in node.items_or_self() {
            // One that is meant for a language counts as its tag, so that the texts in that
            // language are not reported as well.
            let intended =
                || intended_language_tag(item.as_str()?).map(|tag| LanguageTag(tag.into()));
            let Some(tag) = self.sink.read_language_tag(item).or_else(intended) else { continue };
            if !tags.contains(&tag) {
                if locale(&tag.0).stemmer.is_none() {
                    let language = tag.0.to_string();
                    let language_of_country = language_of_country(&language).map(str::to_owned);
                    self.sink.push(&item.range, rules::NoStemmer { language, language_of_country });
                }
                tags.push(tag);
            }
        }
        (!tags.is_empty()).then_some(tags)
    }

    fn read_checks(&mut self, node: &YamlNode) -> BTreeMap<DiagnosticCode, CheckLevel> {
        let mut checks = BTreeMap::new();
        if !matches!(node.kind, NodeKind::Map(_)) {
            self.sink.push_wrong_kind(node, ExpectedKind::Map);
        }
        let levels = [
            ("off", CheckLevel::Off),
            ("note", CheckLevel::At(Severity::Note)),
            ("warning", CheckLevel::At(Severity::Warning)),
            ("error", CheckLevel::At(Severity::Error)),
        ];
        for (key, value) in node.map_entries() {
            let Some(code) = key.as_str().and_then(DiagnosticCode::from_name) else {
                self.sink.push_wrong_kind(key, ExpectedKind::Code);
                continue;
            };
            // Rules about citations cannot be lowered: verified quotes are what pakt promises.
            let allowed_levels =
                if code.info().family == RuleFamily::Citation { &levels[3..] } else { &levels };
            if let Some(level) = self.read_choice(value, allowed_levels) {
                checks.insert(code, level);
            }
        }
        checks
    }
}

/// Returns the tags of several languages that are written as one text: `en, sv` or `English and
/// Swedish`. `None` means that the text has less than two, or a word that is not a language.
fn split_language_words(text: &str) -> Option<Vec<String>> {
    let words = text.split([',', ';', '/', ' ', '+', '&']).map(str::trim);
    let words = words.filter(|word| !matches!(*word, "" | "and" | "och" | "or" | "eller"));
    let tag = |word: &str| {
        is_language_tag(word).then(|| word.to_owned()).or_else(|| intended_language_tag(word))
    };
    let mut tags: Vec<String> = words.map(tag).collect::<Option<_>>()?;
    let n_words = tags.len();
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    (n_words > 1).then_some(tags)
}
