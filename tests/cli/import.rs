//! `pakt import`.

use crate::support::Workspace;

const LEASE: &str = "# Lease of the mill\n\n8 October 2003\n\n## Article 1\n\nAsh lets the mill:\n\n\
                     (a) the house;\n(b) the wheel.\n\n## Article 2\n\nThe rent is 400 crowns.\n";

fn workspace() -> Workspace {
    let workspace = Workspace::site();
    workspace.write("lease.md", LEASE);
    workspace
}

#[test]
fn a_paper_becomes_a_document_that_builds_without_errors() {
    let workspace = workspace();
    let run = workspace.run(&["import", "lease.md"]).with_status(0);
    assert_eq!(
        run.stdout,
        "content/sources/lease-of-the-mill.md\ncontent/sources/lease-of-the-mill.txt\n"
    );
    assert!(run.stderr.contains("3 marks: [P01] [Article 1] [Article 2]"), "{run:?}");
    let entry = workspace.read("content/sources/lease-of-the-mill.md");
    let (before, rest) = entry.split_once("text_sha256: ").unwrap();
    let (digest, after) = rest.split_once('\n').unwrap();
    assert_eq!(digest.len(), 64);
    assert_eq!(
        format!("{before}{after}"),
        "---\ntype: document\ntitle: \"Lease of the mill\"\nlanguage: en\ndate: 2003-10-08\n\
         text: lease-of-the-mill.txt\noriginal: \"lease.md\"\n---\n"
    );
    let text = workspace.read("content/sources/lease-of-the-mill.txt");
    assert!(text.contains("[Article 1]\nAsh lets the mill:\n\n(a) the house;\n(b) the wheel.\n"));
    workspace.run(&["check"]).with_status(0);
    workspace.write("content/sources/lease-of-the-mill.txt", text.replace("400", "500"));
    let run = workspace.run(&["check"]).with_status(1);
    assert!(run.stderr.contains("text-changed"), "{run:?}");
    workspace.write("content/sources/lease-of-the-mill.txt", &text);
    workspace.run(&["build"]).with_status(0);
    assert!(workspace.read("output/sources/lease-of-the-mill/index.html").contains("lease.md"));
}

#[test]
fn options_name_the_id_the_marks_and_the_folder() {
    let workspace = workspace();
    let options = ["--id", "lease", "--marks", "Article {n}({a})", "-o", "content/papers"];
    let run = workspace.run(&[&["import", "lease.md"], &options[..]].concat()).with_status(0);
    assert_eq!(run.stdout, "content/papers/lease.md\ncontent/papers/lease.txt\n");
    let text = workspace.read("content/papers/lease.txt");
    assert!(text.contains("[Article 1(b)]\n(b) the wheel.\n"), "{text}");
    workspace.run(&["check"]).with_status(0);
}

#[test]
fn a_paper_is_written_where_the_documents_are() {
    let workspace = workspace();
    workspace.write("content/kallor/deed.md", "---\ntype: document\ntitle: Deed\n---\n");
    let run = workspace.run(&["import", "lease.md", "--id", "lease"]).with_status(0);
    assert_eq!(run.stdout, "content/kallor/lease.md\ncontent/kallor/lease.txt\n");
    assert!(!run.stderr.contains("outside the content"), "{run:?}");
    // The folder of `-o` is one of the working directory.
    let run = workspace.run(&["import", "lease.md", "--id", "b", "-o", "kallor"]).with_status(0);
    assert!(run.stderr.contains("`kallor` is outside the content `content`"), "{run:?}");
    assert!(run.stderr.contains("-o content/kallor"), "{run:?}");
    let run = workspace.run(&["import", "lease.md", "--id", "c", "-o", "papers"]).with_status(0);
    assert!(run.stderr.contains("outside the content") && !run.stderr.contains("write `-o"));
}

#[test]
fn an_id_that_exists_is_not_written() {
    let workspace = workspace();
    workspace.run(&["import", "lease.md", "--id", "lease"]).with_status(0);
    workspace.write("content/sources/lease.txt", "mine");
    let run = workspace.run(&["import", "lease.md", "--id", "lease"]).with_status(1);
    assert!(run.stderr.contains("content/sources/lease.md:1"), "{run:?}");
    assert_eq!(run.stdout, "");
    assert_eq!(workspace.read("content/sources/lease.txt"), "mine");
    // A text without an entry is in the way, too.
    workspace.write("content/sources/deed.txt", "mine");
    workspace.run(&["import", "lease.md", "--id", "deed"]).with_status(1);
    assert!(!workspace.join("content/sources/deed.md").exists());
}

#[test]
fn a_new_version_says_what_it_replaces() {
    let workspace = workspace();
    workspace.run(&["import", "lease.md", "--id", "lease"]).with_status(0);
    let arguments = ["import", "lease.md", "--id", "lease-2", "--replaces"];
    let run = workspace.run(&[&arguments[..], &["leese"]].concat()).with_status(2);
    assert!(run.stderr.contains("did you mean `lease`?"), "{run:?}");
    workspace.run(&[&arguments[..], &["lease"]].concat()).with_status(0);
    assert!(workspace.read("content/sources/lease-2.md").contains("replaces: lease\n"));
    workspace.run(&["check"]).with_status(0);
    workspace.run(&["build"]).with_status(0);
    assert!(workspace.read("output/en/sources/lease/index.html").contains("Replaced by"));
}

#[test]
fn what_cannot_be_imported_is_refused_with_the_reason() {
    let workspace = workspace();
    for (name, bytes, status, reason) in [
        ("a.odt", &b"PK\x03\x04"[..], 1, "format"),
        ("a.txt", b"%PDF-1.7", 1, "PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0old", 1, "password"),
        ("a.docx", b"PK\x03\x04garbage", 1, "cannot be read"),
        ("a.docx", b"text", 1, "cannot be read"),
        ("a.txt", b"\0\0\0\0", 1, "cannot be read"),
        ("a.html", b"<p> </p>", 1, "no text"),
        ("a.pdf", b"text", 1, "cannot be read"),
        ("a.pdf", b"%PDF-1.7\n garbage", 1, "cannot be read"),
        ("a.pdf", b"%PDF-1.7\n trailer << /Encrypt 5 0 R >>", 1, "encrypted"),
    ] {
        workspace.write(name, bytes);
        for language in ["en", "sv"] {
            let run = workspace.run(&["import", name, "--lang", language]).with_status(status);
            assert!(language == "sv" || run.stderr.contains(reason), "{run:?}");
            assert_eq!(run.stdout, "");
        }
    }
    workspace.run(&["import", "missing.txt"]).with_status(2);
    workspace.run(&["import", "content"]).with_status(2);
    workspace.run(&["import", "lease.md", "--marks", "Article"]).with_status(2);
    workspace.run(&["import", "lease.md", "--id", "Å"]).with_status(2);
    assert!(!workspace.join("content/sources").exists());
}

#[test]
fn a_field_that_the_site_requires_is_a_comment_to_fill_in() {
    let workspace = workspace();
    let kind = "fields:\n  issuer: {label: {sv: Utfärdare, en: Issuer}, kind: text, required: true}\n  \
                date: {label: {sv: Datum, en: Date}, kind: date, required: true}\n";
    workspace.write("content/_types/document.yaml", kind);
    workspace.run(&["import", "lease.md", "--id", "lease"]).with_status(0);
    let entry = workspace.read("content/sources/lease.md");
    assert!(entry.contains("\n# issuer: {sv: , en: }\n") && !entry.contains("# date:"), "{entry}");
    let filled_in = entry.replace("# issuer: {sv: , en: }", "issuer: {sv: Ek, en: Oak}");
    workspace.write("content/sources/lease.md", filled_in);
    workspace.run(&["check"]).with_status(0);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_said_not_to_be_a_file() {
    let run = workspace().run(&["import", "/dev/stdin"]).with_status(2);
    assert!(run.stderr.contains("is not a regular file"), "{run:?}");
}

#[test]
fn without_a_site_a_folder_is_enough() {
    let workspace = Workspace::of(&[("lease.md", LEASE)]);
    workspace.run(&["import", "lease.md"]).with_status(2);
    let run =
        workspace.run(&["import", "lease.md", "-o", "papers", "--id", "lease"]).with_status(0);
    assert_eq!(run.stdout, "papers/lease.md\npapers/lease.txt\n");
}

#[cfg(unix)]
#[test]
fn a_paper_is_not_imported_through_a_link_out_of_the_content() {
    let workspace = workspace();
    std::fs::create_dir(workspace.join("outside")).unwrap();
    std::os::unix::fs::symlink(workspace.join("outside"), workspace.join("content/sources"))
        .unwrap();
    let run = workspace.run(&["import", "lease.md"]).with_status(3);
    assert!(run.stdout.is_empty() && run.stderr.contains("sources is a link"), "{run:?}");
    assert!(std::fs::read_dir(workspace.join("outside")).unwrap().next().is_none());
}
