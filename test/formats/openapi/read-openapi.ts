import { openapiReader } from "../../../src/formats/openapi/index.ts";
import type { ReadResult, ReadSettings } from "../../../src/formats/reader.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import type { Operation } from "../../../src/model/operation.ts";
import type { Shape, ShapeRef } from "../../../src/model/shape.ts";

/** Reads a document, or the first of several files. */
export function read(
  files: string | Readonly<Record<string, string>>,
  settings?: ReadSettings,
): Promise<ReadResult> {
  const all = typeof files === "string" ? { "shop.yaml": files } : files;
  const [entry = ""] = Object.keys(all);
  return openapiReader.read({
    tree: memoryTree(all),
    entries: [entry],
    ...(settings === undefined ? {} : { settings }),
  });
}

/** A document of one version around a part of it; `rest` is YAML at the top level. */
export function documentOf(version: string, rest: string): string {
  const head = version === "2.0" ? 'swagger: "2.0"' : `openapi: ${version}.0`;
  return `${head}\ninfo: {title: Shop, version: "1"}\n${rest}`;
}

/** The shape of a schema, written as flow YAML, in a document of one version. */
export async function shapeOf(version: string, schema: string, others = ""): Promise<ShapeRef> {
  const section =
    version === "2.0"
      ? `paths: {}\ndefinitions:\n  Order: ${schema}\n${others}`
      : `paths: {}\ncomponents:\n  schemas:\n    Order: ${schema}\n${others}`;
  const { contract } = await read(documentOf(version, section));
  const type = contract.types.get("#schemas.Order");
  if (type === undefined) throw new Error("there is no type #schemas.Order");
  return type.shape;
}

/** The shape of a schema that is no reference. */
export async function facetsOf(version: string, schema: string): Promise<Shape> {
  const shape = await shapeOf(version, schema);
  if (shape.kind === "ref") throw new Error(`the schema is a reference to ${shape.to}`);
  return shape;
}

/** The one operation of a document, or the one with a coordinate. */
export function operationOf({ contract }: ReadResult, coordinate?: string): Operation {
  const found = contract.operations.find(
    (operation) => coordinate === undefined || operation.coordinate === coordinate,
  );
  if (found === undefined) throw new Error(`there is no operation ${coordinate}`);
  return found;
}

/** A part of the model without what differs by where it is written. */
export function withoutPlaces(value: unknown): unknown {
  if (value instanceof Map) return withoutPlaces(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "origin" && key !== "coordinate" && key !== "file")
      .map(([key, member]) => [key, withoutPlaces(member)]),
  );
}
