import { RULE_IDS, RULES, type RuleId } from "../../src/rules/index.ts";
import type { PeerIds } from "../../src/rules/rule.ts";
import { FURTHER_IDS, UNREPORTED } from "./further-ids.ts";
import { code, table } from "./markdown.ts";

/** Which of our rules report what another tool's rule reports, by the other tool's id. */
function peerTable(peer: keyof PeerIds): readonly string[] {
  const ours = new Map<string, Set<RuleId>>();
  for (const id of RULE_IDS) {
    for (const theirs of idsOf(peer, id)) {
      const known = ours.get(theirs);
      if (known === undefined) ours.set(theirs, new Set([id]));
      else known.add(id);
    }
  }
  const rows = [...ours]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([theirs, ids]) => [code(theirs), [...ids].map(linked).join(", ")]);
  const unreported = Object.entries(UNREPORTED[peer] ?? {}).map(([ids, why]) => [
    ids.split(", ").map(code).join(", "),
    `not reported: ${why}`,
  ]);
  return table([peer, "contract-drift"], [...rows, ...unreported]);
}

function idsOf(peer: keyof PeerIds, rule: RuleId): readonly string[] {
  const further = FURTHER_IDS[peer]?.[rule]?.trim().split(/\s+/) ?? [];
  return [...(RULES[rule].peers?.[peer] ?? []), ...further];
}

function linked(id: string): string {
  return `[${code(id)}](../rules/${id}.md)`;
}

const START = (peer: string) => `<!-- generated: ids of ${peer} -->`;
const END = "<!-- end of generated part -->";

/** A hand-written page with its generated table brought up to date. */
export function withPeerTable(text: string, peer: keyof PeerIds): string {
  const start = text.indexOf(START(peer));
  const end = text.indexOf(END, start);
  if (start < 0 || end < 0) throw new Error(`The page has no place for the ids of ${peer}.`);
  return [text.slice(0, start) + START(peer), "", ...peerTable(peer), "", text.slice(end)].join(
    "\n",
  );
}
