import type { Step } from "../../model/coordinate-text.ts";
import type { Exchange } from "./party.ts";
import { BODY, slotOf, type Slot } from "./slot.ts";
import type { Failed, Failure } from "./verdict.ts";

/** What a message has to fail by to show a change and not another one. */
export interface Target {
  /** Absent: whatever the reader objects to. */
  readonly faults?: readonly Failure[];
  /** The part of the message that has to be objected to. */
  readonly slot?: Slot;
  /** The way to the place inside the slot. */
  readonly steps?: readonly Step[];
  /** The change is about whether something is there: that it is missing shows it. Absent: only what is there can. */
  readonly presence?: boolean;
}

/** One objection of the referee: to which part, and where in it. */
export interface Objection {
  readonly slot?: Slot;
  /** Member names and item indexes, down to the member that is missing or too many. */
  readonly path: readonly string[];
  readonly isMissing: boolean;
  readonly reason: string;
}

/**
 * Whether what the reader objects to is the target. `around`: it objects to something that holds
 * the target, as referees do where no alternative fits, and the target may be why or may not.
 */
export function blameOf(
  target: Target,
  exchange: Exchange,
  verdict: Failed,
): "target" | "around" | "other" {
  if (target.faults !== undefined && !target.faults.includes(verdict.fault)) return "other";
  const { slot, steps = [], presence = false } = target;
  if (slot === undefined) return "target";
  const places = steps.filter(({ kind }) => kind !== "alternative" && kind !== "aspect");
  const paths = objectionsOf(exchange, verdict)
    .filter((objection) => objection.slot === slot && isOnTheWay(places, objection.path))
    .filter(({ isMissing, path }) => presence || !isMissing || path.length !== places.length)
    .map(({ path }) => path.length);
  if (paths.length === 0) return "other";
  return Math.max(...paths) >= places.length ? "target" : "around";
}

/** Whether one of the two ways leads through the end of the other. */
function isOnTheWay(places: readonly Step[], path: readonly string[]): boolean {
  return places.every((step, index) => {
    const name = path[index];
    if (name === undefined) return true;
    return step.kind !== "member" || step.name === name;
  });
}

const LABEL =
  /^the (?:(?<body>body)(?:, item (?<item>\d+))?|(?<place>path|query|header|cookie|querystring) parameter (?<parameter>.+?)|header (?<header>.+?)|form field (?<field>.+?))(?:: (?<problem>.*)| (?<missing>is missing)| (?<other>.*))$/s;

/** What the referee's reasons are about. */
export function objectionsOf(
  exchange: Exchange,
  verdict: Pick<Failed, "fault" | "reasons">,
): readonly Objection[] {
  return verdict.reasons.map((reason) => {
    if (verdict.fault === "read-otherwise") return misreading(reason);
    const groups = LABEL.exec(reason)?.groups;
    if (groups === undefined) return { path: [], isMissing: false, reason };
    const slot = slotIn(exchange, groups);
    const isWhole = groups["missing"] !== undefined;
    const field = groups["field"];
    const inside = problemIn(groups["problem"] ?? "");
    const start = groups["item"] === undefined ? [] : [String(Number(groups["item"]) - 1)];
    return {
      ...(slot === undefined ? {} : { slot }),
      path: [...start, ...(field === undefined ? [] : [field]), ...inside.path],
      isMissing: isWhole || inside.isMissing,
      reason,
    };
  });
}

function slotIn(
  { sender, reader }: Exchange,
  groups: Readonly<Record<string, string | undefined>>,
): Slot | undefined {
  if (groups["body"] !== undefined || groups["field"] !== undefined) return BODY;
  const { place, parameter, header } = groups;
  if (header !== undefined) return `header ${header.toLowerCase()}`;
  if (place === undefined || parameter === undefined) return undefined;
  // Referees call path parameters by name, messages know them by position.
  const known = [reader, sender]
    .flatMap(({ message }) => message?.parameters ?? [])
    .find((one) => one.place === place && one.name === parameter);
  if (known !== undefined) return slotOf(known);
  return `${place} ${place === "header" ? parameter.toLowerCase() : parameter}`;
}

function misreading(reason: string): Objection {
  const groups = /^(?:body (?<pointer>\/\S*)|(?<place>\w+)\.(?<name>.+?)): /.exec(reason)?.groups;
  if (groups?.["pointer"] !== undefined) {
    return { slot: BODY, path: segments(groups["pointer"]), isMissing: false, reason };
  }
  const name = groups?.["name"] ?? "";
  const place = groups?.["place"] ?? "";
  return {
    slot: `${place} ${place === "header" ? name.toLowerCase() : name}`,
    path: [],
    isMissing: false,
    reason,
  };
}

/** Where in a value ajv found what, with the member it names. */
function problemIn(problem: string): { path: readonly string[]; isMissing: boolean } {
  const where = /^(?:the value|(?<pointer>\/.*?)) must /s.exec(problem);
  const path = segments(where?.groups?.["pointer"] ?? "");
  const missing = /must have required property '(?<name>.*)'$/s.exec(problem)?.groups?.["name"];
  if (missing !== undefined) return { path: [...path, missing], isMissing: true };
  const extra = /must NOT have additional properties \((?<name>.*)\)$/s.exec(problem)?.groups;
  return { path: extra === undefined ? path : [...path, extra["name"] ?? ""], isMissing: false };
}

function segments(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
