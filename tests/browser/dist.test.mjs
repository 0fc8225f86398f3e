// scripts/dist: the archive is complete, has the same bytes each time, and is enough to make a site in a
// bare folder without cargo.
//
// Usage: PAKT=target/release/pakt node --test dist.test.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Newcomer, pasteCommands, waitForPage } from "./typing.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.env.PAKT);
const work = mkdtempSync(join(tmpdir(), "pakt-dist-"));
after(() => rmSync(work, { recursive: true, force: true }));

const pack = (name, cwd) => {
  const output = join(work, name);
  execFileSync(join(root, "scripts/dist"), ["--program", program, "--output", output], { cwd, stdio: "pipe" });
  return output;
};
const dist = pack("dist", root);
const names = readdirSync(dist).sort();
const archive = names.find((name) => name.endsWith(".tar.gz"));
const unpacked = join(work, "unpacked");
mkdirSync(unpacked);
execFileSync("tar", ["-xzf", join(dist, archive), "-C", unpacked, "--strip-components", "1"]);

test("the names and checksums are those that a workflow looks for", () => {
  const [, version] = archive.match(/^pakt-(\d+\.\d+\.\d+)-[a-z0-9_]+-[a-z0-9-]+\.tar\.gz$/);
  assert.deepEqual(names, ["SHA256SUMS", archive, `pakt-${version}.cdx.json`].sort());
  const sums = readFileSync(join(dist, "SHA256SUMS"), "utf8").trimEnd().split("\n");
  assert.equal(sums.length, 2);
  for (const line of sums) {
    const [digest, name] = line.split("  ");
    assert.equal(createHash("sha256").update(readFileSync(join(dist, name))).digest("hex"), digest);
  }
});

test("a second run in another folder gives the same bytes", () => {
  const again = pack("again", work);
  for (const name of names) {
    assert.deepEqual(readFileSync(join(again, name)), readFileSync(join(dist, name)), name);
  }
});

test("the archive has the program, the manual, completions and the licence of each crate", () => {
  const text = (path) => readFileSync(join(unpacked, path), "utf8");
  assert.match(text("share/man/man1/pakt.1"), /\.TH pakt 1/);
  for (const path of [
    "share/bash-completion/completions/pakt",
    "share/fish/vendor_completions.d/pakt.fish",
    "share/zsh/site-functions/_pakt",
  ]) {
    assert.match(text(path), /base-url/, path);
  }
  assert.match(text("LICENSE-APACHE"), /Apache License/);
  assert.match(text("LICENSE-MIT"), /MIT License/);
  const licences = text("THIRD-PARTY-LICENCES.txt");
  for (const name of ["clap", "mimalloc", "pulldown-cmark", "tera", "idiomorph", "pakt-sans"]) {
    assert.match(licences, new RegExp(`^${name} \\d`, "m"), name);
  }
});

test("the bill of materials names each crate with version, licence and checksum", () => {
  const bill = JSON.parse(readFileSync(join(dist, names.find((name) => name.endsWith(".cdx.json"))), "utf8"));
  assert.equal(bill.bomFormat, "CycloneDX");
  assert.equal(bill.metadata.component.name, "pakt");
  const refs = new Set([bill.metadata.component, ...bill.components].map((it) => it["bom-ref"]));
  assert.equal(refs.size, bill.components.length + 1, "no reference is there twice");
  for (const component of bill.components) {
    assert.ok(component.version && component.licenses.length > 0, component.name);
    const [licence] = component.licenses;
    assert.ok(licence.expression || licence.license.id, component.name);
  }
  const tera = bill.components.find(({ name }) => name === "tera");
  assert.match(tera.hashes[0].content, /^[0-9a-f]{64}$/);
  for (const { ref, dependsOn } of bill.dependencies) {
    assert.ok(refs.has(ref) && dependsOn.every((it) => refs.has(it)), ref);
  }
});

test("the archive is enough to make a site in a bare folder", () => {
  const site = join(work, "bare");
  mkdirSync(site);
  const env = { PATH: join(unpacked, "bin"), LANG: "C" };
  const run = (...words) => execFileSync(join(unpacked, "bin/pakt"), words, { cwd: site, env, encoding: "utf8" });
  assert.match(run("--version"), /^pakt \d+\.\d+\.\d+( \([0-9a-f]{7} \d{4}-\d\d-\d\d\))?\n$/);
  assert.deepEqual(run("new", "here").split("\n"), ["cd here", "pakt serve", "pakt build", ""]);
  assert.equal(run("add", "party", "Lindby", "-C", "here"), "here/content/parties/lindby.md\n");
  run("check", "--strict", "-C", "here");
  assert.match(run("build", "--strict", "-C", "here"), /, 0 errors, 0 warnings, /);
});

for (const { language, suffix, id, page, shown } of [
  { language: "en_GB", suffix: "", id: "birch", page: "parties/birch", shown: "at the latest" },
  { language: "sv_SE", suffix: ".sv", id: "bjork", page: "parter/bjork", shown: "senast den" },
]) {
  test(`the pages for beginners, typed to the letter, give what they promise (${language})`, async () => {
    const handbook = (name) => readFileSync(join(root, `docs/content/start/${name}${suffix}.md`), "utf8");
    const home = join(work, language);
    const folder = join(home, "mill");
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      copyFileSync(join(dist, name), join(home, name));
    }
    // Nothing of the checkout or of cargo is in the environment.
    const env = { HOME: home, PATH: `${home}/.local/bin:/usr/bin:/bin`, LANG: `${language}.UTF-8` };
    assert.match(pasteCommands(handbook("install"), "Linux", { cwd: home, env }), /: OK\n(.*\n)*pakt \d/);
    const newcomer = new Newcomer(folder, env);
    await newcomer.follow(handbook("index"), (address) => waitForPage(`${address}${page}/`, shown));
    assert.equal(newcomer.reports, 1, "the mistake was reported as the page says");
    assert.ok(newcomer.paths.some((path) => path.endsWith(`/${id}.md`)));
    const html = readFileSync(join(folder, `output/${page}/index.html`), "utf8").replaceAll("\u00a0", " ");
    assert.ok(html.includes(shown), shown);
    assert.ok(existsSync(join(home, language === "en_GB" ? "book-bus/README.md" : "bokbussen/README.md")));
  });
}
