// The browser's own search code in Node, on the files of a built site: the same scripts, and shards
// that are run as a page runs them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const SCRIPTS = ["search-stems.js", "search.js"];

/** The scripts of the theme in a world of their own: `pakt` as a page has it. */
export function scripts() {
  const world = vm.createContext({});
  vm.runInContext("globalThis.self = globalThis", world);
  for (const name of SCRIPTS) {
    const path = new URL(`../../themes/pakt/${name}`, import.meta.url);
    vm.runInContext(readFileSync(path, "utf8"), world, { filename: name });
  }
  return world;
}

/** The search of one language of a built site; `fetched` names the shards that questions asked for. */
export function open(folder, language) {
  const world = scripts();
  const { pakt } = world;
  const fetched = [];
  let generation;
  const run = (name) => {
    const path = join(folder, "assets/search", language, `${name}.js`);
    if (!existsSync(path)) {
      throw new Error(`${path} is not there`);
    }
    let came;
    pakt.shard = (key, own, said) => { came = { key, own, said }; };
    vm.runInContext(readFileSync(path, "utf8"), world, { filename: path });
    generation ??= came.own;
    if (came.key !== `${language}/${name}` || came.own !== generation) {
      throw new Error(`${path} says that it is ${came.key} of ${came.own}`);
    }
    fetched.push(name);
    return came.said;
  };
  const directory = run("directory");
  const search = new pakt.Search(directory, async (name) => run(name));
  return { pakt, search, fetched, directory };
}

/** What a reader sees first: answers and hits in the order of the dialog. */
export async function shown({ search }, question, most = 10) {
  const result = await search.ask(question);
  const answers = await Promise.all(result.answers.slice(0, 2).map((unit) => search.answer(unit)));
  const hits = await Promise.all(result.hits.slice(0, most).map((unit) => search.hit(unit, result)));
  return { result, found: [...answers, ...hits] };
}
