import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DriftError } from "../../src/errors.ts";
import { failureText } from "../../src/cli/failure.ts";
import { wantsColour, writeResult } from "../../src/cli/terminal.ts";

describe("5. colour: NO_COLOR, FORCE_COLOR, TERM and pipes", () => {
  it.each([
    ["a terminal", { flag: undefined, environment: {}, isTerminal: true }, true],
    ["a pipe", { flag: undefined, environment: {}, isTerminal: false }, false],
    [
      "a dumb terminal",
      { flag: undefined, environment: { TERM: "dumb" }, isTerminal: true },
      false,
    ],
    ["NO_COLOR", { flag: undefined, environment: { NO_COLOR: "1" }, isTerminal: true }, false],
    [
      "an empty NO_COLOR",
      { flag: undefined, environment: { NO_COLOR: "" }, isTerminal: true },
      true,
    ],
    [
      "NO_COLOR and FORCE_COLOR",
      { flag: undefined, environment: { NO_COLOR: "1", FORCE_COLOR: "1" }, isTerminal: true },
      false,
    ],
    [
      "FORCE_COLOR in a pipe",
      { flag: undefined, environment: { FORCE_COLOR: "1" }, isTerminal: false },
      true,
    ],
    [
      "FORCE_COLOR=0",
      { flag: undefined, environment: { FORCE_COLOR: "0" }, isTerminal: true },
      false,
    ],
    [
      "--no-color against FORCE_COLOR",
      { flag: false, environment: { FORCE_COLOR: "1" }, isTerminal: true },
      false,
    ],
    [
      "--color against NO_COLOR",
      { flag: true, environment: { NO_COLOR: "1" }, isTerminal: false },
      true,
    ],
  ])("with %s", (_, facts, expected) => {
    expect(wantsColour(facts)).toBe(expected);
  });
});

describe("a result written to a file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drift-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("replaces what was there and leaves nothing else behind", () => {
    const file = join(folder, "report.json");
    writeFileSync(file, "before");
    writeResult("after", file);
    expect(readFileSync(file, "utf8")).toBe("after");
    expect(readdirSync(folder)).toEqual(["report.json"]);
  });

  it("follows a link instead of replacing it", () => {
    writeFileSync(join(folder, "real"), "");
    symlinkSync("real", join(folder, "link"));
    writeResult("after", join(folder, "link"));
    expect(readFileSync(join(folder, "real"), "utf8")).toBe("after");
  });

  it("never replaces a device", () => {
    writeResult("after", "/dev/null");
    expect(readFileSync("/dev/null", "utf8")).toBe("");
  });

  it("that cannot be written is a usage error without litter", () => {
    expect(() => writeResult("x", join(folder, "missing", "report"))).toThrow(
      expect.objectContaining({ code: "usage", message: expect.stringContaining("ENOENT") }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("an error", () => {
  const trouble = new DriftError({
    code: "syntax",
    message: "This is no YAML.",
    place: { file: "a\u001B[2J.yaml", line: 3, column: 7 },
    hint: "Mend it.",
  });

  it("of the user's is a sentence, a place and a hint", () => {
    expect(failureText(trouble, false)).toBe(
      "error: This is no YAML.\n  at a\uFFFD[2J.yaml:3:7\n  hint: Mend it.\n",
    );
  });

  it("of our own shows its trace only with --debug", () => {
    const bug = new TypeError("x is undefined");
    expect(failureText(bug, false)).not.toContain("terminal.test.ts");
    expect(failureText(bug, false)).toContain("--debug");
    expect(failureText(bug, true)).toContain("terminal.test.ts");
  });
});
