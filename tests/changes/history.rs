//! A site with a git history: one commit for each kind of change.

use crate::support::Workspace;
use std::process::{Command, Stdio};

/// A change of the content, and what it is.
pub(crate) struct HistoryStep {
    pub(crate) name: &'static str,
    pub(crate) edit: fn(&Workspace),
}

/// Runs git in a folder, with a fixed author and date. Panics if it fails.
#[track_caller]
pub(crate) fn git(site: &Workspace, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=N", "-c", "user.email=n@example.org"]);
    command.args(["-c", "protocol.file.allow=always"]).args(arguments);
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        command.env(name, "2024-02-01T12:00:00Z");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.current_dir(site.path()).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Commits all files of the folder.
#[track_caller]
pub(crate) fn commit(site: &Workspace, message: &str) {
    git(site, &["add", "--all"]);
    git(site, &["commit", "--quiet", "--message", message]);
}

/// Replaces a text of a file, which must have it.
#[track_caller]
pub(crate) fn replace(site: &Workspace, path: &str, old: &str, new: &str) {
    let text = site.read(path);
    assert!(text.contains(old), "{path} has no {old:?}");
    site.write(path, text.replacen(old, new, 1));
}

/// Makes the site of the first commit.
pub(crate) fn first_version() -> Workspace {
    let site = Workspace::of(&[
        (
            "content/site.yaml",
            "title: {sv: Avtalet, en: The agreement}\nlanguages: [sv, en]\n\
             owner: {sv: Redaktionen, en: The editors}\n",
        ),
        (
            "content/_types/body.yaml",
            "name: {sv: Organ, en: Body}\npath: organ\nfields:\n  \
             chair: {label: {sv: Ordförande, en: Chair}, to: person, at_most: 1}\n  \
             seat: {label: {sv: Säte, en: Seat}, kind: text, translate: false}\n  \
             task: {label: {sv: Uppgift, en: Task}, kind: text}\n  \
             size: {label: {sv: Platser, en: Places}, kind: number}\n  \
             members:\n    label: {sv: Ledamöter, en: Members}\n    kind: group\n    fields:\n      \
             person: {label: {sv: Person, en: Person}, to: person}\n      \
             votes: {label: {sv: Röster, en: Votes}, kind: number}\n",
        ),
        ("content/_types/person.yaml", "name: {sv: Person, en: Person}\npath: personer\n"),
        (
            "content/people.yaml",
            "person:\n  - {id: ada, title: Ada Ek}\n  - {id: bo, title: Bo Ås}\n  \
             - {id: cia, title: Cia Öst}\n",
        ),
        (
            "content/bodies.yaml",
            "body:\n  - id: council\n    title: {sv: Rådet, en: The council}\n    chair:\n      \
             value: ada\n      from: 2015-01-01\n      source: 'deed P1 \"Ada Ek leads\"'\n    \
             size: {value: 5, source: 'deed P2 \"five places\"'}\n    \
             seat: Umeå\n    task: {sv: Att råda, en: To advise}\n    members:\n      \
             - {value: {person: ada, votes: 2}, source: deed P3}\n      - {value: {person: bo, votes: 1}, source: deed P3}\n",
        ),
        (
            "content/deed.md",
            "---\ntype: document\nid: deed\ntitle: {sv: Urkunden, en: The deed}\n\
             short: {sv: Urkund, en: Deed}\ndate: 2014-04-01\ntext: deed.txt\n---\n",
        ),
        (
            "content/deed.txt",
            "[P1]\nAda Ek leads the council.\n\n[P2]\nThe council has five places.\n\n[P3]\n\
             Every member votes.\n\n[P4]\nThe deed is valid until it is replaced.\n",
        ),
        (
            "content/index.md",
            "---\ntitle: {sv: Start, en: Start}\n---\n\nSe [[council]] och [om](om.md).\n",
        ),
        ("content/index.en.md", "See [[council]] and [about](om.md).\n"),
        (
            "content/om.md",
            "---\ntitle: {sv: Om, en: About}\n---\n\nOm webbplatsen. Den är liten.\n",
        ),
        ("content/om.en.md", "About the site. It is small.\n"),
    ]);
    git(&site, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&site, "first version");
    site
}

const BODIES: &str = "content/bodies.yaml";
/// Where the deed is after the first step.
const DEED: &str = "content/papper/deed.txt";

/// The commits after the first one.
pub(crate) const STEPS: [HistoryStep; 16] = [
    HistoryStep { name: "layout, order of keys, moved files", edit: edit_layout },
    HistoryStep {
        name: "entry-added",
        edit: |site| {
            replace(
                site,
                "content/people.yaml",
                "  - {id: bo",
                "  - {id: dan, title: Dan}\n  - {id: bo",
            );
        },
    },
    HistoryStep {
        name: "entry-removed",
        edit: |site| replace(site, "content/people.yaml", "  - {id: dan, title: Dan}\n", ""),
    },
    HistoryStep {
        name: "entry-renamed",
        edit: |site| {
            replace(
                site,
                "content/people.yaml",
                "{id: bo, title",
                "{id: bosse, aliases: [bo], title",
            );
            replace(site, BODIES, "person: bo,", "person: bosse,");
        },
    },
    HistoryStep {
        name: "value-added",
        edit: |site| replace(site, BODIES, "  - seat:", "  - tags: [north]\n    seat:"),
    },
    HistoryStep {
        name: "value-removed",
        edit: |site| {
            replace(
                site,
                BODIES,
                "      - {value: {person: ada, votes: 2}, source: deed P3}\n",
                "",
            );
        },
    },
    HistoryStep {
        name: "value-changed",
        edit: |site| {
            replace(site, BODIES, "value: ada", "value: cia");
            replace(site, BODIES, "from: 2015-01-01", "from: 2019-01-01");
            replace(site, BODIES, "source: 'deed P1 \"Ada Ek leads\"'", "source: deed P4");
            replace(site, BODIES, "votes: 1", "votes: 3");
        },
    },
    HistoryStep {
        name: "period-changed",
        edit: |site| {
            replace(site, BODIES, "from: 2019-01-01", "from: 2019-01-01\n      until: 2023-01-01");
        },
    },
    HistoryStep {
        name: "source-changed",
        edit: |site| {
            replace(site, BODIES, "seat: Umeå", "seat: {value: Umeå, source: deed P4}");
            replace(site, BODIES, "source: 'deed P2 \"five places\"'", "source: deed P2");
        },
    },
    HistoryStep {
        name: "standing-changed",
        edit: |site| {
            replace(site, BODIES, "seat: {value", "seat: {standing: interpretation, value");
        },
    },
    HistoryStep {
        name: "attribution-changed",
        edit: |site| replace(site, BODIES, "size: {value", "size: {according_to: ada, value"),
    },
    HistoryStep {
        name: "text-changed",
        edit: |site| {
            replace(site, "content/mer/om.md", "Den är liten", "Den är ganska liten | och `kort`");
        },
    },
    HistoryStep {
        name: "one language of a value",
        edit: |site| replace(site, BODIES, "en: To advise", "en: \"To advise @all about #12\""),
    },
    HistoryStep {
        name: "paragraphs",
        edit: |site| {
            site.write(
                DEED,
                "[P1]\nCia Öst leads the council.\n\n[P2]\nThe council has five places.\n\n[P3]\n\
                 A new rule.\n\n[P4]\nEvery member votes.\n",
            );
        },
    },
    HistoryStep {
        name: "question opened",
        edit: |site| {
            site.write(
                "content/questions.yaml",
                "question:\n  - id: who\n    title: {sv: Vem?, en: Who?}\n    about: council\n",
            );
        },
    },
    HistoryStep {
        name: "question closed, page removed",
        edit: |site| {
            std::fs::remove_file(site.join("content/questions.yaml")).unwrap();
            replace(
                site,
                "content/mer/om.md",
                "---\n",
                "---\nremoved: {on: 2024-01-01, reason: {sv: Klar, en: Done}}\n",
            );
        },
    },
];

/// Writes the same content in another way.
fn edit_layout(site: &Workspace) {
    let list = site.read(BODIES);
    std::fs::remove_file(site.join(BODIES)).unwrap();
    let list = list
        .replace("    seat: Umeå\n", "")
        .replace("  - id: council\n", "  - seat: Umeå\n    id: council\n");
    let list = list.replace("{sv: Att råda, en: To advise}", "{en: To advise, sv: \"Att råda\"}");
    site.write(BODIES, format!("# A comment.\n{list}"));
    // The list of people gets a member that was in it as a file of its own, and the deed moves.
    replace(site, "content/people.yaml", "  - {id: cia, title: Cia Öst}\n", "");
    site.write("content/folk/cia.md", "---\ntype: person\nid: cia\ntitle: Cia Öst\n---\n");
    for name in ["deed.md", "deed.txt"] {
        let text = site.read(&format!("content/{name}"));
        std::fs::remove_file(site.join(&format!("content/{name}"))).unwrap();
        site.write(&format!("content/papper/{name}"), text);
    }
    for name in ["om.md", "om.en.md"] {
        let text = site.read(&format!("content/{name}"));
        std::fs::remove_file(site.join(&format!("content/{name}"))).unwrap();
        site.write(&format!("content/mer/{name}"), text.replace(". ", ".\n"));
    }
    replace(site, "content/index.md", "(om.md)", "(mer/om.md)");
    replace(site, "content/index.en.md", "(om.md)", "(mer/om.md)");
}
