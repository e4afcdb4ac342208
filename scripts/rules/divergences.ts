import { readFileSync } from "node:fs";
import { code, page, table } from "./markdown.ts";

/** One case or rule of another tool's suite where we decide otherwise on purpose. */
interface Divergence {
  readonly suite: string;
  /** The rule of the other tool, where all its cases diverge alike; else the case. */
  readonly peerRule?: string;
  readonly id?: string;
  readonly ours: string;
  readonly reason: string;
}

const FILE = new URL("../../test/conformance/divergences.json", import.meta.url);

/** The page of divergences: what we say otherwise than other tools, and why. */
export function divergencesPage(): string {
  const all = readDivergences();
  const suites = Map.groupBy(all, ({ suite }) => suite);
  return page([
    "# Divergences",
    "",
    "We run other tools' own test cases against ours. Most agree. Here is what we decide otherwise on",
    "principle, each with the reason; [severities](severities.md) says what the words claim. Where a",
    "message can show who is right, the referees decide, not we.",
    "",
    ...[...suites].sort(byName).flatMap(([suite, cases]) => section(suite, cases)),
  ]);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function section(suite: string, cases: readonly Divergence[]): readonly string[] {
  const reasons = Map.groupBy(cases, ({ ours, reason }) => `${ours}\u0000${reason}`);
  const rows = [...reasons.values()].map((same) => {
    const names = same.map(({ peerRule, id }) => code(peerRule ?? id ?? ""));
    return [names.join(", "), same[0]?.ours ?? "", same[0]?.reason ?? ""];
  });
  return [`## ${suite}`, "", ...table(["its rule or case", "we say", "because"], rows), ""];
}

function readDivergences(): readonly Divergence[] {
  // Our own file; the test of generated pages shows what is read from it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(readFileSync(FILE, "utf8")) as readonly Divergence[];
}
