/** One object as `git cat-file --batch` prints it. */
export interface BatchAnswer {
  readonly id: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Absent where the object is larger than the limit. */
  readonly body: Buffer | undefined;
}

interface Body {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly bytes: Buffer | undefined;
  /** Bytes seen, the closing line feed included. */
  seen: number;
}

const LINE_FEED = 0x0a;

/**
 * Takes the output of `git cat-file --batch` in chunks of any size and delivers one answer for
 * each request, in order; undefined for an object that does not exist. `maxBytes` is asked once for
 * each object that does.
 */
export function batchParser(
  maxBytes: () => number,
  deliver: (answer: BatchAnswer | undefined) => void,
): (chunk: Buffer) => void {
  let head = "";
  let body: Body | undefined;

  const takeHead = (chunk: Buffer, from: number): number => {
    const end = chunk.indexOf(LINE_FEED, from);
    head += chunk.toString("latin1", from, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.length;
    body = beginBody(head, maxBytes);
    head = "";
    if (body === undefined) deliver(undefined);
    return end + 1;
  };

  const takeBody = (chunk: Buffer, from: number, current: Body): number => {
    const end = Math.min(chunk.length, from + current.size + 1 - current.seen);
    if (current.seen < current.size)
      current.bytes?.set(
        chunk.subarray(from, from + Math.min(end - from, current.size - current.seen)),
        current.seen,
      );
    current.seen += end - from;
    if (current.seen > current.size) {
      body = undefined;
      deliver({ id: current.id, type: current.type, size: current.size, body: current.bytes });
    }
    return end;
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      at = body === undefined ? takeHead(chunk, at) : takeBody(chunk, at, body);
    }
  };
}

function beginBody(head: string, maxBytes: () => number): Body | undefined {
  const [, id, type, digits] = /^([0-9a-f]+) ([a-z]+) ([0-9]+)$/.exec(head) ?? [];
  if (id === undefined || type === undefined) return undefined;
  const size = Number(digits);
  return {
    id,
    type,
    size,
    bytes: size > maxBytes() ? undefined : Buffer.allocUnsafe(size),
    seen: 0,
  };
}
