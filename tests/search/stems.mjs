// Reads `language<tab>word<tab>stem` lines and prints those for which the browser's stemmer differs.

import { readFileSync } from "node:fs";
import { scripts } from "./engine.mjs";

const { pakt } = scripts();
const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const differing = lines.filter((line) => {
  const [language, word, stem] = line.split("\t");
  return pakt.stem(language, word) !== stem;
});
for (const line of differing.slice(0, 20)) {
  const [language, word] = line.split("\t");
  console.log(`${line}\t${pakt.stem(language, word)}`);
}
console.log(`${lines.length} stems, ${differing.length} differ`);
process.exitCode = differing.length === 0 ? 0 : 1;
