import type { Change } from "../../src/diff/change.ts";
import { diffContracts } from "../../src/diff/index.ts";
import { normaliserFor } from "../../src/diff/normal/normalise.ts";
import type { FormatReader } from "../../src/formats/reader.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import type { Witness } from "../../src/model/witness.ts";
import type { PrepareFinder, WitnessSide } from "../../src/witness/finder.ts";

/** A change and what was found for it. */
export interface Found {
  readonly change: Change;
  readonly witness: Witness;
}

export interface Finding {
  readonly reader: FormatReader;
  readonly prepare: PrepareFinder;
  /** Default: 300. */
  readonly proposals?: number;
}

type Texts = Readonly<Record<string, string>>;

/** Every change that breaks messages, with its witness. */
export async function findWitnesses(
  before: Texts,
  after: Texts,
  { reader, prepare, proposals = 300 }: Finding,
): Promise<readonly Found[]> {
  const sides = { before: await sideOf(reader, before), after: await sideOf(reader, after) };
  const changes = diffContracts(sides.before.contract, sides.after.contract, {
    today: "2026-11-22",
  });
  const finder = await prepare(sides);
  return changes
    .filter(breaksMessages)
    .map((change) => ({ change, witness: finder.find(change, { proposals }) }));
}

/** Whether a change breaks anything on the wire or in JSON. */
function breaksMessages({ effects }: Change): boolean {
  return effects.some(
    ({ surface, severity }) =>
      surface !== "source" && surface !== "promise" && severity === "breaking",
  );
}

async function sideOf(reader: FormatReader, texts: Texts): Promise<WitnessSide> {
  const entries = Object.keys(texts);
  const read = await reader.read({ tree: memoryTree(texts), entries });
  const { contract } = read;
  return { contract, normal: normaliserFor(contract), texts: read.texts, entries };
}
