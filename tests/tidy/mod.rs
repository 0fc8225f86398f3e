//! Rules that the compiler, clippy and rustfmt do not check: which layer may import which, where
//! side effects belong, how long a file may be, and what templates and style sheets may contain.
//!
//! The name of each test states its rule, and a failure lists every place that breaks it. The
//! reasons are in `ARCHITECTURE.md` and `CONTRIBUTING.md`.

mod css;
mod rust;

use css::{declarations, without_between};
use rust::{
    functions_with_tuple_patterns, has_word, layers_used, types_defined, without_strings,
    without_tests,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The layers of `src/`, from the command line to the core. A layer may import itself and those
/// listed after it.
const LAYERS: [&str; 20] = [
    "cli",
    "preview",
    "devserver",
    "lsp",
    "scaffold",
    "project",
    "build",
    "render",
    "search",
    "data",
    "theme",
    "check",
    "changes",
    "import",
    "site",
    "schema",
    "parse",
    "files",
    "locale",
    "diagnostic",
];

/// The most lines in a file, tests not counted: a longer one has two jobs.
const MAX_LINES: usize = 600;
/// A file with more lines is listed, but does not fail.
const LONG_LINES: usize = 400;
/// A `mod.rs` lists modules and names, and has little code.
const MAX_MODULE_LIST_LINES: usize = 250;
/// The list of the rules has two lines for each code.
const RULE_LIST: &str = "src/diagnostic/rules/mod.rs";
const MAX_COLUMNS: usize = 100;
/// The public API of a layer fits on one screen.
const MAX_PUBLIC_NAMES: usize = 30;

/// One Rust file.
struct Rust {
    /// Relative to the repository, with `/`.
    path: String,
    text: String,
    /// The text without comments, strings and tests, line by line as in the file.
    code: String,
    /// Whether all of it is test code.
    is_test: bool,
}

impl Rust {
    /// The layer that the file belongs to. `None` for `lib.rs` and `main.rs`.
    fn layer(&self) -> Option<&str> {
        let (layer, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(layer)
    }

    /// The lines of code, with their numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns all files below a folder of the repository, sorted.
fn files_below(folder: &str) -> Vec<PathBuf> {
    assert!(root().join(folder).is_dir(), "there is no folder `{folder}`");
    let (mut files, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

/// Every Rust file below `src/`, `tests/` and `crates/`.
fn rust_files() -> Vec<Rust> {
    let paths = ["src", "tests", "crates"].into_iter().flat_map(files_below);
    let paths = paths.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let mut test_modules = BTreeSet::new();
    let mut files = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let (code, tests) = without_tests(&without_strings(&text));
        let folder = path.parent().unwrap().to_owned();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        // `a/b.rs` has its modules in `a/b/`, `a/mod.rs` in `a/`.
        let module_folder =
            if ["mod", "lib", "main"].contains(&stem) { folder } else { folder.join(stem) };
        test_modules.extend(tests.into_iter().map(|name| relative(&module_folder.join(name))));
        let path = relative(&path);
        let is_test = path.starts_with("tests/");
        files.push(Rust { path, text, code, is_test });
    }
    for file in &mut files {
        let is_below = |module: &String| {
            file.path == format!("{module}.rs") || file.path.starts_with(&format!("{module}/"))
        };
        file.is_test |= test_modules.iter().any(is_below);
    }
    files
}

/// The files that make up the program.
fn program() -> Vec<Rust> {
    rust_files().into_iter().filter(|file| !file.is_test).collect()
}

/// Fails if anything is on the list, and prints it.
#[expect(clippy::needless_pass_by_value, reason = "the list is made for this call")]
fn none(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n  {}\n", broken.join("\n  "));
}

/// Returns the lines outside some layers or files that contain any of these words.
fn outside(homes: &[&str], words: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for file in program() {
        let is_home = |home: &&str| {
            file.layer() == Some(*home) || file.path.starts_with(&format!("src/{home}"))
        };
        if homes.iter().any(is_home) {
            continue;
        }
        for (number, line) in file.lines() {
            for word in words.iter().filter(|word| has_word(line, word)) {
                broken.push(format!("{}:{number}: {word}", file.path));
            }
        }
    }
    broken
}

#[test]
fn imports_go_down_only() {
    let position = |layer: &str| LAYERS.iter().position(|name| *name == layer);
    let mut broken = Vec::new();
    for file in program() {
        let Some(layer) = file.layer() else { continue };
        let Some(layer_position) = position(layer) else {
            broken.push(format!(
                "{}: add the layer `{layer}` to LAYERS and ARCHITECTURE.md",
                file.path
            ));
            continue;
        };
        for (number, used) in layers_used(&file.path, &file.code) {
            match position(&used) {
                Some(used_position) if used_position >= layer_position => {}
                Some(_) => broken.push(format!("{}:{number}: `{layer}` uses `{used}`", file.path)),
                None => broken.push(format!("{}:{number}: `{used}` is not a layer", file.path)),
            }
        }
    }
    none("a layer imports itself and those listed after it in lib.rs", broken);
}

#[test]
fn lib_lists_the_layers_in_order() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let listed: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, LAYERS);
}

#[test]
fn a_file_has_one_job() {
    let mut broken = Vec::new();
    for file in rust_files() {
        // Test code may be longer, up to a limit.
        let n_lines = file.lines().filter(|(_, line)| !line.is_empty()).last();
        let n_lines = n_lines.map_or(0, |(number, _)| number);
        if n_lines > MAX_LINES {
            broken.push(format!("{}: {n_lines} lines", file.path));
        } else if n_lines > LONG_LINES {
            let _ = writeln!(
                std::io::stderr(),
                "note: {} has {n_lines} lines; look for a second job in it",
                file.path
            );
        }
        let is_listing = file.path.ends_with("/mod.rs") && !file.is_test && file.path != RULE_LIST;
        if is_listing && n_lines > MAX_MODULE_LIST_LINES {
            broken.push(format!("{}: {n_lines} lines in a listing", file.path));
        }
    }
    none("at most 600 lines a file and 250 a mod.rs, tests not counted", broken);
}

#[test]
fn a_line_has_at_most_100_columns() {
    let mut broken = Vec::new();
    for file in rust_files() {
        for (index, (line, code)) in
            file.text.lines().zip(without_strings(&file.text).lines()).enumerate()
        {
            // rustfmt leaves long strings and addresses in comments as they are, and so do we.
            let bare = line.split_whitespace().filter(|word| !word.contains("://"));
            let is_comment = line.trim_start().starts_with("//");
            let words = bare.map(|word| word.chars().count() + 1).sum::<usize>();
            let is_text = code.chars().count() <= MAX_COLUMNS && !is_comment;
            let is_address = is_comment && line.contains("://") && words <= MAX_COLUMNS;
            if line.chars().count() > MAX_COLUMNS && !is_text && !is_address {
                broken.push(format!("{}:{}", file.path, index + 1));
            }
        }
    }
    none("at most 100 columns, strings not counted", broken);
}

#[test]
fn no_file_has_a_vague_name() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc", "types"];
    let files = ["src", "tests", "crates", "themes", "scripts"].into_iter().flat_map(files_below);
    let is_vague = |path: &PathBuf| {
        let path = relative(path);
        let mut names = path.split('/').filter_map(|name| name.split('.').next());
        names.any(|name| vague.contains(&name))
    };
    none(
        "a file name says what is in the file",
        files.filter(is_vague).map(|p| relative(&p)).collect(),
    );
}

#[test]
fn a_type_name_is_defined_once() {
    let mut files_by_name: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in program() {
        for name in types_defined(&file.code) {
            files_by_name.entry(name).or_default().insert(file.path.clone());
        }
    }
    let broken = files_by_name.into_iter().filter(|(_, paths)| paths.len() > 1);
    none(
        "a reader who searches for a type finds one",
        broken.map(|(name, paths)| format!("{name}: {paths:?}")).collect(),
    );
}

#[test]
fn no_parameter_is_a_tuple_pattern() {
    let mut broken = Vec::new();
    for file in program() {
        let functions = functions_with_tuple_patterns(&file.code).into_iter();
        broken.extend(functions.map(|(number, name)| format!("{}:{number} {name}", file.path)));
    }
    none("a parameter has a name; pass a struct or one parameter more", broken);
}

#[test]
fn every_file_begins_with_what_it_is() {
    let undocumented = |file: &Rust| !file.text.starts_with("//! ");
    let broken = rust_files().into_iter().filter(undocumented).map(|file| file.path);
    none("a file begins with `//!`", broken.filter(|path| !is_bare_test(path)).collect());
}

/// Test modules beside their code need no module doc.
fn is_bare_test(path: &str) -> bool {
    path.starts_with("src/") && path.contains("tests")
}

#[test]
fn the_public_api_of_a_layer_fits_one_screen() {
    let mut broken = Vec::new();
    for layer in LAYERS {
        let path = root().join("src").join(layer).join("mod.rs");
        let Ok(text) = fs::read_to_string(path) else { continue };
        let (code, _) = without_tests(&without_strings(&text));
        let items = code.split(';').filter_map(|item| item.rsplit_once("pub use "));
        let names = |(_, item): (&str, &str)| match item.split_once('{') {
            Some((_, list)) => list.split(',').filter(|name| name.trim().len() > 1).count(),
            None => 1,
        };
        let n_names: usize = items.map(names).sum();
        let declarations = code.lines().filter(|line| {
            ["pub mod ", "pub fn ", "pub struct ", "pub enum ", "pub const ", "pub type "]
                .iter()
                .any(|start| line.starts_with(start))
        });
        let n_names = n_names + declarations.count();
        if n_names > MAX_PUBLIC_NAMES {
            broken.push(format!("src/{layer}/mod.rs: {n_names} names"));
        }
    }
    none("at most 30 public names in a layer", broken);
}

#[test]
fn only_the_command_line_prints() {
    let words = ["print!", "println!", "eprint!", "eprintln!", "dbg!", "io::stdout", "io::stderr"];
    none("only main.rs and cli/ print", outside(&["cli", "main.rs"], &words));
}

#[test]
fn few_layers_touch_the_disk() {
    let homes = ["files", "build", "devserver", "project"];
    none("few layers touch the disk", outside(&homes, &["std::fs", "fs::", "tempfile"]));
}

#[test]
fn only_the_command_line_and_the_preview_read_the_clock() {
    let words = ["SystemTime::now", "Instant::now", "Zoned::now", "Timestamp::now"];
    none("the clock is not an input to a site", outside(&["cli", "devserver", "main.rs"], &words));
}

#[test]
fn only_the_command_line_reads_the_environment() {
    let broken = outside(&["cli", "main.rs"], &["env::", "process::exit"]);
    none("only cli/ reads the environment", broken);
}

#[test]
fn no_code_names_a_file_of_the_system() {
    // A test that links to such a file may write through the link, as root.
    let folder = format!("\"/{}/", "etc");
    let mut broken = Vec::new();
    for file in rust_files() {
        let lines = (1..).zip(file.text.lines()).filter(|(_, line)| line.contains(&folder));
        broken.extend(lines.map(|(number, line)| format!("{}:{number}: {line}", file.path)));
    }
    none("no code names a file of the system", broken);
}

#[test]
fn two_places_run_programs() {
    // git gives commit dates, and the preview opens a browser.
    let broken = outside(&["cli", "files/git_process"], &["Command::new"]);
    none("build and check run no program but git", broken);
}

#[test]
fn only_the_project_has_locks() {
    let words = ["Mutex", "RwLock", "static mut", "thread_local!", "RefCell"];
    let mut outside = outside(&["project"], &words);
    // Tera gives a function nothing that it could change, so loops are counted for each thread.
    outside.retain(|place| !place.starts_with("src/theme/template_budget.rs:"));
    none("a site is immutable and nothing is global", outside);
}

#[test]
fn rendering_has_no_interior_mutability() {
    let others: Vec<&str> = LAYERS.into_iter().filter(|layer| *layer != "render").collect();
    let mut problems = outside(&others, &["RefCell", "Cell<", "OnceLock", "LazyLock", "Atomic"]);
    problems.retain(|place| !place.starts_with("crates/"));
    none("what a page collects is passed as a parameter", problems);
}

#[test]
fn sockets_are_in_the_development_server() {
    let words =
        ["TcpListener", "TcpStream", "UdpSocket", "UnixStream", "hyper", "tokio::net", "notify"];
    none("build and check open no socket", outside(&["devserver"], &words));
}

#[test]
fn only_one_crate_knows_the_yaml_parser() {
    let files = [
        "parse/yaml",
        "parse/repaired_yaml",
        "parse/structure_slips",
        // The words for the errors of the crate.
        "diagnostic/yaml_grammar",
        "diagnostic/rules/yaml_syntax",
    ];
    let mut broken = outside(&files, &["spanned_yaml"]);
    broken.retain(|place| !place.starts_with("crates/spanned-yaml/"));
    none("the parser can be replaced", broken);
}

#[test]
fn what_is_left_to_do_names_an_issue() {
    let endings = ["rs", "mjs", "js", "css", "html", "yaml", "yml", "toml", "md"];
    let mut broken = Vec::new();
    for path in ["src", "tests", "crates", "themes", "scripts"].into_iter().flat_map(files_below) {
        let is_text = path.extension().is_some_and(|ending| endings.iter().any(|e| *e == ending));
        let Some(text) = fs::read_to_string(&path).ok().filter(|_| is_text) else { continue };
        for (index, line) in text.lines().enumerate() {
            // Written in two parts, so that this line does not name itself.
            for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")] {
                let is_loose = |(start, _): (usize, &str)| !is_issue(&line[start + word.len()..]);
                if has_word(line, word) && line.match_indices(word).any(is_loose) {
                    broken.push(format!("{}:{}", relative(&path), index + 1));
                }
            }
        }
    }
    none("write the number of the issue after the word, as in `(#12)`", broken);
}

/// `(#12)`
fn is_issue(text: &str) -> bool {
    let number = text.strip_prefix("(#").and_then(|text| text.split_once(')'));
    number.is_some_and(|(number, _)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Returns the files of all themes with an extension, and their texts.
fn theme_files(extension: &str) -> Vec<(String, String)> {
    let has_extension = |path: &PathBuf| path.extension().is_some_and(|it| it == extension);
    let paths = files_below("themes").into_iter().filter(has_extension);
    paths.map(|path| (relative(&path), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn templates_escape_everything() {
    let templates = theme_files("html").into_iter().chain(theme_files("xml"));
    let mut broken = Vec::new();
    for (path, text) in templates {
        let text = without_between(&text, ("{#", "#}"));
        for (index, line) in text.lines().enumerate() {
            let mut filters = line.split('|').skip(1).map(str::trim_start);
            if filters.any(|filter| filter.starts_with("safe") && !filter.starts_with("safe_")) {
                broken.push(format!("{path}:{}: | safe", index + 1));
            }
            if line.contains("autoescape") || line.contains("...rest") {
                broken.push(format!("{path}:{}: autoescape or ...rest", index + 1));
            }
        }
    }
    none("HTML from pakt arrives as Tera's safe string; components are closed", broken);
}

#[test]
fn templates_have_no_inline_style_or_script() {
    let mut broken = Vec::new();
    for (path, text) in theme_files("html") {
        let text = without_between(&text, ("{#", "#}"));
        let is_inline = |word: &str| {
            let name = word.split('=').next().unwrap_or_default();
            let is_handler = name.len() > 2
                && name.starts_with("on")
                && name.bytes().all(|byte| byte.is_ascii_lowercase());
            word.contains('=') && (name == "style" || is_handler)
        };
        for (index, line) in text.lines().enumerate() {
            let is_broken = line.split([' ', '\t']).any(is_inline)
                || line.contains("<style")
                || line.contains("<script>")
                || line.contains("type=\"module\"");
            if is_broken {
                broken.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    none("a strict policy allows no style=, on…=, <style> nor inline <script>", broken);
}

#[test]
fn a_component_has_its_own_file() {
    let components =
        theme_files("html").into_iter().filter(|(path, _)| path.contains("/components/"));
    let mut broken = Vec::new();
    for (path, text) in components {
        let stem = Path::new(&path).file_stem().unwrap().to_str().unwrap();
        let n_components = text.matches("{% component ").count();
        if n_components != 1 || !text.contains(&format!("{{% component {stem}(")) {
            broken.push(format!(
                "{path}: {n_components} components, one named `{stem}` belongs here"
            ));
        }
    }
    none("one component a file, by the file's name", broken);
}

#[test]
fn only_tokens_are_colors() {
    let mut broken = Vec::new();
    for (path, text) in theme_files("css") {
        for (number, layer, words) in declarations(&text) {
            let value =
                if words.ends_with('{') { "" } else { words.split_once(':').map_or("", |v| v.1) };
            let functions = ["rgb", "hsl", "hwb", "lab(", "lch(", "oklab", "oklch", "color("];
            let is_color = value.contains('#') || functions.iter().any(|name| value.contains(name));
            if is_color && layer != "tokens" {
                broken.push(format!("{path}:{number}: {words}"));
            }
        }
    }
    none("a palette and its roles are in @layer tokens, and everything else uses roles", broken);
}

#[test]
fn style_sheets_use_classes_and_tokens() {
    let mut broken = Vec::new();
    for (path, text) in theme_files("css") {
        for (number, layer, words) in declarations(&text) {
            let is_id = words.ends_with('{') && !words.starts_with('@') && words.contains('#');
            let is_pixels = ["components", "views"].contains(&&*layer)
                && !words.starts_with('@')
                && words.split([' ', '(', ',', ':']).any(is_pixel_length);
            if is_id || words.contains("!important") && layer != "reset" || is_pixels {
                broken.push(format!("{path}:{number}: {words}"));
            }
        }
    }
    none("no ids, no !important, no pixels in components", broken);
}

fn is_pixel_length(word: &str) -> bool {
    let number = word.trim_end_matches([')', ';']).strip_suffix("px");
    number.is_some_and(|number| number.parse::<f32>().is_ok())
}

#[test]
fn scripts_are_classic_and_write_no_html() {
    let words = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "setHTMLUnsafe",
        "createContextualFragment",
        "srcdoc",
        "eval(",
        "new Function",
        "setAttribute(\"style",
        "javascript:",
    ];
    let mut broken = Vec::new();
    for (path, text) in theme_files("js") {
        for (index, line) in text.lines().enumerate() {
            let is_module = line.starts_with("import ") || line.starts_with("export ");
            if is_module || words.iter().any(|word| line.contains(word)) {
                broken.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    none("a module does not run from disk, and text is set as text", broken);
}

#[test]
fn every_test_file_is_part_of_the_one_test_program() {
    let files: Vec<(String, String)> = files_below("tests")
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (relative(&path), without_strings(&fs::read_to_string(&path).unwrap())))
        .collect();
    let declares = |parent: &str, module: &str| {
        files.iter().any(|(path, code)| {
            path == parent
                && [format!("mod {module};"), format!("mod {module} {{")]
                    .iter()
                    .any(|declaration| has_word(code, declaration))
        })
    };
    let is_forgotten = |path: &str| {
        let module = path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs")).unwrap_or(path);
        let (folder, name) = module.rsplit_once('/').unwrap();
        let parent =
            if folder == "tests" { "tests/main.rs".into() } else { format!("{folder}/mod.rs") };
        path != "tests/main.rs"
            && (folder == "tests" && !path.ends_with("/mod.rs") || !declares(&parent, name))
    };
    let forgotten = files.iter().map(|(path, _)| path.clone()).filter(|path| is_forgotten(path));
    none(
        "tests/main.rs declares tests/NAME/mod.rs, and that the files beside it",
        forgotten.collect(),
    );
}
