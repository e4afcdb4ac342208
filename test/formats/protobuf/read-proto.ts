import { readFileSync } from "node:fs";
import { protobufReader } from "../../../src/formats/protobuf/index.ts";
import type { ReadRequest, ReadResult } from "../../../src/formats/reader.ts";
import type { EnumValue, Field, Shape, ShapeRef } from "../../../src/model/shape.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";

/** Reads texts; every file is an entry unless the request says otherwise. */
export function readProto(
  files: Readonly<Record<string, string>>,
  request: Partial<Omit<ReadRequest, "tree">> = {},
): Promise<ReadResult> {
  const entries = Object.keys(files).filter((path) => path.endsWith(".proto"));
  return protobufReader.read({ tree: memoryTree(files), entries, ...request });
}

/** One proto3 file with a package, as most tests need it. */
export function readShop(body: string): Promise<ReadResult> {
  return readProto({ "shop.proto": `syntax = "proto3";\npackage shop.v1;\n${body}` });
}

export function fixture(path: string): string {
  return readFileSync(new URL(`../../../fixtures/protobuf/${path}`, import.meta.url), "utf8");
}

export function shapeOf(ref: ShapeRef | undefined): Shape {
  if (ref?.kind !== "shape") throw new Error("There is no inline shape.");
  return ref;
}

function typeShape(result: ReadResult, id: string): Shape {
  return shapeOf(result.contract.types.get(id)?.shape);
}

export function fieldsOf(result: ReadResult, message: string): readonly Field[] {
  return typeShape(result, message).object?.fields ?? [];
}

export function fieldOf(result: ReadResult, message: string, name: string): Field {
  const field = fieldsOf(result, message).find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${message} has no field ${name}.`);
  return field;
}

export function valuesOf(result: ReadResult, id: string): readonly EnumValue[] {
  return typeShape(result, id).values?.items ?? [];
}

export function codesOf(result: ReadResult): readonly string[] {
  return result.diagnostics.map(({ code }) => code);
}
