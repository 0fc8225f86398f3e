//! `pakt build --edition` and `pakt verify`: a published copy is compared with what was built.

use crate::support::Workspace;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

/// Builds the site as edition 2026-1.
fn published_site() -> Workspace {
    let site = Workspace::site();
    site.run(&["build", "--edition", " 2026-1 "]).with_status(0);
    site
}

/// Writes the files of a folder to a zip file, below `prefix`.
fn zip_folder(folder: &Path, zip_file: &Path, prefix: &str) {
    let mut archive = ZipArchiveWriter::new(File::create(zip_file).unwrap());
    let mut folders = vec![String::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{below}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                archive.new_dir(format!("{prefix}{path}/")).create().unwrap();
                folders.push(format!("{path}/"));
                continue;
            }
            let method = CompressionMethod::DEFLATE;
            let name = format!("{prefix}{path}");
            let (mut file, config) =
                archive.new_file(&name).compression_method(method).start().unwrap();
            let mut writer = config.wrap(DeflateEncoder::new(&mut file, Compression::default()));
            writer.write_all(&fs::read(entry.path()).unwrap()).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            file.finish(descriptor).unwrap();
        }
    }
    archive.finish().unwrap();
}

#[test]
fn every_page_and_the_manifest_name_the_edition() {
    let site = published_site();
    let manifest: serde_json::Value =
        serde_json::from_str(&site.read("output/pakt-manifest.json")).unwrap();
    assert_eq!(manifest["edition"], "2026-1");
    let files = manifest["files"].as_array().unwrap();
    let pages = files.iter().map(|file| file["path"].as_str().unwrap());
    let pages: Vec<&str> = pages.filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 4);
    for path in pages {
        let page = site.read(&format!("output/{path}"));
        let label = if page.contains("<html lang=\"sv\"") { "Utgåva" } else { "Edition" };
        assert!(page.contains(&format!("<dt>{label}</dt><dd>2026-1</dd>")), "{path}");
        assert!(page.contains(&format!("{label} 2026-1</p>")), "{path}");
    }
    site.run(&["build"]).with_status(0);
    assert!(!site.read("output/pakt-manifest.json").contains("edition"));
    assert!(!site.read("output/index.html").contains("2026-1"));
}

#[test]
fn an_edition_without_a_name_is_wrong_usage() {
    for name in ["", "  ", "a\nb"] {
        Workspace::site().run(&["build", "--edition", name]).with_status(2);
    }
}

#[test]
fn an_untouched_copy_is_as_it_was_built() {
    let site = published_site();
    let run = site.run(&["verify", "output"]).with_status(0);
    assert!(run.stdout.starts_with("edition 2026-1: "), "{}", run.stdout);
    assert!(run.stdout.ends_with(" files, 0 changed, 0 missing, 0 foreign\n"), "{}", run.stdout);
    assert_eq!(run.stderr, "");
    for (name, prefix) in [("flat.zip", ""), ("folder.zip", "2026-1/")] {
        zip_folder(&site.join("output"), &site.join(name), prefix);
        let zipped = site.run(&["verify", name, "--strict"]).with_status(0);
        assert_eq!(zipped.stdout, run.stdout, "{name}");
    }
}

#[test]
fn the_name_of_an_edition_does_not_control_the_terminal() {
    let site = published_site();
    let manifest = site.read("output/pakt-manifest.json");
    let hostile = manifest.replace("\"2026-1\"", r#""A\u001b[31m\n0 changed\u202e""#);
    assert_ne!(hostile, manifest);
    site.write("output/pakt-manifest.json", hostile);
    let run = site.run(&["verify", "output"]);
    let name = "edition A<U+001B>[31m<U+000A>0 changed<U+202E>: ";
    assert!(run.stdout.starts_with(name) && run.stdout.lines().count() == 1, "{run:?}");
}

#[test]
fn changed_missing_and_foreign_files_are_named() {
    let site = published_site();
    let page = site.read("output/index.html");
    // Of the same size, so that only the bytes tell.
    site.write("output/index.html", page.replacen("</p>", "</q>", 1));
    fs::remove_file(site.join("output/404.html")).unwrap();
    fs::create_dir_all(site.join("output/egen")).unwrap();
    site.write("output/egen/ny.html", "x");
    zip_folder(&site.join("output"), &site.join("copy.zip"), "top/");
    for copy in ["output", "copy.zip"] {
        let run = site.run(&["verify", copy]).with_status(1);
        assert!(
            run.stdout.ends_with(" files, 1 changed, 1 missing, 1 foreign\n"),
            "{}",
            run.stdout
        );
        for line in [
            "error: `index.html` has changed since it was built",
            "error: `404.html` is missing",
            "note: `egen/ny.html` is not a file of the build",
        ] {
            assert!(run.stderr.contains(line), "{line} in {}", run.stderr);
        }
    }
}

#[test]
fn foreign_files_are_errors_only_under_strict() {
    let site = published_site();
    site.write("output/ny.html", "x");
    site.run(&["verify", "output"]).with_status(0);
    let run = site.run(&["verify", "output", "--strict"]).with_status(1);
    assert!(run.stderr.contains("error: `ny.html` is not a file of the build"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_compared_is_named() {
    let site = published_site();
    site.run(&["verify", "nowhere"]).with_status(2);
    site.write("text.zip", "not a zip file");
    let run = site.run(&["verify", "text.zip"]).with_status(1);
    assert!(run.stderr.contains("neither a folder nor a readable zip file"), "{}", run.stderr);

    let manifest = site.read("output/pakt-manifest.json");
    let broken = [
        ("{", "is damaged"),
        (&manifest.replacen("\"version\": 1", "\"version\": 9", 1), "has version 9"),
        (&manifest.replacen("\"path\": \"", "\"path\": \"../", 1), "the path `../"),
        (&manifest.replacen("\"sha256\": \"", "\"sha256\": \"x", 1), "the digest of"),
    ];
    for (text, problem) in broken {
        site.write("output/pakt-manifest.json", text);
        let run = site.run(&["verify", "output"]).with_status(1);
        assert!(run.stderr.contains(problem), "{problem} in {}", run.stderr);
    }
    fs::remove_file(site.join("output/pakt-manifest.json")).unwrap();
    let run = site.run(&["verify", "output"]).with_status(1);
    assert!(run.stderr.contains("it has no `pakt-manifest.json`"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_device_or_out_of_the_copy_is_not_read_endlessly() {
    let site = published_site();
    fs::remove_file(site.join("output/index.html")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", site.join("output/index.html")).unwrap();
    std::os::unix::fs::symlink("/", site.join("output/root")).unwrap();
    let run = site.run(&["verify", "output"]).with_status(1);
    assert!(run.stdout.ends_with(" files, 1 changed, 0 missing, 1 foreign\n"), "{}", run.stdout);
}

#[test]
fn a_file_beside_the_top_folder_does_not_replace_one_below_it() {
    let site = published_site();
    let page = site.read("output/index.html");
    fs::create_dir_all(site.join("both")).unwrap();
    fs::rename(site.join("output"), site.join("both/A")).unwrap();
    site.write("both/A/index.html", page.replacen("</p>", "</q>", 1));
    site.write("both/index.html", page);
    zip_folder(&site.join("both"), &site.join("both.zip"), "");
    let run = site.run(&["verify", "both.zip"]).with_status(1);
    assert!(run.stdout.ends_with(" files, 1 changed, 0 missing, 1 foreign\n"), "{}", run.stdout);
    assert!(run.stderr.contains("error: `index.html` has changed"), "{}", run.stderr);
    assert!(run.stderr.contains("`../index.html` is not a file of the build"), "{}", run.stderr);
}

#[test]
fn files_that_share_their_bytes_are_refused() {
    let site = published_site();
    zip_folder(&site.join("output"), &site.join("copy.zip"), "");
    let mut bytes = fs::read(site.join("copy.zip")).unwrap();
    // The headers in the central directory, which have the offset of the file at byte 42.
    let headers: Vec<usize> = (0..bytes.len() - 46)
        .filter(|start| bytes[*start..].starts_with(b"PK\x01\x02"))
        .map(|start| start + 42)
        .collect();
    let first = bytes[headers[1]..headers[1] + 4].to_owned();
    bytes[headers[2]..headers[2] + 4].copy_from_slice(&first);
    fs::write(site.join("copy.zip"), bytes).unwrap();
    let run = site.run(&["verify", "copy.zip"]).with_status(1);
    assert!(run.stderr.contains("shares its bytes with another file"), "{}", run.stderr);
}
