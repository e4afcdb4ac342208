import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes of V8's new space: two halves of 8 MB. It begins with a half or two of 1 MB. */
const ENOUGH = 16 * 2 ** 20;

/** Arrays of 8 kB: the more objects there are, the longer it takes to have it grow. */
const LENGTH = 1000;

/** How many of them may be made; a few hundred are enough. */
const MOST = 1000;

let settled = false;

/**
 * Lets V8's nursery grow once, to 8 MB, and never again. Most of what is read stays to the end, so a
 * larger one would only hold it twice: contracts of 3 to 13 MB would take a third more memory. The
 * 1 MB it starts with fills up a thousand times, which costs a tenth of the processor time. It can be
 * set when Node starts, which is not ours to say, or by how it grows: when what was kept since it
 * last grew exceeds it. That takes a few milliseconds, which only pay where contracts are read.
 */
export function settleNursery(): void {
  if (settled) return;
  settled = true;
  const factor = Math.floor(ENOUGH / nurserySize());
  if (factor > 1) setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  const kept: unknown[] = [];
  while (kept.length < MOST && nurserySize() < ENOUGH) {
    for (let index = 0; index < 10; index++) kept.push(Array.from({ length: LENGTH }, () => index));
  }
  setFlagsFromString("--semi-space-growth-factor=1");
}

function nurserySize(): number {
  const spaces = getHeapSpaceStatistics();
  return spaces.find(({ space_name: name }) => name === "new_space")?.space_size ?? ENOUGH;
}
