import { isJsonObject, type Json } from "../../model/json.ts";
import type { Field } from "../../model/shape.ts";
import type { ReadDifference } from "../../referee/index.ts";
import { valueType, type MessageView } from "./message-view.ts";
import type { ProtobufSide, Traffic } from "./sides.ts";
import type { Taken, Trip } from "./trip.ts";

/** What a reader cannot live with; the other differences are silent or only a strict reader minds. */
const BREAKING: ReadonlySet<ReadDifference["effect"]> = new Set([
  "changed",
  "lost",
  "repeated-key",
]);

/**
 * Why a trip breaks what it is about, in one clause; undefined where it does not. `control` is the
 * same message without it: what fails anyway says nothing.
 */
export function faultOf(
  traffic: Traffic,
  trip: Trip,
  taken: Taken,
  control: Taken | undefined,
): string | undefined {
  const { answer } = taken;
  if (answer.same !== false) return undefined;
  const { about, absent } = trip;
  if ("error" in answer) {
    const failsAnyway = control?.answer.same === false && "error" in control.answer;
    const isAbout = about.some(({ name }) => names(answer.error, name));
    return isAbout || !(absent === true || failsAnyway) ? `refused: ${answer.error}` : undefined;
  }
  const found = answer.differences.find(
    ({ effect, at }) => BREAKING.has(effect) && about.some(({ name }) => isAt(at, name)),
  );
  if (found === undefined) return undefined;
  const { sent, read } = shownValues(traffic, trip, taken, found);
  return `${found.at}: written ${sent}, ${found.effect === "lost" ? "not read" : `read ${read}`}`;
}

/**
 * Why the reader's validation rules refuse what the writer's allow, where that is about what the
 * trip is about.
 */
export function ruleFaultOf(reader: ProtobufSide, trip: Trip, taken: Taken): string | undefined {
  if (taken.allowed.ok !== true) return undefined;
  const answer = reader.referee.keepsRules(trip.readAs, taken.payload);
  if (answer.ok !== false) return undefined;
  const found = answer.errors.find((error) => trip.about.some(({ name }) => isAt(error, name)));
  return found === undefined ? undefined : `refused by a rule of ${reader.name}: ${found}`;
}

function names(error: string, field: string): boolean {
  const last =
    field
      .replace(/^\[|\]$/g, "")
      .split(".")
      .at(-1) ?? field;
  return new RegExp(`(?<!\\w)${last}(?!\\w)`).test(error);
}

/** Whether a path, or an error that starts with one, is about a field of the message itself. */
function isAt(path: string, name: string): boolean {
  const own = name.replace(/^\[(.*)\]$/, ".$1");
  return path.startsWith(own) && /^(?:$|[.[:])/.test(path.slice(own.length));
}

interface Shown {
  readonly sent: string;
  readonly read: string;
}

/** The two values; where they look alike, what they are called or the whole field around them. */
function shownValues(
  traffic: Traffic,
  trip: Trip,
  { payload, written }: Taken,
  { at, sent, read }: ReadDifference,
): Shown {
  const plain: Shown = { sent: shown(sent), read: shown(read) };
  if (plain.sent !== plain.read) return plain;
  const { writer, reader } = traffic;
  const [field, partner = field] = trip.about.filter(({ name }) => isAt(at, name));
  if (field === undefined || partner === undefined) return plain;
  const named: Shown = {
    sent: nameOf(writer.view, field, sent) ?? plain.sent,
    read: nameOf(reader.view, partner, read) ?? plain.read,
  };
  if (named.sent !== named.read || payload.surface === "json") return named;
  const decoded = reader.referee.decode(trip.readAs, payload.bytes);
  if (decoded.ok !== true) return plain;
  return {
    sent: shown(memberOf(written, field.name)),
    read: shown(memberOf(decoded.value, partner.name)),
  };
}

/** The value of an enum by its number: `PAID (1)`. */
function nameOf(view: MessageView, { shape }: Field, value: Json | undefined): string | undefined {
  const type = view.contract.types.get(valueType(shape) ?? "")?.shape;
  const items = type?.kind === "shape" ? type.values?.items : undefined;
  const item = items?.find(({ number }) => number === value);
  return typeof item?.value === "string" ? `${item.value} (${String(item.number)})` : undefined;
}

function memberOf(value: Json, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Longer values are cut. */
const MAX_TEXT = 100;

function shown(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
