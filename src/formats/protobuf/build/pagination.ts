import type { Message, Operation } from "../../../model/operation.ts";
import type { ShapeRef } from "../../../model/shape.ts";
import type { Draft } from "./context.ts";

/**
 * Notes the methods that answer in pages (https://google.aip.dev/158). Done when every type is
 * there: a request may stand in a file that is built later.
 */
export function notePagination({ operations, types }: Draft): void {
  const has = (shape: ShapeRef | undefined, name: string): boolean => {
    const declared = shape?.kind === "ref" ? types.get(shape.to)?.shape : shape;
    if (declared?.kind !== "shape") return false;
    return declared.object?.fields.some((field) => field.name === name) === true;
  };
  for (const [index, operation] of operations.entries()) {
    if (!has(shapeOf(operation, "request"), "page_token")) continue;
    if (!has(shapeOf(operation, "response"), "next_page_token")) continue;
    const attributes = { ...operation.attributes, pagination: true };
    operations[index] = { ...operation, attributes };
  }
}

function shapeOf({ messages }: Operation, kind: Message["kind"]): ShapeRef | undefined {
  return messages.find((message) => message.kind === kind)?.body?.contents[0]?.shape;
}
