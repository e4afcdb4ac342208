import { closeSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryTree } from "../model/tree-in-memory.ts";
import { folderTree } from "./folder.ts";
import type { OpenedFile } from "./file.ts";
import { decodeText } from "./text.ts";

/** Above this, input is put into a file until the process ends: 16 MB. */
const HELD = 16 * 1024 * 1024;

/**
 * Standard input of any size as a tree of one file, which is called what `nameOf` makes of its
 * beginning. What is too large to be held stands in a folder that only its owner may enter, and is
 * removed when the process ends. It can be read once in a process.
 */
export async function spooledInput(
  nameOf: (beginning: string) => string,
  input: AsyncIterable<Buffer | string> = process.stdin,
): Promise<OpenedFile> {
  const chunks: Buffer[] = [];
  let size = 0;
  let spool: Spool | undefined;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (spool !== undefined) {
      spool.write(bytes);
      continue;
    }
    chunks.push(bytes);
    if (size <= HELD) continue;
    spool = openSpool();
    for (const held of chunks) spool.write(held);
  }
  const beginning = Buffer.concat(chunks);
  if (spool !== undefined) return spool.close(nameOf(beginning.toString("utf8")));
  const text = decodeText(beginning, "stdin");
  const entry = nameOf(text);
  return { tree: memoryTree({ [entry]: text }, "stdin"), entry };
}

interface Spool {
  write(bytes: Buffer): void;
  close(name: string): OpenedFile;
}

function openSpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), "contract-drift-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "input");
  const handle = openSync(file, "wx", 0o600);
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    },
    close(name) {
      closeSync(handle);
      renameSync(file, join(folder, name));
      return { tree: folderTree(folder, { label: "stdin" }), entry: name };
    },
  };
}
