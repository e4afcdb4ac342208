import type { Change } from "../diff/change.ts";
import { normaliserFor } from "../diff/normal/normalise.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { WitnessSide } from "../witness/finder.ts";
import type { Witnessed, WitnessMode } from "../witness/index.ts";

export type { WitnessMode } from "../witness/index.ts";

/** The changes of a comparison with their witnesses; referees are loaded only where one is sought. */
export async function withWitnesses(
  changes: readonly Change[],
  sides: { readonly before: ReadResult; readonly after: ReadResult },
  mode: WitnessMode,
): Promise<Witnessed> {
  const isSought = changes.some(({ effects }) =>
    effects.some(({ severity }) => severity === "breaking"),
  );
  if (!isSought) return { changes, witnesses: new Map() };
  const { findWitnesses, witnessed } = await import("../witness/index.ts");
  const sidesOf = () => ({ before: sideOf(sides.before), after: sideOf(sides.after) });
  return witnessed(changes, await findWitnesses(changes, sidesOf, { mode }));
}

function sideOf({ contract, texts, jsonOf, entries }: ReadResult): WitnessSide {
  return {
    contract,
    normal: normaliserFor(contract),
    texts,
    ...(jsonOf === undefined ? {} : { jsonOf }),
    entries: entries ?? [...texts.keys()].slice(0, 1),
  };
}
