import { isUtf8 } from "node:buffer";
import { DriftError } from "../errors.ts";

/** The size above which a file is refused unless a caller says otherwise: 64 MB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

const LFS_POINTER = "version https://git-lfs.github.com/spec/v1";
const LINE_FEED = 0x0a;

/**
 * The text of a file: UTF-8, byte order mark removed. Other encodings, binary content and Git LFS
 * pointers are refused with `source-unreadable`, never guessed at.
 */
export function decodeText(bytes: Buffer, file: string): string {
  if (startsWithUtf16Mark(bytes)) throw notUtf8(file, 1);
  if (!isUtf8(bytes)) throw notUtf8(file, firstBadLine(bytes));
  if (bytes.includes(0)) {
    throw unreadable(
      file,
      "holds NUL bytes, so it is not text.",
      "Name the contract's source, not a compiled or compressed form of it.",
    );
  }
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.startsWith(LFS_POINTER)) {
    throw unreadable(
      file,
      "is a Git LFS pointer, not the file itself.",
      "Contracts are text: take them out of Git LFS (`git lfs untrack`, then `git add --renormalize`), or fetch the file (`git lfs pull`) and compare files.",
    );
  }
  return text;
}

/** The text of a file that comes in pieces. What is not UTF-8 is refused where it stands. */
export async function* decodedChunks(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw unreadable(file, "is not UTF-8 text.");
    throw error;
  }
}

/** The error for a file above the size limit. `bytes` is its size where that is known. */
export function tooLarge(file: string, limit: number, bytes?: number): DriftError {
  const size = bytes === undefined ? "" : ` (${megabytes(bytes)})`;
  return new DriftError({
    code: "too-large",
    message: `${file}${size} is larger than the limit of ${megabytes(limit)} for one file.`,
    place: { file },
    hint: "Name the contract itself; if it really is this large, split it into files that refer to each other.",
  });
}

/** The error for a file that is there but cannot be read as text. `what` completes a sentence that begins with the file. */
export function unreadable(file: string, what: string, hint?: string, line?: number): DriftError {
  return new DriftError({
    code: "source-unreadable",
    message: `${file} ${what}`,
    place: { file, ...(line === undefined ? {} : { line, column: 1 }) },
    ...(hint === undefined ? {} : { hint }),
  });
}

function megabytes(bytes: number): string {
  const size = bytes / (1024 * 1024);
  return size >= 10 ? `${Math.round(size)} MB` : `${size.toPrecision(2)} MB`;
}

function startsWithUtf16Mark(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString("hex");
  return mark === "fffe" || mark === "feff";
}

function notUtf8(file: string, line: number): DriftError {
  return unreadable(
    file,
    "is not UTF-8 text.",
    "Save it as UTF-8, for example with `iconv -t utf-8`.",
    line,
  );
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return 1;
}
