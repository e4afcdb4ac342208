import type { Coordinate } from "../../model/element.ts";

/** One step of a use coordinate inside a body. */
export type BodyStep =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "item" }
  | { readonly kind: "map-value" }
  | { readonly kind: "alternative"; readonly index: number };

/** A use coordinate of an HTTP contract taken apart. */
export interface UsePath {
  /** `GET /orders/{}`; parameter names may stand in the braces. */
  readonly operation: string;
  readonly place?: UsePlace;
  /** The enum value that was met there, as text. */
  readonly value?: string;
}

export type UsePlace =
  | {
      readonly kind: "parameter";
      readonly in: "path" | "query" | "header" | "cookie" | "querystring";
      /** The name, or the position for path parameters. */
      readonly name: string;
    }
  | { readonly kind: "response-header"; readonly selector: string; readonly name: string }
  | {
      readonly kind: "body";
      readonly role: "request" | "response";
      /** The response's status; empty for requests. */
      readonly selector: string;
      /** Absent: the message as a whole. */
      readonly mediaType?: string;
      readonly steps: readonly BodyStep[];
    };

const NAME = /^[A-Za-z0-9_-]+$/;
const STEP = /^(?:\.(?:([A-Za-z0-9_-]+)|("(?:[^"\\]|\\.)*"))|(\[\])|(\{\})|<(\d+)>)/;

/** A name as it stands in a coordinate: quoted unless it is letters, digits, `_` and `-`. */
export function printName(name: string): string {
  return NAME.test(name) ? name : JSON.stringify(name);
}

/** Takes a use coordinate apart, or undefined where it is not one of an HTTP operation. */
export function parseUsePath(coordinate: Coordinate): UsePath | undefined {
  const match = /^(\S+ \S+)(?: (.*))?$/s.exec(coordinate.trim());
  const operation = match?.[1];
  if (operation === undefined) return undefined;
  const rest = match?.[2];
  if (rest === undefined || rest === "") return { operation };
  const { text, value } = cutValue(rest);
  const place = parseParameter(text) ?? parseBody(text);
  if (place === undefined) return undefined;
  return { operation, place, ...(value === undefined ? {} : { value }) };
}

/** `status=PAID` and `status="in stock"`: the value is what follows the first bare `=`. */
function cutValue(text: string): { readonly text: string; readonly value?: string } {
  const match = /^((?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^"=[])*)=(.*)$/s.exec(text);
  const [, before, written] = match ?? [];
  if (before === undefined || written === undefined) return { text };
  return { text: before, value: unquote(written) };
}

function parseParameter(text: string): UsePlace | undefined {
  const match = /^(path|query|header|cookie|querystring)(?:\.(.+))?$/s.exec(text);
  const place = PARAMETER_PLACES.find((name) => name === match?.[1]);
  if (place === undefined) return undefined;
  return { kind: "parameter", in: place, name: unquote(match?.[2] ?? "") };
}

const PARAMETER_PLACES = ["path", "query", "header", "cookie", "querystring"] as const;

function parseBody(text: string): UsePlace | undefined {
  const header = /^res\.([^.[\s]+)\.header\.(.+)$/s.exec(text);
  if (header?.[1] !== undefined && header[2] !== undefined) {
    return { kind: "response-header", selector: header[1], name: unquote(header[2]) };
  }
  const match = /^(?:req|res(?:\.([^.[\s]+))?)(?:\[([^\]]*)\])?(.*)$/s.exec(text);
  if (match === null) return undefined;
  const steps = parseSteps(match[3] ?? "");
  if (steps === undefined) return undefined;
  return {
    kind: "body",
    role: text.startsWith("req") ? "request" : "response",
    selector: match[1] ?? "",
    ...(match[2] === undefined ? {} : { mediaType: match[2] }),
    steps,
  };
}

function parseSteps(text: string): readonly BodyStep[] | undefined {
  const steps: BodyStep[] = [];
  let rest = text;
  while (rest !== "") {
    const match = STEP.exec(rest);
    if (match === null) return undefined;
    const [whole, plain, quoted, item, mapValue, alternative] = match;
    const name = plain ?? (quoted === undefined ? undefined : unquote(quoted));
    if (name !== undefined) steps.push({ kind: "field", name });
    else if (item !== undefined) steps.push({ kind: "item" });
    else if (mapValue !== undefined) steps.push({ kind: "map-value" });
    else steps.push({ kind: "alternative", index: Number(alternative) });
    rest = rest.slice(whole.length);
  }
  return steps;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}
