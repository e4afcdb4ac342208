import { readFileSync } from "node:fs";
import type { Contract } from "../../../src/model/contract.ts";
import type { Field, Shape, ShapeRef } from "../../../src/model/shape.ts";
import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import type { ReadRequest, ReadResult } from "../../../src/formats/reader.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

/** Reads texts by their paths, all of them entries. */
export function readFiles(
  files: Readonly<Record<string, string>>,
  rest: Omit<ReadRequest, "tree" | "entries"> = {},
): Promise<ReadResult> {
  return graphqlReader.read({ tree: memoryTree(files), entries: Object.keys(files), ...rest });
}

/** Reads one SDL text. */
export function readSdl(
  text: string,
  rest: Omit<ReadRequest, "tree" | "entries"> = {},
): Promise<ReadResult> {
  return readFiles({ "schema.graphql": text }, rest);
}

export function fixture(path: string): string {
  return readFileSync(new URL(`../../../fixtures/graphql/${path}`, import.meta.url), "utf8");
}

/** The shape of a declared type. */
export function shapeOf(contract: Contract, type: string): Shape {
  return inline(contract.types.get(type)?.shape);
}

export function inline(ref: ShapeRef | undefined): Shape {
  if (ref?.kind !== "shape") throw new Error("Expected a shape of its own.");
  return ref;
}

/** A field of a declared type. */
export function fieldOf(contract: Contract, type: string, name: string): Field {
  const field = shapeOf(contract, type).object?.fields.find((item) => item.name === name);
  if (field === undefined) throw new Error(`There is no ${type}.${name}.`);
  return field;
}

/** An argument of a field of a declared type. */
export function argumentOf(contract: Contract, type: string, field: string, name: string): Field {
  const found = fieldOf(contract, type, field).arguments?.find((item) => item.name === name);
  if (found === undefined) throw new Error(`There is no ${type}.${field}(${name}:).`);
  return found;
}

/** A contract as plain data without positions, types and declarations by name. */
export function withoutOrigins(contract: Contract): unknown {
  const plain: unknown = JSON.parse(
    JSON.stringify(contract, (key, value: unknown) => {
      if (key === "origin" || key === "dialect") return undefined;
      if (value instanceof Map) {
        return Object.fromEntries([...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
      }
      return typeof value === "bigint" ? `${value}n` : value;
    }),
  );
  return plain;
}
