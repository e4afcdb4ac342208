import { isJsonObject, type Json } from "../../model/json.ts";
import type { Origin } from "../../model/position.ts";
import type { ValueType } from "../../model/shape.ts";
import type { Comparison } from "./pair.ts";

/** A shape, or what stands beside a reference to one. */
interface Written {
  readonly origin: Origin;
  readonly types?: readonly ValueType[];
  readonly attributes?: Readonly<Record<string, Json>>;
}

/**
 * How a value is written in XML: as what, under which name and in which namespace. Bodies in other
 * media types do not look at it, and nobody here reads XML, so it is not decided what becomes of it.
 */
export function compareXml(comparison: Comparison, before: Written, after: Written): void {
  const { circumstances, subject } = comparison.pair;
  if (circumstances.xml !== true) return;
  // Without a name of its own, a member has that of its property.
  const name = subject.kind === "field" ? subject.name : undefined;
  const from = wordsOf(before, after, name);
  const to = wordsOf(after, before, name);
  if (from === to) return;
  comparison.report({
    rule: "xml-changed",
    subject: { ...subject, holder: { ...subject.holder, written: "xml" } },
    details: { before: from, after: to },
    before: { value: from, origin: before.origin },
    after: { value: to, origin: after.origin },
  });
}

function factOf({ attributes }: Written, key: string): string | undefined {
  const xml = attributes?.["xml"];
  const value = isJsonObject(xml) ? xml[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

function wordsOf(written: Written, other: Written, property: string | undefined): string {
  const node = factOf(written, "nodeType") ?? assumedNode(written, other);
  const name = factOf(written, "name") ?? property;
  const namespace = factOf(written, "namespace");
  const words = [NODES[node] ?? node, ...(name === undefined ? [] : [name])];
  return [...words, ...(namespace === undefined ? [] : [`in ${namespace}`])].join(" ");
}

/** A list has no node of its own; beside a reference nothing is said (OpenAPI 3.2, 4.8.26). */
function assumedNode({ types }: Written, other: Written): string {
  if (types === undefined) return factOf(other, "nodeType") ?? "element";
  return types.length === 1 && types[0] === "array" ? "none" : "element";
}

const NODES: Readonly<Partial<Record<string, string>>> = { none: "only its items, each" };
