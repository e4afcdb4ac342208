import { describe, expect, it } from "vitest";
import { renderGithub } from "../../src/report/github.ts";
import { change, comparison, report } from "./changes.ts";
import { bigReport, hostileReport, shopReport } from "./shop-report.ts";

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads workflow commands as the runner does: `::name key=value,key=value::message`. */
function commandsIn(text: string): readonly Command[] {
  return text.split("\n").flatMap((line) => {
    const [, level, properties = "", message = ""] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
    if (level === undefined) return [];
    const pairs = properties.split(",").map((pair): [string, string] => {
      const [key = "", ...value] = pair.split("=");
      return [key, unescaped(value.join("="))];
    });
    return [{ level, properties: Object.fromEntries(pairs), message: unescaped(message) }];
  });
}

function unescaped(text: string): string {
  return text
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%0A", "\n")
    .replaceAll("%0D", "\r")
    .replaceAll("%25", "%");
}

describe("annotations", () => {
  it("stand for every change that blocks or passes, in the order of their weight", async () => {
    await expect(renderGithub(shopReport())).toMatchFileSnapshot("expected/shop.github.txt");
  });

  it("point at the element's line in after's file", () => {
    const found = commandsIn(renderGithub(shopReport()));
    expect(found.at(-1)?.properties).toMatchObject({
      file: "catalog.graphql",
      line: "8",
      col: "25",
    });
  });

  it("point at what was around an element that is gone, and say so", () => {
    const [first] = commandsIn(renderGithub(shopReport()));
    expect(first?.properties).toMatchObject({ file: "services/orders/openapi.yaml", line: "10" });
    expect(first?.message).toContain(
      "Nothing of it is left: this is what was around it, it stood at services/orders/openapi.yaml:12:9.",
    );
  });

  it("claim no line of after's file where only before has a place", () => {
    const [only] = commandsIn(renderGithub(report([comparison([change()])])));
    expect(Object.keys(only?.properties ?? {})).toEqual(["title"]);
    expect(only?.message).toContain("it stood at orders.yaml:12:9");
  });

  it("are errors only where something blocks; waived and compatible changes have none", () => {
    const found = commandsIn(renderGithub(shopReport()));
    expect(found.map(({ level }) => level)).toEqual(["error", "error", "warning", "warning"]);
    expect(found.map(({ message }) => message).join("\n")).not.toContain("shop.v1.Item.sku");
  });

  it("tell of contracts that could not be read and of the policy first", () => {
    const broken = comparison([], {
      state: "unreadable",
      diagnostics: [
        { code: "syntax", message: "A colon is missing.", location: { file: "a.yaml", line: 3 } },
      ],
    });
    const text = renderGithub({
      ...report([broken]),
      policyNotices: [{ code: "loosened", message: "fail-on is looser", blocking: true }],
    });
    expect(commandsIn(text)).toEqual([
      { level: "error", properties: { title: "policy: loosened" }, message: "fail-on is looser" },
      {
        level: "error",
        properties: { file: "a.yaml", line: "3", title: "orders could not be read: syntax" },
        message: "A colon is missing.",
      },
    ]);
  });
});

describe("the limits of a step", () => {
  const found = commandsIn(renderGithub(bigReport(5000)));

  it("are ten errors and ten warnings, the weightiest", () => {
    const errors = found.filter(({ level }) => level === "error");
    expect(errors).toHaveLength(10);
    expect(errors[0]?.message).toContain("#schemas.T00000.");
    expect(found.filter(({ level }) => level === "warning")).toHaveLength(10);
  });

  it("cut with a count", () => {
    expect(found.at(-1)).toMatchObject({ level: "notice" });
    expect(found.at(-1)?.message).toMatch(/^3317 more findings than GitHub shows/);
  });
});

describe("hostile names", () => {
  const text = renderGithub(hostileReport());

  it("start no command of their own", () => {
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith("::"))).toHaveLength(2);
    expect(text).not.toContain("\u001B");
  });

  it("do not leave their property", () => {
    expect(Object.keys(commandsIn(text)[1]?.properties ?? {})).toEqual([
      "file",
      "line",
      "col",
      "title",
    ]);
  });
});
