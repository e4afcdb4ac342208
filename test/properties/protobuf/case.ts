import type { Change } from "../../../src/diff/change.ts";
import { diffContracts } from "../../../src/diff/index.ts";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import type { Direction } from "../../../src/model/semantics.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import {
  protobufReferee,
  roundTrip,
  type ProtobufPayload,
  type ProtobufReferee,
} from "../../../src/referee/index.ts";
import { randomFrom, type Random } from "../openapi/random.ts";
import { randomFile, textOf, type File } from "./files.ts";
import { isKnown } from "./known.ts";
import { mutate } from "./mutations.ts";
import { randomMessage } from "./values.ts";

/** What the referee says against our answer for one generated pair. */
export interface Contradiction {
  readonly seed: number;
  readonly surface: "wire" | "json";
  readonly direction: Direction;
  readonly before: string;
  readonly after: string;
  readonly message: Json;
  readonly because: string;
}

/** Messages that are tried on one pair, in each form and direction. */
const MESSAGES = 12;

/** One pair, repeated exactly by its seed: a message that is misread, and we saw no break. */
export async function judgeCase(seed: number): Promise<Contradiction | undefined> {
  const random = randomFrom(seed);
  const before = randomFile(random);
  const after = mutate(before, random);
  const texts = { before: textOf(before), after: textOf(after) };
  const changes = await changesBetween(texts.before, texts.after);
  const sides = { before: await refereeFor(texts.before), after: await refereeFor(texts.after) };
  for (const direction of ["input", "output"] as const) {
    const isSent = direction === "input";
    const [writer, reader] = isSent ? [sides.before, sides.after] : [sides.after, sides.before];
    for (const surface of ["wire", "json"] as const) {
      if (changes.some((change) => breaks(change, surface, direction))) continue;
      const question: Question = { writer, reader, surface, isSent };
      const misread = findMisread(question, isSent ? before : after, random);
      const found = misread && { seed, surface, direction, ...texts, ...misread };
      if (found !== undefined && !isKnown(found)) return found;
    }
  }
  return undefined;
}

interface Question {
  readonly writer: ProtobufReferee;
  readonly reader: ProtobufReferee;
  readonly surface: "wire" | "json";
  readonly isSent: boolean;
}

/** A key that is given twice is dangerous only: in lists that are maps in spirit there is none. */
const BREAKING: ReadonlySet<string> = new Set(["error", "required-missing", "changed", "lost"]);

function findMisread(
  question: Question,
  written: File,
  random: Random,
): Pick<Contradiction, "message" | "because"> | undefined {
  for (let tried = 0; tried < MESSAGES; tried++) {
    const message = randomMessage(written, "Order", random);
    const payload = payloadOf(question, message);
    if (payload === undefined) continue;
    const { writer, reader, isSent, surface } = question;
    const tolerant = surface === "json" && !isSent;
    const names = { writtenAs: TYPE, readAs: TYPE };
    const answer = roundTrip(writer, reader, { ...names, payload, tolerant });
    if (answer.same !== false || !BREAKING.has(answer.effect)) continue;
    const because = "error" in answer ? answer.error : JSON.stringify(answer.differences);
    return { message: payload.surface === "json" ? payload.json : message, because };
  }
  return undefined;
}

const TYPE = "shop.v1.Order";

/** What the writer's own library writes; undefined where it cannot. */
function payloadOf(
  { writer, surface }: Question,
  message: JsonObject,
): ProtobufPayload | undefined {
  const encoded = writer.encode(TYPE, message);
  if (encoded.ok !== true) return undefined;
  if (surface === "wire") return { surface, bytes: encoded.bytes };
  const printed = writer.toJson(TYPE, encoded.bytes);
  return printed.ok === true ? { surface, json: printed.json } : undefined;
}

function breaks({ effects }: Change, surface: string, direction: Direction): boolean {
  return effects.some(
    (effect) =>
      effect.surface === surface &&
      effect.direction === direction &&
      effect.severity === "breaking",
  );
}

export async function changesBetween(before: string, after: string): Promise<readonly Change[]> {
  const read = (text: string) =>
    protobufReader.read({ tree: memoryTree({ "shop.proto": text }), entries: ["shop.proto"] });
  const sides = [await read(before), await read(after)] as const;
  return diffContracts(sides[0].contract, sides[1].contract, { today: "2026-11-22" });
}

function refereeFor(text: string): Promise<ProtobufReferee> {
  return protobufReferee(new Map([["shop.proto", text]]));
}
