import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { spooledInput } from "../../src/sources/spooled-input.ts";

const MEGABYTE = 1024 * 1024;
const name = (text: string): string => (text.startsWith("{") ? "stdin.json" : "stdin.yaml");

it("short input is held", async () => {
  const { tree, entry } = await spooledInput(name, Readable.from(["{", '"a": 1}']));
  expect([entry, await tree.read(entry)]).toEqual(["stdin.json", '{"a": 1}']);
});

it("long input is read in pieces, as often as it is asked for", async () => {
  const part = Buffer.from("x".repeat(MEGABYTE));
  const input = Readable.from([Buffer.from("{"), ...Array.from({ length: 70 }, () => part)]);
  const { tree, entry } = await spooledInput(name, input);
  expect(entry).toBe("stdin.json");
  for (const _ of [1, 2]) {
    let length = 0;
    const file = await tree.open?.(entry);
    for await (const chunk of file?.chunks() ?? []) length += chunk.length;
    expect(length).toBe(70 * MEGABYTE + 1);
  }
  // What cannot be read in pieces is refused, as a file of that size would be.
  await expect(tree.read(entry)).rejects.toMatchObject({ code: "too-large" });
});
