//! The cure that a report offers for a word that pakt does not know in its place: one that is
//! known there, and never the word that was written.

use crate::support::Workspace;
use expect_test::expect;
use std::fmt::Write as _;

const SITE: &str = "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\nowner: Red\n";
const TOWN: &str = "name: {sv: Ort, en: Town}\nplural: {sv: Orter, en: Towns}\npath: towns\n\
    translate: false\nvalidity: bound\nfields:\n  size: {label: x, kind: number}\n  \
    bound: {label: x, kind: period}\n  day: {label: x, kind: date}\n  nick: {label: x, kind: text}\n  \
    near: {label: x, to: town}\n  open: {label: x, kind: bool}\n  \
    colour: {label: x, choices: [red, green]}\n  seats:\n    label: x\n    kind: group\n    fields:\n      \
    who: {label: x, kind: text}\n      since: {label: x, kind: date}\n";

/// Returns what is reported of a small site with one more file, or another one, with the help.
fn report(path: &str, text: &str) -> String {
    let site = Workspace::of(&[
        ("content/site.yaml", SITE),
        ("content/_types/town.yaml", TOWN),
        ("content/index.md", "---\ntitle: {sv: Start, en: Start}\n---\n"),
    ]);
    site.write(&format!("content/{path}"), text);
    let report = site.run(&["check", "--format", "json"]).json();
    let mut lines = String::new();
    for one in report["diagnostics"].as_array().unwrap() {
        let code = one["code"].as_str().unwrap();
        if matches!(code, "missing-translation" | "orphan-page" | "no-stemmer") {
            continue;
        }
        let (line, column) = (&one["line"], &one["column"]);
        let (message, help) = (one["message"].as_str().unwrap(), one["help"].as_str());
        writeln!(lines, "{line}:{column} {code}: {message} = {}", help.unwrap_or("")).unwrap();
    }
    lines
}

/// Returns the reports of some values of a town, by its lines of front matter.
fn town(lines: &str) -> String {
    report("towns/ash.md", &format!("---\ntype: town\ntitle: Ash\n{lines}---\n"))
}

#[test]
fn keys_of_the_site() {
    let settings = "profile: publik\nhistory: yes\nraw_html: allowed\nsmart_punctuation: ja\n\
        footer: x\nbase: https://example.org\nlanguage: sv\nchecks: {orphan: off, missing-owner: of}\n";
    expect![[r#"
        4:10 wrong-kind: `publik` is not `public` or `intranet` = did you mean `public`?
        5:10 wrong-kind: `yes` is not `none` or `git` = write one of these words
        6:11 wrong-kind: `allowed` is not `escape` or `allow` = did you mean `allow`?
        7:20 wrong-kind: `ja` is not `true` or `false` = did you mean `true`?
        8:1 unknown-key: unknown key `footer` in `site.yaml` = did you mean `footer_text`?
        9:1 unknown-key: unknown key `base` in `site.yaml` = did you mean `base_url`?
        10:1 unknown-key: unknown key `language` in `site.yaml` = did you mean `languages`?
        11:10 wrong-kind: `orphan` is not the code of a diagnostic = write a code from a report, such as `orphan-page`
        11:38 wrong-kind: `of` is not `off`, `note`, `warning` or `error` = write one of these words
    "#]].assert_eq(&report("site.yaml", &format!("{SITE}{settings}")));
}

#[test]
fn languages_of_the_site() {
    let settings = "title: {svenska: Provet, english: The test}\nlanguages: [svenska, EN, Deutsch]\nowner: R\n";
    expect![[r#"
        1:9 wrong-kind: `svenska` is not a language of the site = did you mean `sv`?
        1:26 wrong-kind: `english` is not a language of the site = did you mean `en`?
        2:13 wrong-kind: `svenska` is not a language tag = did you mean `sv`?
        2:22 wrong-kind: `EN` is not a language tag = did you mean `en`?
        2:26 wrong-kind: `Deutsch` is not a language tag = did you mean `de`?
    "#]]
    .assert_eq(&report("site.yaml", settings));
}

#[test]
fn keys_and_words_of_a_type() {
    let lines = "names: Forum\nplurals: Forums\nfolder: forums\nopen: ja\nvalid: bound\n\
        in_force: {hold: bound, not: free, unkown: unclear}\nreplace: near\nfields:\n  \
        bound: {kind: perod}\n  near: {too: towns}\n  far: {to: Orter}\n  seat: {kind: text, lable: Seat, at_mots: 1}\n";
    expect![[r#"
        1:1 unknown-key: unknown key `names` in a type's declaration = did you mean `name`?
        2:1 unknown-key: unknown key `plurals` in a type's declaration = did you mean `plural`?
        3:1 unknown-key: unknown key `folder` in a type's declaration = remove the line, or write a key that pakt knows
        4:7 wrong-kind: `ja` is not `true` or `false` = did you mean `true`?
        5:1 unknown-key: unknown key `valid` in a type's declaration = remove the line, or write a key that pakt knows
        6:1 missing-field: `validity` is missing; `in_force` requires it = add the line `validity: …`
        6:12 unknown-key: unknown key `hold` in the value of `in_force` = did you mean `holds`?
        6:36 unknown-key: unknown key `unkown` in the value of `in_force` = did you mean `unknown`?
        7:1 unknown-key: unknown key `replace` in a type's declaration = did you mean `replaces`?
        9:3 missing-field: `label` is missing; `bound` requires it = add the line `label: …`
        9:17 wrong-kind: `perod` is not a kind of field = did you mean `period`?
        10:3 missing-field: `label` is missing; `near` requires it = add the line `label: …`
        10:10 unknown-key: unknown key `too` in a field's declaration = did you mean `to`?
        11:3 missing-field: `label` is missing; `far` requires it = add the line `label: …`
        11:13 unknown-type: there is no type `Orter` = did you mean `town`?
        12:22 unknown-key: unknown key `lable` in a field's declaration = did you mean `label`?
        12:35 unknown-key: unknown key `at_mots` in a field's declaration = did you mean `at_most`?
    "#]].assert_eq(&report("_types/forum.yaml", lines));
}

#[test]
fn keys_and_words_of_an_entry() {
    let lines = "type: twon\n";
    expect![[r#"
        3:7 unknown-type: there is no type `twon` = did you mean `town`?
    "#]]
    .assert_eq(&report("a.md", &format!("---\ntitle: A\n{lines}---\n")));
    let lines = "sizes: 3\ntitles: Ash\nopen: Ja\ncolour: gren\nallow: [orphan, quote-not-found, x]\n\
        order: first\n";
    expect![[r#"
        4:1 unknown-key: unknown key `sizes` in an entry of type `town` = did you mean `size`?
        5:1 unknown-key: unknown key `titles` in an entry of type `town` = did you mean `title`?
        6:7 wrong-kind: `Ja` is not `true` or `false` = did you mean `true`?
        7:9 wrong-kind: `gren` is not `red` or `green` = did you mean `green`?
        8:9 wrong-kind: `orphan` is not the code of a diagnostic = write a code from a report, such as `orphan-page`
        8:17 wrong-kind: `quote-not-found` is not a code that `allow:` may name = remove it: a code of the family citation cannot be excused, apart from `omitted-negation`, `clipped-negation` and `ambiguous-quote`
        8:34 wrong-kind: `x` is not the code of a diagnostic = write a code from a report, such as `orphan-page`
        9:8 wrong-kind: `first` is not a number = write digits only, with a point for decimals: `1200` or `0.5`
    "#]].assert_eq(&town(lines));
}

#[test]
fn keys_of_a_statement() {
    let lines = "size: {valu: 3, source: x}\nnick: {source: x}\nnear: {value: ash, form: 2011, untill: 2012, standings: sourced}\n\
        colour: {value: red, standing: proposal}\nopen: {note: x}\n";
    expect![[r#"
        4:8 unknown-key: unknown key `valu` in the value of `size` = did you mean `value`?
        5:8 missing-field: `value` is missing; `nick` requires it = add the line `value: …`
        6:20 unknown-key: unknown key `form` in the value of `near` = did you mean `from`?
        6:32 unknown-key: unknown key `untill` in the value of `near` = did you mean `until`?
        6:46 unknown-key: unknown key `standings` in the value of `near` = did you mean `standing`?
        7:32 wrong-kind: `proposal` is not `sourced`, `intended`, `proposed` or `interpretation` = did you mean `proposed`?
        8:8 missing-field: `value` is missing; `open` requires it = add the line `value: …`
    "#]].assert_eq(&town(lines));
}

#[test]
fn keys_and_words_of_dates_and_periods() {
    let lines = "day: {earlist: 2011, latest: 2012}\nbound: {form: 2011, untill: 2012}\n";
    expect![[r#"
        4:7 unknown-key: unknown key `earlist` in the value of `day` = did you mean `earliest`?
        5:9 unknown-key: unknown key `form` in the value of `bound` = did you mean `from`?
        5:21 unknown-key: unknown key `untill` in the value of `bound` = did you mean `until`?
    "#]]
    .assert_eq(&town(lines));
    let lines = "day: {earliest: 2012, latest: 2011}\nbound: {from: 2011, until: further notice}\n";
    expect![[r#"
        4:31 reversed-period: `latest` (`2011`) is before `earliest` (`2012`) = swap the two dates, or correct one: `earliest` comes before `latest`
        5:28 bad-date: `further notice` is not a date = did you mean `further-notice`?
    "#]].assert_eq(&town(lines));
    let lines = "day: further-notice\nbound: {from: further-notice, until: tomorrow}\npublished: 2014-4-1\n";
    expect![[r#"
        4:6 bad-date: `further-notice` is not a date = write `2014-04-01`, `2014-04`, `2014` or `unknown`, with a day that exists
        5:15 bad-date: `further-notice` is not a date = write `2014-04-01`, `2014-04`, `2014` or `unknown`, with a day that exists
        5:38 bad-date: `tomorrow` is not a date = write `2014-04-01`, `2014-04`, `2014`, `unknown` or `further-notice`, with a day that exists
        6:12 bad-date: `2014-4-1` is not a date; the page is kept back = did you mean `2014-04-01`?
    "#]].assert_eq(&town(lines));
    expect![[r#"
        4:8 bad-date: `unknown` is not a date = write `2014-04-01`, `2014-04` or `2014`, with a day that exists
    "#]].assert_eq(&report("site.yaml", &format!("{SITE}as_of: unknown\n")));
    let lines = "bound: {from: 2011, source: x}\nseats: [{whom: A, sinc: 2011}, {who: [a, b]}]\n";
    expect![[r#"
        4:9 missing-field: `value` is missing; `bound` requires it = add the line `value: …`
        5:10 unknown-key: unknown key `whom` in the value of `seats` = did you mean `who`?
        5:19 unknown-key: unknown key `sinc` in the value of `seats` = did you mean `since`?
    "#]]
    .assert_eq(&town(lines));
}

#[test]
fn keys_of_a_document_and_its_citations() {
    let document = "---\ntype: document\ntitle: {sv: D, en: D}\nconfirmed: 2011\nissued: x\ntexts: a.txt\n---\n";
    expect![[r#"
        4:1 unknown-key: unknown key `confirmed` in an entry of type `document` = did you mean `confirmed_until`?
        5:1 unknown-key: unknown key `issued` in an entry of type `document` = did you mean `issuer`?
        6:1 unknown-key: unknown key `texts` in an entry of type `document` = did you mean `text`?
    "#]].assert_eq(&report("deed.md", document));
    let document = "---\ntype: document\ntitle: {sv: D, en: D}\nconfirmed_until: 2011\nconfirmed_until: 2012\n---\n";
    expect![[r#"
        5:1 duplicate-key: duplicate key `confirmed_until` = keep one of them; a key that may have several values takes a list: `[one, two]`
    "#]].assert_eq(&report("deed.md", document));
    let lines = "size: {value: 3, source: {documnt: deed, locater: 1}}\n";
    expect![[r#"
        4:27 unknown-key: unknown key `documnt` in the value of `size` = did you mean `document`?
        4:42 unknown-key: unknown key `locater` in the value of `size` = did you mean `locator`?
    "#]]
    .assert_eq(&town(lines));
}

#[test]
fn a_list_where_one_text_belongs() {
    let lines = "description: [a, b]\nnick: [[a, b]]\n";
    expect![[r#"
        4:14 wrong-kind: `[a, b]` is not a single text = write one text, not a list
        5:8 wrong-kind: `[a, b]` is not a single text = write one text, not a list
    "#]]
    .assert_eq(&town(lines));
}

#[test]
fn names_in_views() {
    let body = "```{tabel}\nof: town\n```\n\n```{table}\nof: Towns\ncolums: [size]\n```\n\n\
        ```{table}\nof: town\ncolumns: [sizes]\nsort: titel\nwhere: {tag: x}\n```\n\n\
        ```{graph}\nentry: indx\ndepth: 4\n```\n";
    let page = format!("---\ntitle: {{sv: V, en: V}}\nallow: [missing-translation]\n---\n\n{body}");
    let site = report("views.md", &page);
    expect![[r#"
        6:5 unknown-view: there is no view `tabel` = did you mean `table`?
        11:1 view-option: `of` names `Towns`, which is not an entry or a type = did you mean `town`?
        12:1 view-option: the view `table` has no option `colums` = did you mean `columns`?
        17:1 view-option: `columns` names `sizes`, which is not a field = did you mean `size`?
        18:1 view-option: `sort` names `titel`, which is not a field = did you mean `title`?
        19:9 view-option: `where` names `tag`, which is not a field = did you mean `tags`?
        23:1 view-option: `entry` names `indx`, which is not an entry or a type = write the name of a type, or the id of an entry
    "#]].assert_eq(&site);
    let with_town =
        report("towns/ash.md", &format!("---\ntype: town\ntitle: Ash\nsize: 3\n---\n\n{body}"));
    expect![[r#"
        7:5 unknown-view: there is no view `tabel` = did you mean `table`?
        12:1 view-option: `of` names `Towns`, which is not an entry or a type = did you mean `town`?
        13:1 view-option: the view `table` has no option `colums` = did you mean `columns`?
        18:1 view-option: `columns` names `sizes`, which is not a field = did you mean `size`?
        19:1 view-option: `sort` names `titel`, which is not a field = did you mean `title`?
        20:9 view-option: `where` names `tag`, which is not a field = did you mean `tags`?
        24:1 view-option: `entry` names `indx`, which is not an entry or a type = write the name of a type, or the id of an entry
    "#]].assert_eq(&with_town);
}

#[test]
fn keys_of_lists_and_tables() {
    expect![[r#"
        1:1 unknown-type: there is no type `towns` = did you mean `town`?
    "#]]
    .assert_eq(&report("towns.yaml", "towns:\n  - {id: ash}\n"));
    expect![[r#"
        1:8 unknown-key: unknown key `form` in the value of `town` = did you mean `from`?
    "#]]
    .assert_eq(&report("towns.yaml", "town: {form: towns.csv}\n"));
    expect![[r#"
        1:7 wrong-kind: `{id: ash}` is not a list of entries = begin each entry with `- id: …`, or write `{from: table.csv}`
    "#]].assert_eq(&report("towns.yaml", "town: {id: ash}\n"));
    expect![[r#"
        1:9 unknown-key: unknown key `idd` in an entry of type `town` = did you mean `id`?
    "#]]
    .assert_eq(&report("towns.yaml", "town: [{idd: ash, title: Ash}]\n"));
}

#[test]
fn keys_of_a_removed_page() {
    let page = "---\ntitle: {sv: A, en: A}\nremoved: {one: 2014-01-01, reasons: x}\n---\n";
    expect![[r#"
        3:11 unknown-key: unknown key `one` in the value of `removed` = did you mean `on`?
        3:28 unknown-key: unknown key `reasons` in the value of `removed` = did you mean `reason`?
    "#]]
    .assert_eq(&report("a.md", page));
}
