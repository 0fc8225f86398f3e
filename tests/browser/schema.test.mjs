// `pakt schema` and `pakt check` have the same opinion of values: of 600 generated ones, each that a schema
// refuses is reported as an error, and no other one.
//
//   PAKT=target/release/pakt node --test tests/browser/schema.test.mjs
//
// What a schema cannot know is not compared: whether an entry exists, and which of two dates is later.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import Ajv from "ajv/dist/2020.js";

const pakt = resolve(process.env.PAKT ?? "target/release/pakt");

/** The codes about the form of a value. */
const FORM_CODES = new Set([
  "bad-date", "citation-syntax", "duplicate-key", "duplicate-value", "missing-attribution", "missing-field",
  "missing-source", "too-large", "too-many-values", "unknown-key", "unknown-type", "wrong-kind", "yaml-syntax",
]);

const TYPE = `
name: {sv: Sak, en: Thing}
fields:
  text: {label: {sv: Text, en: Text}, kind: text}
  words: {label: Ord, kind: markdown}
  number: {label: Tal, kind: number}
  part: {label: Del, kind: fraction}
  day: {label: Dag, kind: date}
  time: {label: Tid, kind: period}
  link: {label: Länk, kind: url}
  color: {label: Färg, kind: choice, choices: {red: {sv: Röd, en: Red}, green: {sv: Grön, en: Green}, '7': Sju}}
  flag: {label: Flagga, kind: bool}
  proof: {label: Belägg, kind: citation}
  friend: {label: Vän, to: thing}
  claim: {label: Uppgift, kind: text, sourced: true}
  size: {label: Storlek, kind: number, sourced: true, attributed: true}
  one: {label: En, kind: text, at_most: 1}
  group: {label: Grupp, kind: group, fields: {name: {label: Namn, kind: text, required: true}, when: {label: När, kind: date}}}
`;

const DATES = [2011, "2014-04", "2014-04-01", "2012-02-29", "2024-05-01T10:00", "unknown"];
const WRONG_DATES = ["2011-02-29", "2014-13", "1 april", "14", true, ["2011"], { when: 2011 }];
const CITATIONS = [
  "deed P1 \"a quote\"", "deed", "@deed § 3; deed P2 \"says \\\"so\\\"\"", { document: "deed" },
  { document: "deed", locator: "P1", quote: "its words" },
];
const WRONG_CITATIONS = [
  "deed P1 \"a quote", "Deed P1", "deed P1 \"\"", "deed P1 \"a [b]\"", "deed P1 \"a\" b", "deed;", { locator: "P1" },
  { document: "deed", qoute: "x" }, { document: "deed", quote: "a [b]" },
];
const TEXTS = ["Words", 2011, true, "unknown", { sv: "Ord", en: "Words" }, { sv: "Ord" }];
const WRONG_TEXTS = [{ de: "Wort" }, { sv: ["Ord"] }, {}, { note2: "x" }];

/** Right and wrong values of each field. */
const VALUES = {
  text: [TEXTS, WRONG_TEXTS],
  words: [TEXTS, WRONG_TEXTS],
  number: [[1, -3, 0.5, "17", "unknown", "none"], ["1,5", "x", true, { value2: 1 }]],
  part: [["1/2", 0.25, 1, "none"], ["1/0", "50 %", -1, "a/b", true]],
  day: [[...DATES, { value: "unknown", latest: 2015 }, { earliest: "2011-01" }], [...WRONG_DATES, { latest: "x" }]],
  time: [
    [{ from: 2011 }, { from: "2011-01-01", until: "further-notice" }, {}, { until: { value: "unknown", latest: 2015 } }],
    [2015, { form: 2015 }, { from: "2015-13" }, { from: "further-notice" }],
  ],
  link: [["https://a.se/x?y", "mailto:a@b.se", "tel:+468", "HTTP://a"],
    ["javascript:alert(1)", "www.a.se", "https://", "ftp://a", "https://a@b.se"]],
  color: [["red", "green", 7, "unknown"], ["blue", 8, true, { red: "x" }]],
  flag: [[true, false, "yes", "Off"], ["ja", 1, "maybe"]],
  proof: [CITATIONS, WRONG_CITATIONS],
  friend: [["thing-0", "unknown"], [{ id: "x" }]],
  claim: [[...TEXTS.slice(0, 2), "unknown"], WRONG_TEXTS.slice(0, 1)],
  size: [[1, "unknown"], ["x"]],
  one: [["Words", ["Words"]], [["Words", "More"], WRONG_TEXTS[0]]],
  group: [[{ name: "A" }, { name: "A", when: 2011 }, { name: { sv: "A" } }],
    [{ when: 2011 }, { name: "A", nmae: "B" }, "A", { name: "A", when: "x" }]],
};

const META = {
  title: [TEXTS.slice(0, 3), WRONG_TEXTS.slice(0, 2)],
  aliases: [["A", ["A", "B"]], [{ a: "b" }]],
  draft: [[true, "no"], ["maybe", 3]],
  updated: [DATES.slice(0, 4), WRONG_DATES.slice(0, 3)],
  order: [[1, 2.5, "1/2"], ["first", true]],
  in_menu: [[true, "off"], ["kanske"]],
  allow: [["missing-owner", ["missing-owner", "clipped-negation"]], ["quote-not-found", "no-such-code"]],
  removed: [[{ on: 2014, reason: "Old" }, false], [true, { on: 2014 }, { on: 2014, reason: "Old", why: "x" }]],
  color2: [[], ["x"]],
};

const QUALIFIERS = {
  source: [[...CITATIONS, CITATIONS.slice(0, 2)], WRONG_CITATIONS],
  from: [DATES, WRONG_DATES.slice(0, 5)],
  until: [[...DATES, "further-notice"], WRONG_DATES.slice(0, 5)],
  according_to: [["thing-0"], [["thing-0"]]],
  standing: [["sourced", "intended", "proposed", "interpretation"], ["rumour", 3]],
  note: [TEXTS.slice(4), WRONG_TEXTS.slice(0, 2)],
  sourc: [[], ["x"]],
};

const FIELD_KEYS = {
  label: [["Namn", { sv: "Namn", en: "Name" }], [["Namn"], { de: "Name" }]],
  required: [[true, "no"], ["sometimes"]],
  at_least: [[0, 2], [-1, "two"]],
  at_most: [[2, 5], [0, 1.5, "x"]],
  sourced: [[true], ["x"]],
  translate: [[false], [3]],
  lable: [[], ["x"]],
};

const FIELD_KINDS = [
  [{ kind: "text" }, { kind: "choice", choices: ["a", "b"] }, { choices: { a: "A" } }, { to: "thing" }, { to: ["thing", "document"] },
    { to: "thing", acyclic: true, inverse: "Är vän" }, { kind: "group", fields: { a: { label: "A", kind: "date" } } },
    { kind: "fraction", sum: "1 per friend", at_most: 3 }],
  [{ kind: "string" }, { kind: "choice" }, { kind: "group" }, { kind: "text", choices: ["a"] }, { to: "nothing" },
    { kind: "text", to: "thing" }, { kind: "text", inverse: "x" }, { kind: "text", sum: "1 per friend" }, "text",
    { kind: "group", fields: { a: { label: "A", kind: "group", fields: {} } } }],
];

const TYPE_KEYS = {
  name: [["Sak", { sv: "Sak", en: "Thing" }], [["Sak"], { de: "Ding" }]],
  path: [["saker", "a/b", ""], ["Å", "_x"]],
  open: [[true], ["maybe"]],
  print: [["card", "page"], ["poster"]],
  feilds: [[], [{}]],
};

const SITE_KEYS = {
  title: [TEXTS.slice(0, 1), WRONG_TEXTS.slice(1, 2)],
  base_url: [["https://a.se/x/", "http://a.se"], ["a.se", "https://", "https://a.se/?x"]],
  profile: [["public", "intranet"], ["secret"]],
  as_of: [[2014, "2014-04", "2014-04-01"], ["unknown", "2014-02-30"]],
  as_of_days: [[["2014-04-01", "2015-04-01"]], [["2014-04-01"], ["2014", "2015"], ["2014-04-01", "2014-04-01"]]],
  book: [[true, "no"], ["maybe"]],
  menu: [["index", ["index"]], [{ a: "b" }]],
  asked: [["index", [{ question: "Varför?", page: "index" }]], [[{ question: "Varför?" }], [{ page: "index", answer: "x" }]]],
  theme: [[], ["a/b", "x y"]],
  raw_html: [["escape", "allow"], ["remove"]],
  history: [["none"], ["svn"]],
  checks: [[{ "missing-owner": "off" }], [{ "no-such-code": "off" }, { "missing-owner": "fatal" }, { "quote-not-found": "off" }]],
  langauges: [[], ["sv"]],
};

/** SplitMix32, so that each run has the same values. */
let state = 20_261_130;
const random = (end) => {
  state = (state + 0x9e3779b9) | 0;
  let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % end;
};
const pick = (list) => list[random(list.length)];

/** Returns a right value, and in one of six cases a wrong one. */
const pickValue = ([right, wrong]) => (right.length === 0 || random(6) === 0 ? pick(wrong) : pick(right));

/** Returns a map with some of the keys of a table. A key without right values is rare. */
function pickKeys(table, nKeys) {
  const keys = {};
  for (let index = 0; index < nKeys; index += 1) {
    const key = pick(Object.keys(table));
    if (table[key][0].length > 0 || random(8) === 0) keys[key] = pickValue(table[key]);
  }
  return keys;
}

/** Returns the values of a field: one, a list, or a statement with what is known about it. */
function fieldValue(name) {
  const value = () => pickValue(VALUES[name]);
  const statement = () => ({ value: value(), ...pickKeys(QUALIFIERS, 1 + random(3)) });
  if (name === "one") return value();
  switch (random(5)) {
    case 0: return [value(), value()];
    case 1: return statement();
    case 2: return [statement(), value()];
    default: return value();
  }
}

function entryKeys(nKeys) {
  const keys = pickKeys(META, random(2));
  for (let index = 0; index < nKeys; index += 1) {
    const name = pick(Object.keys(VALUES));
    keys[name] = fieldValue(name);
  }
  // The values of a removed entry need no source, which a schema of one value cannot know.
  if (typeof keys.removed === "object") for (const name of ["claim", "size"]) delete keys[name];
  return keys;
}

/** Writes a value as YAML on one line. Words that YAML takes for text have no quotation marks. */
function yaml(value) {
  if (value === null) return "~";
  if (Array.isArray(value)) return `[${value.map(yaml).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([key, inner]) => `${yaml(key)}: ${yaml(inner)}`).join(", ")}}`;
  }
  if (typeof value !== "string") return String(value);
  const isPlain = /^[a-zA-Z][a-zA-Z0-9_-]*$/.test(value) && !/^(true|false|null)$/i.test(value);
  return isPlain || /^\d{4}-\d\d(-\d\d)?$/.test(value) ? value : JSON.stringify(value);
}

let root;
before(async () => { root = await mkdtemp(join(tmpdir(), "pakt-schema-")); });
after(() => rm(root, { recursive: true }));

const write = async (path, text) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

const run = (folder, args) => {
  const { status, stdout, stderr } = spawnSync(pakt, [...args, "-C", join(root, folder)], { encoding: "utf8", maxBuffer: 1e8 });
  assert.ok(status < 2, stderr);
  return JSON.parse(stdout);
};

const validator = (folder, ...topic) => {
  const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
  return ajv.compile(run(folder, ["schema", ...topic]));
};

/** Returns the places, `file:line`, of errors about the form of a value. */
const reported = (folder) => {
  const { diagnostics } = run(folder, ["check", "--drafts", "--format", "json"]);
  const errors = diagnostics.filter(({ severity, code }) => severity === "error" && FORM_CODES.has(code));
  const places = new Map();
  for (const { file, line, code, message } of errors) {
    const place = `${file.replace(/^content\//, "")}:${line}`;
    places.set(place, `${places.get(place) ?? ""}${code}: ${message}; `);
  }
  return places;
};

const SITE = {
  "content/site.yaml": "title: {sv: Prov, en: Test}\nlanguages: [sv, en]\nowner: {sv: Vi, en: We}\n",
  "content/index.md": "# Prov\n",
  "content/deed.md": "---\ntype: document\ntitle: Deed\n---\n",
};

const writeSite = async (folder) => {
  for (const [path, text] of Object.entries(SITE)) await write(`${folder}/${path}`, text);
};

/** Compares the verdict of a schema with that of the checker, and asserts that both occur. */
function compare(values, validate, errorsOf) {
  let nWrong = 0;
  for (const [index, value] of values.entries()) {
    const isValid = validate(value);
    const errors = errorsOf(index);
    nWrong += errors ? 1 : 0;
    assert.equal(!errors, isValid, `${yaml(value)}\nchecker: ${errors}\nschema: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  }
  assert.ok(nWrong > values.length / 20 && nWrong < values.length * 0.95, `${nWrong} of ${values.length} are wrong`);
}

test("items of lists", async () => {
  await writeSite("lists");
  await write("lists/content/_types/thing.yaml", TYPE);
  const items = Array.from({ length: 300 }, (_, index) => ({ id: `thing-${index}`, ...entryKeys(1 + random(2)) }));
  // A file has a limited number of reports of a kind.
  for (let start = 0; start < items.length; start += 20) {
    const lines = items.slice(start, start + 20).map((item) => `  - ${yaml(item)}\n`);
    await write(`lists/content/list-${start}.yaml`, `thing:\n${lines.join("")}`);
  }
  const errors = reported("lists");
  const validate = validator("lists", "list");
  compare(items.map((item) => ({ thing: [item] })), validate, (index) =>
    errors.get(`list-${index - (index % 20)}.yaml:${(index % 20) + 2}`));
  // The schema of any file has the same opinion of a list.
  const folder = validator("lists");
  for (const item of items) assert.equal(folder({ thing: [item] }), validate({ thing: [item] }), yaml(item));
  assert.ok(folder({ search: "Sök", "hits-one": "1 träff" }), "strings of the theme");
  assert.ok(!folder({ thign: [{ id: "x" }] }) && !folder({ thign: { from: "x.csv" } }), "an unknown type");
});

test("front matter", async () => {
  await writeSite("pages");
  await write("pages/content/_types/thing.yaml", TYPE);
  const pages = Array.from({ length: 100 }, () => ({ type: "thing", title: "Sak", ...entryKeys(1) }));
  for (const [index, page] of pages.entries()) {
    const lines = Object.entries(page).map(([key, value]) => `${key}: ${yaml(value)}\n`);
    await write(`pages/content/page-${index}.md`, `---\n${lines.join("")}---\n\nText.\n`);
  }
  const errors = [...reported("pages")];
  const ofPage = (index) => errors.find(([place]) => place.startsWith(`page-${index}.md:`))?.[1];
  compare(pages, validator("pages", "thing"), ofPage);
  compare(pages, validator("pages", "front-matter"), ofPage);
});

test("files of types", async () => {
  await writeSite("types");
  await write("types/content/_types/thing.yaml", TYPE);
  const types = Array.from({ length: 120 }, (_, index) => {
    const kind = pickValue(FIELD_KINDS);
    const field = typeof kind === "string" ? kind : { label: "Fält", ...kind, ...pickKeys(FIELD_KEYS, random(2)) };
    const friend = { label: "Vän", to: "thing" };
    return { name: "Sak", path: `path-${index}`, ...pickKeys(TYPE_KEYS, random(2)), fields: { friend, field } };
  });
  for (const [index, type] of types.entries()) {
    await write(`types/content/_types/type-${index}.yaml`, `${yaml(type)}\n`);
  }
  const errors = [...reported("types")];
  compare(types, validator("types", "type"), (index) =>
    errors.find(([place]) => place.startsWith(`_types/type-${index}.yaml:`))?.[1]);
});

test("settings", async () => {
  const settings = Array.from({ length: 80 }, () => ({ title: "Prov", languages: ["sv", "en"], ...pickKeys(SITE_KEYS, 2) }));
  await writeSite("settings");
  const validate = validator("settings", "site");
  const errors = [];
  for (const site of settings) {
    await write("settings/content/site.yaml", `${yaml(site)}\n`);
    errors.push([...reported("settings")].find(([place]) => place.startsWith("site.yaml:"))?.[1]);
  }
  compare(settings, validate, (index) => errors[index]);
});

test("descriptions are in the language of the editor", async () => {
  await writeSite("words");
  await write("words/content/_types/thing.yaml", TYPE);
  const schema = (language) => run("words", ["schema", "thing", "--lang", language]);
  const [swedish, english] = ["sv", "en"].map(schema);
  assert.match(swedish.$defs["key:draft"].description, /hålls tillbaka/);
  assert.match(english.$defs["key:draft"].description, /kept back/);
  assert.equal(swedish.properties.color.title, "Färg");
  assert.match(swedish.properties.color.description, /red: Röd; green: Grön/);
  assert.match(english.properties.color.description, /red: Red; green: Green/);
  const { status, stderr } = spawnSync(pakt, ["schema", "thign", "-C", join(root, "words")], { encoding: "utf8" });
  assert.equal(status, 2);
  assert.match(stderr, /thing/);
});
