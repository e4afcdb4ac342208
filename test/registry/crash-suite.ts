import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { openRegistry } from "../../src/registry/open.ts";

const RECORDER = fileURLToPath(new URL("recorder.ts", import.meta.url));
const IMPORTS = 12;

interface Recorder {
  readonly process: ChildProcess;
  /** Imports that it has said to be done. */
  readonly done: Set<number>;
  readonly exit: Promise<number | null>;
}

function startRecorder(location: string, consumer: string): Recorder {
  const process_ = spawn(process.execPath, [RECORDER, location, consumer, String(IMPORTS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const done = new Set<number>();
  process_.stdout.on("data", (chunk: Buffer) => {
    for (const line of chunk.toString().split("\n")) if (line !== "") done.add(Number(line));
  });
  const exit = new Promise<number | null>((resolve) => process_.on("close", resolve));
  return { process: process_, done, exit };
}

async function killInTheMiddle(recorder: Recorder): Promise<void> {
  while (recorder.done.size < 3) await new Promise((resolve) => setTimeout(resolve, 2));
  // Not right after an import, but in the next one.
  await new Promise((resolve) => setTimeout(resolve, 8));
  recorder.process.kill("SIGKILL");
  await recorder.exit;
}

/**
 * What holds for a registry that two processes record into and one is killed. `isWhole` is asked
 * between the crash and the next opening.
 */
export async function expectToSurvive(
  location: string,
  isWhole: () => Promise<void>,
): Promise<void> {
  await (await openRegistry({ location, create: true })).close();
  const survivor = startRecorder(location, "survivor");
  const victim = startRecorder(location, "victim");
  await killInTheMiddle(victim);
  expect(await survivor.exit).toBe(0);
  expect(victim.done.size).toBeLessThan(IMPORTS);

  await isWhole();

  const versionsOf = async (consumer: string): Promise<readonly number[]> => {
    const store = await openRegistry({ location, create: false });
    const uses = await store.uses({ consumer });
    const counts = Map.groupBy(uses, ({ evidence }) => evidence);
    await store.close();
    for (const [evidence, some] of counts) expect(some).toHaveLength(evidence.uses);
    return [...counts.keys()]
      .map(({ sightings }) => Number(sightings[0]?.version))
      .sort((a, b) => a - b);
  };
  const all = Array.from({ length: IMPORTS }, (_, number) => number);
  expect(await versionsOf("survivor")).toEqual(all);
  expect(await versionsOf("shared")).toEqual(all);
  // What it said to be done is there; the import it died in may be, but only whole.
  const found = await versionsOf("victim");
  expect(found).toEqual(expect.arrayContaining([...victim.done]));
  expect(found.length).toBeLessThanOrEqual(victim.done.size + 1);

  const again = startRecorder(location, "victim");
  expect(await again.exit).toBe(0);
  expect(await versionsOf("victim")).toEqual(all);
  expect(await versionsOf("shared")).toEqual(all);
}
