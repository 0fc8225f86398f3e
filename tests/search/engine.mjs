// Runs the browser's search code in Node on the files of a built site: the same scripts, and shards that
// are run as a page runs them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const SCRIPTS = ["search-stems.js", "search.js"];

/** Runs the theme's search scripts in a new context and returns it; `pakt` is as in a page. */
export function scripts() {
  const context = vm.createContext({});
  vm.runInContext("globalThis.self = globalThis", context);
  for (const name of SCRIPTS) {
    const path = new URL(`../../themes/pakt/${name}`, import.meta.url);
    vm.runInContext(readFileSync(path, "utf8"), context, { filename: name });
  }
  return context;
}

/** Opens the search of one language of a built site; `fetched` names the shards that queries loaded. */
export function open(folder, language) {
  const context = scripts();
  const { pakt } = context;
  const fetched = [];
  let generation;
  const run = (name) => {
    const path = join(folder, "assets/search", language, `${name}.js`);
    if (!existsSync(path)) {
      throw new Error(`${path} does not exist`);
    }
    let shard;
    pakt.shard = (key, shardGeneration, data) => { shard = { key, generation: shardGeneration, data }; };
    vm.runInContext(readFileSync(path, "utf8"), context, { filename: path });
    generation ??= shard.generation;
    if (shard.key !== `${language}/${name}` || shard.generation !== generation) {
      throw new Error(`${path} contains the shard ${shard.key} of generation ${shard.generation}`);
    }
    fetched.push(name);
    return shard.data;
  };
  const directory = run("directory");
  const search = new pakt.Search(directory, async (name) => run(name));
  return { pakt, search, fetched, directory };
}

/** Runs a query and returns its result and the first items: answers and hits in the dialog's order. */
export async function firstItems({ search }, question, maxHits = 10) {
  const result = await search.query(question);
  const answers = await Promise.all(result.answers.slice(0, 2).map((unit) => search.loadAnswer(unit)));
  const hits = await Promise.all(result.hits.slice(0, maxHits).map((unit) => search.loadHit(unit, result)));
  return { result, items: [...answers, ...hits] };
}
