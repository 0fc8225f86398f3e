// Prints the first results of queries in a built site, each as kind, address and what replaced it.
//
//   node tests/search/query.mjs OUTPUT LANGUAGE QUESTION…

import { firstItems, open } from "./engine.mjs";

const [folder, language, ...questions] = process.argv.slice(2);
const opened = open(folder, language);
for (const question of questions) {
  const { items } = await firstItems(opened, question);
  console.log(items.map(({ kind, address, replaced }) => `${kind} ${address} ${replaced}`.trim()).join("\n"));
}
