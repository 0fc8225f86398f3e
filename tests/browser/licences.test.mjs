// The licence check evaluates SPDX expressions: what it accepts must be allowed.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

const { isAllowed } = createRequire(import.meta.url)("../../scripts/licences");

const allowed = new Set(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"]);

for (const [expression, expected] of [
  ["MIT", true],
  ["GPL-3.0-only", false],
  ["", false],
  ["MIT OR GPL-3.0-only", true],
  ["GPL-3.0-only OR MIT", true],
  ["MIT AND GPL-3.0-only", false],
  ["(MIT OR GPL-3.0-only) AND Unicode-3.0", true],
  ["(MIT OR Apache-2.0) AND GPL-3.0-only", false],
  ["GPL-3.0-only OR MIT AND Unicode-3.0", true],
  ["MIT OR GPL-3.0-only AND LGPL-2.1-only", true],
  ["GPL-3.0-only AND (MIT OR Apache-2.0)", false],
  ["Apache-2.0 WITH LLVM-exception", true],
  ["MIT WITH LLVM-exception", false],
  ["Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true],
  ["MIT/Apache-2.0", true],
  ["Apache-2.0 / GPL-2.0-only", true],
  ["((MIT))", true],
  ["(MIT", false],
  ["MIT GPL-3.0-only", false],
  ["mit", false],
]) {
  test(`${expression || "nothing"}: ${expected}`, () => {
    assert.equal(isAllowed(expression, allowed), expected);
  });
}
