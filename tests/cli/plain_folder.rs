//! Any folder of Markdown is a site.

use crate::support::{Workspace, tree};

fn vault() -> Workspace {
    Workspace::of(&[
        (
            "README.md",
            "# Handboken\n\nLäs [[Möten]] och [om oss](om%20oss.md), eller [[regler#Ansvar|ansvaret]].\n",
        ),
        ("om oss.md", "Vi är vi.\n\n> [!tip]- Vik ut\n> Text.\n\n<!-- dold -->\n"),
        ("möten/index.md", "---\ntitle: Möten\nlayout: post\n---\n\n- [[regler]] ^lista\n"),
        (
            "möten/Våren 2024.md",
            "# Våren\n\nTillbaka till [möten](./) och [start](../README.md).\n",
        ),
        (
            "regler.md",
            "# Regler\n\n## Ansvar\n\nSe [våren](möten/V%C3%A5ren%202024.html) och [[Möten#^lista]].\n",
        ),
        ("data.yaml", "a: 1\n"),
        ("bild.png", "no picture"),
    ])
}

#[test]
fn it_builds_with_titles_and_links() {
    let vault = vault();
    let arguments = ["build", "--content", ".", "-o", "../ut"];
    let output = Workspace::of(&[]);
    let run = vault.run(&["build", "--content", ".", "-o", output.path().to_str().unwrap()]);
    assert_eq!(run.status, 0, "{arguments:?}: {run:?}");
    let heading = |path: &str| {
        let html = output.read(path);
        let (_, rest) = html.split_once("<h1").unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split_once("</h1>").unwrap().0.to_owned()
    };
    assert_eq!(heading("index.html"), "Handboken");
    assert_eq!(heading("om-oss/index.html"), "om oss");
    assert_eq!(heading("moten/index.html"), "Möten");
    assert_eq!(heading("moten/varen-2024/index.html"), "Våren");
    assert_eq!(heading("regler/index.html"), "Regler");
    let front = output.read("index.html");
    for link in ["href=\"moten/\"", "href=\"om-oss/\"", "href=\"regler/#ansvar\""] {
        assert!(front.contains(link), "{link} in {front}");
    }
    assert!(output.read("regler/index.html").contains("href=\"../moten/varen-2024/\""));
    assert!(!output.read("om-oss/index.html").contains("dold"));
    assert_eq!(output.read("data.yaml"), "a: 1\n");
    assert_eq!(output.read("bild.png"), "no picture");
}

#[test]
fn its_front_matter_belongs_to_another_generator() {
    let vault = vault();
    vault.write(
        "utkast.md",
        "---\ndate: igår\ndraft: kanske\nlayout: x\n---\n# Regler\n\n## Ansvar\n",
    );
    let run = vault.run(&["check", "--content", ".", "--format", "json", "--strict"]);
    let report = run.json();
    let is_note = |one: &serde_json::Value| one["severity"] == "note";
    assert!(report["diagnostics"].as_array().unwrap().iter().all(is_note), "{report}");
    assert_eq!(run.status, 0);
}

#[test]
fn a_broken_link_is_reported() {
    let vault = vault();
    vault.write("ny.md", "[[finns inte]]\n");
    let report = vault.run(&["check", "--content", ".", "--format", "json"]).with_status(1).json();
    let reported = report["diagnostics"].as_array().unwrap();
    let is_broken = |one: &&serde_json::Value| one["code"] == "broken-link";
    let broken: Vec<_> = reported.iter().filter(is_broken).collect();
    assert_eq!(broken.len(), 1, "{report}");
    assert_eq!(broken[0]["file"], "ny.md");
}

#[test]
fn hostile_files_are_taken_calmly() {
    let files: [(&str, Vec<u8>); 12] = [
        ("tom.md", vec![]),
        ("bara-streck.md", b"---".to_vec()),
        ("nul.md", b"a\0b\r\nc\rd".to_vec()),
        ("bom.md", b"\xEF\xBB\xBF# Rubrik\r\n".to_vec()),
        ("utf16.md", b"\xFF\xFEh\0\xE5\0".to_vec()),
        ("citat.md", b">".repeat(20_000)),
        ("klamrar.md", b"[".repeat(20_000)),
        ("stjarnor.md", b"*a_".repeat(10_000)),
        ("wiki.md", b"[[".repeat(10_000)),
        ("not.md", b"[^1]: ".repeat(5_000)),
        ("kod.md", [b"```rust\n", &b"a<b,".repeat(5_000)[..], b"\n```\n"].concat()),
        ("\"><img src=x>.md", b"# <script>alert(1)</script>\n\n<img src=x onerror=y>\n".to_vec()),
    ];
    let folder = Workspace::of(&[]);
    for (name, bytes) in files {
        folder.write(&format!("content/{name}"), bytes);
    }
    let run = folder.run(&["build"]);
    assert!(run.status <= 1, "{run:?}");
    for (path, bytes) in tree(&folder.join("output")) {
        let text = String::from_utf8_lossy(&bytes);
        let is_page = path.ends_with(".html");
        assert!(!is_page || !text.contains("<script>") && !text.contains("<img src=x"), "{path}");
    }
}
