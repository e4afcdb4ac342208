import { RULE_IDS, RULES } from "../../src/rules/index.ts";
import type { PeerIds } from "../../src/rules/rule.ts";
import { code, table } from "./markdown.ts";

/** Which of our rules report what another tool's rule reports, by the other tool's id. */
function peerTable(peer: keyof PeerIds): readonly string[] {
  const ours = new Map<string, string[]>();
  for (const id of RULE_IDS) {
    for (const theirs of RULES[id].peers?.[peer] ?? []) {
      const known = ours.get(theirs);
      if (known === undefined) ours.set(theirs, [id]);
      else known.push(id);
    }
  }
  const rows = [...ours]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([theirs, ids]) => [code(theirs), ids.map(linked).join(", ")]);
  return table([`${peer}`, "contract-drift"], rows);
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
