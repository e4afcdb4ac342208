import { describe, expect, it } from "vitest";
import { markerOf, renderMarkdown } from "../../src/report/markdown/index.ts";
import type { RenderOptions } from "../../src/report/reporter.ts";
import type { Report } from "../../src/report/report.ts";
import { change, comparison, report } from "./changes.ts";
import {
  bigReport,
  FIRST_KEY,
  HOSTILE,
  hostileReport,
  quietReport,
  shopReport,
} from "./shop-report.ts";

const PLAIN: RenderOptions = { colour: false, verbose: false };

/** What is seen before anything is unfolded. */
function firstScreen(text: string): string {
  return text.split("<details>", 1)[0] ?? "";
}

/** Lines outside of fenced code, where Markdown means something. */
function linesOutsideCode(text: string): readonly string[] {
  let fence: string | undefined;
  return text.split("\n").filter((line) => {
    const [mark] = /^`{3,}/.exec(line) ?? [];
    if (fence === undefined) fence = mark;
    else if (line === fence) fence = undefined;
    return fence === undefined && mark === undefined;
  });
}

describe("a comment on a pull request", () => {
  it("shows the whole shop as expected", async () => {
    const hosting = { kind: "github", url: "https://github.com/shop/api", commit: "aaaa" } as const;
    await expect(renderMarkdown(shopReport(), { ...PLAIN, hosting })).toMatchFileSnapshot(
      "expected/shop.md",
    );
  });

  it("begins with a marker that names the job, and nothing that ends a comment early", () => {
    expect(renderMarkdown(shopReport(), { ...PLAIN, name: "api/check" })).toMatch(
      /^<!-- contract-drift:api\/check -->\n/,
    );
    expect(markerOf("a --> <b>\n")).toBe("<!-- contract-drift:a ___ _b__ -->");
  });

  it.each([
    ["the shop", shopReport()],
    ["5,000 changes", bigReport(5000)],
    ["hostile names", hostileReport()],
    ["300 contracts, all changed", manyContracts(300)],
    ["300 notices", noticed(300)],
  ])("fits its limits: %s", (_, given) => {
    const text = renderMarkdown(given, PLAIN);
    expect(text.length).toBeLessThanOrEqual(65_000);
    expect(firstScreen(text).split("\n").length).toBeLessThanOrEqual(30);
  });

  it("says how to waive the first change that blocks, and the key of each", () => {
    const text = renderMarkdown(shopReport(), PLAIN);
    expect(firstScreen(text)).toContain(
      `contract-drift waive ${FIRST_KEY} --reason "…" --owner TEAM --expires 2027-02-20`,
    );
    for (const { key } of shopReport().comparisons.flatMap(({ changes }) => changes))
      expect(text).toContain(key);
  });

  it("names the owners of a contract without calling them", () => {
    const owners = ["orders-team", "@shop/orders"];
    const text = renderMarkdown(report([comparison([change()], { owners })]), PLAIN);
    expect(text).toContain("\n\nOwners: `orders-team`, `@shop/orders`\n\n");
  });

  it("is short and green where there is nothing", () => {
    const text = renderMarkdown(quietReport(), PLAIN);
    expect(text).toContain("### ✔ contract-drift: nothing blocks");
    expect(text).toContain("No changes, in 1 contract against `main (3f2a1bc)`.");
    expect(text.split("\n").length).toBeLessThan(8);
  });

  it("is not green where a contract could not be read", () => {
    const text = renderMarkdown(
      report([
        comparison([], {
          state: "unreadable",
          diagnostics: [{ code: "syntax", message: "A colon is missing." }],
        }),
      ]),
      PLAIN,
    );
    expect(text).toContain("### ✖ contract-drift: 1 contract could not be read");
    expect(text).toContain("- ✖ **orders** A colon is missing.");
  });
});

describe("what has no room", () => {
  const text = renderMarkdown(bigReport(5000), PLAIN);

  it("is cut from the end of the ranking: everything that blocks is shown in full", () => {
    const blocking = bigReport(5000)
      .comparisons.flatMap(({ changes }) => changes)
      .filter((one) => one.blocking.value);
    for (const { element } of blocking) expect(text).toContain(`#### ✖ \`${element}\``);
  });

  it("is counted: shown and cut make the whole", () => {
    const [, cut] = /… and (\d+) more changes for which/.exec(text) ?? [];
    const shown = text.match(/^#### |^- [✖▲✔] /gm)?.length ?? 0;
    expect(shown + Number(cut)).toBe(5000);
  });

  it("does not keep a contract from being folded properly", () => {
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });
});

describe("hostile names", () => {
  const text = renderMarkdown(hostileReport(), PLAIN);

  it("never become HTML, links, mentions or references", () => {
    const prose = linesOutsideCode(text)
      .join("\n")
      .replaceAll(/(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "")
      .replaceAll(/<code>.*?<\/code>/g, "");
    const own = /<\/?(?:details|summary|br|sub)>|<!-- (?:contract-drift:[\w-]+ )?-->/g;
    const rest = prose.replaceAll(own, "\u0000");
    expect(rest).not.toMatch(/(?<!\\)<(?!\u0000)/);
    expect(rest).not.toMatch(/(?<!\\)\]\(/);
    expect(rest).not.toMatch(/@\w|(?<!^)#\d|!\d/m);
    expect(rest).not.toContain("\u001B");
  });

  it("stay in their table row", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it("cannot end a block of code", () => {
    const payload = `${HOSTILE}\n\`\`\`\n# not a heading`;
    const one = { ...hostileReport() };
    const [first] = one.comparisons;
    const [found] = first?.changes ?? [];
    if (first === undefined || found?.witness?.status !== "confirmed")
      throw new Error("no witness");
    const witness = { ...found.witness, payload };
    const shown = renderMarkdown(
      { ...one, comparisons: [{ ...first, changes: [{ ...found, witness }] }] },
      PLAIN,
    );
    expect(linesOutsideCode(shown)).not.toContain("# not a heading");
    expect(shown).toContain("````");
  });
});

describe("places", () => {
  it("are links to the line at a commit, on either platform", () => {
    const hosting = {
      kind: "gitlab",
      url: "https://gitlab.example/shop/api",
      commit: "bbbb",
    } as const;
    const text = renderMarkdown(shopReport(), { ...PLAIN, hosting });
    expect(text).toContain(
      "before [`catalog.graphql:8:1`](https://gitlab.example/shop/api/-/blob/3f2a1bc9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f/catalog.graphql#L8), after [`catalog.graphql:8:25`](https://gitlab.example/shop/api/-/blob/bbbb/catalog.graphql#L8)",
    );
  });

  it("are no links where nobody knows the pages", () => {
    expect(renderMarkdown(shopReport(), PLAIN)).not.toContain("](http");
  });
});

function manyContracts(count: number): Report {
  return report(
    Array.from({ length: count }, (_, index) =>
      comparison([change(), change({ element: "#schemas.Order.note" })], {
        contract: `services/number-${index}/with/quite/a/long/path/to/the/contract`,
      }),
    ),
  );
}

function noticed(count: number): Report {
  const policyNotices = Array.from({ length: count }, (_, index) => ({
    code: "loosened",
    message: `${index}: ${"the policy is looser than on the base. ".repeat(20)}`,
    blocking: true,
  }));
  return { ...shopReport(), policyNotices };
}
