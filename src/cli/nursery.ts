import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes of V8's new space: two halves of 8 MB. */
const ENOUGH = 16 * 2 ** 20;

/** How many objects may be made to have it grow; a few thousand are enough. */
const MOST = 40_000;

/**
 * Lets V8's nursery grow once, to 8 MB, and never again. Most of what is read stays to the end, so a
 * larger one would only hold it twice: contracts of 3 to 13 MB would take a third more memory. The
 * 1 MB it starts with fills up a thousand times, which costs a tenth of the processor time. It can be
 * set when Node starts, which is not ours to say, or by how it grows: when what was kept since it
 * last grew exceeds it.
 */
export function settleNursery(): void {
  setFlagsFromString("--semi-space-growth-factor=8");
  const kept: object[] = [];
  while (kept.length < MOST && nurserySize() < ENOUGH) {
    for (let index = 0; index < 1000; index++) kept.push([index, index, index, index]);
  }
  setFlagsFromString("--semi-space-growth-factor=1");
}

function nurserySize(): number {
  const spaces = getHeapSpaceStatistics();
  return spaces.find(({ space_name: name }) => name === "new_space")?.space_size ?? ENOUGH;
}
