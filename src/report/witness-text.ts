import { isJsonObject, type Json } from "../model/json.ts";
import type { Witness } from "../model/witness.ts";

type Confirmed = Extract<Witness, { status: "confirmed" }>;

/**
 * What was sent, and how, on one line: `request POST /orders {"sku":"a"}`, `document { order { id } }`.
 * Empty for two dated statements, which the detail tells.
 */
export function witnessLine(witness: Confirmed): string {
  const { kind, payload } = witness;
  switch (kind) {
    case "statement":
      return "";
    case "document":
      return `document ${documentText(payload, " with ")}`;
    case "bytes":
    case "json":
      return `${kind} ${writtenText(payload)}`;
    case "request":
      return joined(kind, requestText(payload, witness));
    case "response":
      return joined(kind, responseText(payload, witness));
  }
}

/** The same as a block of its own, with the language that it is written in; undefined where it has none. */
export function witnessBlockOf({
  kind,
  payload,
}: Confirmed): { readonly text: string; readonly language: string } | undefined {
  if (kind === "statement") return undefined;
  if (kind === "document") {
    return { text: documentText(payload, "\n# variables: "), language: "graphql" };
  }
  if (typeof payload === "string") return { text: payload, language: "" };
  return { text: JSON.stringify(payload, undefined, 2), language: "json" };
}

function documentText(payload: Json, beforeVariables: string): string {
  const document = compact(member(payload, "document")) ?? "";
  const variables = compact(member(payload, "variables"));
  return variables === undefined ? document : `${document}${beforeVariables}${variables}`;
}

/** Protobuf: who wrote what, as which type, and the bytes that it became. */
function writtenText(payload: Json): string {
  const value = compact(member(payload, "json") ?? member(payload, "written"));
  const hex = compact(member(payload, "hex"));
  const bytes = hex === undefined ? undefined : hex === "" ? "(no bytes)" : `(${hex})`;
  const writer = compact(member(payload, "writtenBy"));
  const type = compact(member(payload, "type"));
  return joined(writer && `${writer} writes`, value, bytes, type && `as ${type}`);
}

function requestText(payload: Json, { operation }: Confirmed): string {
  const line = joined(compact(member(payload, "method")), compact(member(payload, "path")));
  // Messages of the provider go to an address that no contract names.
  const address = compact(member(payload, "path")) === undefined ? operation : line;
  return joined(address, headersText(payload), compact(member(payload, "body")));
}

function responseText(payload: Json, { operation }: Confirmed): string {
  const document = compact(member(payload, "document"));
  if (document !== undefined) {
    return joined(compact(member(payload, "data")), "to", document);
  }
  const status = compact(member(payload, "status"));
  const body = compact(member(payload, "body"));
  return joined(operation && `of ${operation}`, status, headersText(payload), body);
}

/** Headers but the one that says JSON, which is what a body of braces is taken for. */
function headersText(payload: Json): string | undefined {
  const headers = member(payload, "headers");
  if (!isJsonObject(headers)) return undefined;
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    name === "content-type" && value === "application/json" ? [] : [`${name}: ${compact(value)}`],
  );
  return lines.length === 0 ? undefined : `[${lines.join("; ")}]`;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

/** A text as it stands, anything else as JSON. */
function compact(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function member(value: Json, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
