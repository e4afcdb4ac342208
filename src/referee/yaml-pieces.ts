import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";

/** Reads a YAML text as a whole; undefined where it is none. */
export type ReadYaml = (text: string) => unknown;

/**
 * The mapping that a large YAML text in block style holds, of which a member is read when somebody
 * first looks at it: of a contract's paths and schemas, a witness needs a few. Undefined where the
 * text cannot be cut at its members.
 *
 * A piece is a member's key with all lines below that stand deeper, so it says by itself what it
 * says in the whole: what goes on in a line that stands no deeper is no YAML. A piece that cannot be
 * read (an alias of what another piece names) makes the whole be read.
 */
export function yamlInPieces(text: string, read: ReadYaml): JsonObject | undefined {
  const cut: Cut = { text, lines: linesOf(text), read, whole: once(() => read(text)) };
  const start = isStartOfDocument(cut) ? 1 : 0;
  const members = membersIn(cut, start, cut.lines.starts.length, 0);
  return members === undefined || members.length === 0 ? undefined : lazily(cut, members, []);
}

/** Pieces that are shorter are not cut again. */
const LARGE = 4096;

interface Cut {
  readonly text: string;
  readonly lines: Lines;
  readonly read: ReadYaml;
  readonly whole: () => unknown;
}

interface Lines {
  readonly starts: readonly number[];
  /** The spaces a line begins with; -1 where it holds nothing or only a comment. */
  readonly indents: readonly number[];
}

/** A member's key and its lines. */
interface Member {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly indent: number;
  /** True: its value starts in a line of its own. */
  readonly isBare: boolean;
}

const SPACE = 32;
const LF = 10;
const CR = 13;
const HASH = 35;

function linesOf(text: string): Lines {
  const starts: number[] = [];
  const indents: number[] = [];
  for (let start = 0; start < text.length;) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    const isNothing = code === LF || code === CR || code === HASH || at === text.length;
    starts.push(start);
    indents.push(isNothing ? -1 : at - start);
    const end = text.indexOf("\n", at);
    start = end === -1 ? text.length : end + 1;
  }
  return { starts, indents };
}

function isStartOfDocument({ text }: Cut): boolean {
  return /^---[ \t]*\r?\n/.test(text);
}

/** Plain keys that mean nothing but their text, and quoted ones without escapes. */
const KEY = /^ *(?:([A-Za-z_$/](?:[^\s:#]|:(?=\S))*)|"([^"\\]*)"|'([^']*)'):(?=\s|$)[ \t]*(.*)/;
const NO_TEXT = /^(?:true|false|null)$/i;

/** The members of the mapping at an indentation; undefined where something else stands there. */
function membersIn(
  cut: Cut,
  from: number,
  to: number,
  indent: number,
): readonly Member[] | undefined {
  const members: Omit<Member, "to">[] = [];
  const names = new Set<string>();
  for (let line = from; line < to; line++) {
    const found = cut.lines.indents[line] ?? -1;
    if (found === -1) continue;
    if (found < indent) return undefined;
    if (found > indent || isItem(cut, line, indent)) {
      if (members.length === 0) return undefined;
      continue;
    }
    const key = keyIn(textOf(cut, line, line + 1));
    if (key === undefined || names.has(key.name)) return undefined;
    names.add(key.name);
    members.push({ ...key, from: line, indent });
  }
  return members.map((member, index) => ({ ...member, to: members[index + 1]?.from ?? to }));
}

/** A list may stand as deep as the key it belongs to. */
function isItem({ text, lines }: Cut, line: number, indent: number): boolean {
  const at = (lines.starts[line] ?? 0) + indent;
  return text.startsWith("- ", at) || text.startsWith("-\n", at) || text.startsWith("-\r", at);
}

function keyIn(line: string): Pick<Member, "name" | "isBare"> | undefined {
  const [, plain, double, single, value = ""] = KEY.exec(line.trimEnd()) ?? [];
  const name = plain ?? double ?? single;
  if (name === undefined || (plain !== undefined && NO_TEXT.test(plain))) return undefined;
  return { name, isBare: value === "" || value.startsWith("#") };
}

function textOf({ text, lines }: Cut, from: number, to: number): string {
  return text.slice(lines.starts[from] ?? text.length, lines.starts[to] ?? text.length);
}

/** An object that reads a member when it is asked for; thousands of getters would cost more than most reads. */
function lazily(cut: Cut, members: readonly Member[], way: readonly string[]): JsonObject {
  const values = new Map(
    members.map((member) => [member.name, once(() => valueOf(cut, member, [...way, member.name]))]),
  );
  const known = (name: string | symbol) =>
    typeof name === "string" ? values.get(name) : undefined;
  return new Proxy<JsonObject>(
    {},
    {
      get: (_, name) => known(name)?.(),
      has: (_, name) => known(name) !== undefined,
      ownKeys: () => [...values.keys()],
      getOwnPropertyDescriptor(_, name) {
        const get = known(name);
        return get && { get, enumerable: true, configurable: true };
      },
    },
  );
}

function valueOf(cut: Cut, member: Member, way: readonly string[]): Json {
  const text = textOf(cut, member.from, member.to);
  const parts = member.isBare && text.length > LARGE ? partsOf(cut, member) : undefined;
  if (parts !== undefined) return lazily(cut, parts, way);
  const piece = cut.read(text);
  if (!isJsonObject(piece) || !Object.hasOwn(piece, member.name)) return within(cut.whole(), way);
  return piece[member.name] ?? null;
}

function partsOf(cut: Cut, { from, to, indent }: Member): readonly Member[] | undefined {
  for (let line = from + 1; line < to; line++) {
    const found = cut.lines.indents[line] ?? -1;
    if (found > indent) return membersIn(cut, from + 1, to, found);
    if (found !== -1) return undefined;
  }
  return undefined;
}

/** What stands at the end of a way through mappings; null where it breaks off. */
function within(value: unknown, [name, ...rest]: readonly string[]): Json {
  if (name === undefined || !isJsonObject(value) || !Object.hasOwn(value, name)) return null;
  const member = value[name] ?? null;
  return rest.length === 0 ? member : within(member, rest);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
