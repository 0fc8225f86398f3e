// Types a page of the handbook to the letter, as a newcomer does: each block goes into the file that the
// words before it name, each command in backticks is run where it stands, and what the page promises to be
// reported is compared.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const PREVIEW_WAIT_MS = 20_000;

/** The parts of a page in order: { text } for a line of prose, { code } for a block. */
function* partsOf(page) {
  let code = null;
  for (const line of page.replace(/^---\n.*?\n---\n/s, "").split("\n")) {
    if (line.startsWith("```")) {
      if (code === null) {
        code = "";
      } else {
        yield { code };
        code = null;
      }
    } else if (code === null) {
      yield { text: line };
    } else {
      code += `${line}\n`;
    }
  }
}

const inBackticks = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, words]) => words);

/** Runs the lines of the block of shell commands below a heading, as somebody who pastes them. */
export function pasteCommands(page, heading, { cwd, env }) {
  const section = page.split(`\n## ${heading}\n`)[1];
  const [, commands] = section.match(/```sh\n(.*?)```/s);
  return execFileSync("/bin/sh", ["-e", "-c", commands], { cwd, env, encoding: "utf8" });
}

/** Follows a page in an empty folder. `env` finds the program. */
export class Newcomer {
  constructor(folder, env) {
    this.folder = folder;
    this.env = env;
    this.paths = [];
    this.reports = 0;
  }

  /** Follows the page, and then looks at the preview that it opened. */
  async follow(page, look) {
    try {
      for (const part of partsOf(page)) {
        if (part.code === undefined) {
          await this.read(part.text);
        } else {
          this.type(part.code);
        }
      }
      await look(this.address);
    } finally {
      this.preview?.kill();
    }
  }

  /** Does what a line of prose says. */
  async read(text) {
    const words = inBackticks(text);
    for (const path of words.filter((it) => /^[\w/.-]+\.(md|yaml|txt)$/.test(it) && it !== "README.md")) {
      // A name alone is a file that was written before.
      this.path = this.paths.findLast((known) => known.endsWith(`/${path}`)) ?? path;
    }
    if (words.length === 2 && words.every((it) => /^\p{L}+$/u.test(it)) && this.quoted().includes(words[0])) {
      this.write(this.quoted().replace(...words));
    }
    for (const command of words.filter((it) => it.startsWith("pakt "))) {
      await this.run(command);
    }
  }

  quoted() {
    return existsSync(this.file()) ? readFileSync(this.file(), "utf8") : "";
  }

  file() {
    return join(this.folder, this.path ?? "");
  }

  write(text) {
    mkdirSync(dirname(this.file()), { recursive: true });
    writeFileSync(this.file(), text);
    this.paths.push(this.path);
  }

  /** Types a block: a file, a part of one, or what was promised to be reported. */
  type(code) {
    if (this.promised !== undefined) {
      const report = this.promised;
      this.promised = undefined;
      for (const line of code.trimEnd().split("\n")) {
        assert.ok(report.split("\n").some((it) => it.trim() === line.trim()), `${line}\nin\n${report}`);
      }
      this.reports += 1;
      return;
    }
    const key = code.match(/^(\w+):\n {2}/)?.[1];
    const before = this.quoted();
    const isPart = key !== undefined && before.startsWith("---") && before.includes(`\n${key}:`);
    this.write(isPart ? before.replace(new RegExp(`^${key}:.*\\n( .*\\n)*`, "m"), () => code) : code);
  }

  async run(command) {
    const [, name, ...rest] = command.split(" ");
    if (name === "serve") {
      await this.openPreview();
      return;
    }
    const { status, stdout, stderr } = spawnSync("pakt", [name, ...rest], {
      cwd: name === "new" ? dirname(this.folder) : this.folder,
      env: this.env,
      encoding: "utf8",
    });
    // Without a flag, the check is the one that finds the mistake.
    const isMistake = name === "check" && rest.length === 0;
    assert.equal(status, isMistake ? 1 : 0, `${command}: ${stdout}${stderr}`);
    this.promised = isMistake ? stderr : undefined;
  }

  /** Runs the preview, and opens the address that it prints. */
  async openPreview() {
    this.preview = spawn("pakt", ["serve"], { cwd: this.folder, env: this.env });
    for await (const line of createInterface({ input: this.preview.stdout })) {
      this.address = line.match(/http:\S+/)?.[0];
      break;
    }
    assert.equal((await fetch(this.address)).status, 200);
  }
}

/** Waits until a page of the preview has some words. */
export async function waitForPage(address, words) {
  const deadline = Date.now() + PREVIEW_WAIT_MS;
  for (;;) {
    const text = await (await fetch(address)).text();
    if (text.replaceAll("\u00a0", " ").includes(words)) {
      return;
    }
    assert.ok(Date.now() < deadline, `${address} has no ${words}`);
  }
}
