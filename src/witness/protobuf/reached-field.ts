import type { Reach } from "../../diff/change.ts";
import { parseCoordinate, type Step } from "../../model/coordinate-text.ts";
import type { TypeId } from "../../model/shape.ts";
import { messageOf } from "./counterparts.ts";
import { messageType, valueType, type FieldSpot, type MessageView } from "./message-view.ts";

/** The last field on the way to a place of an RPC: `req.order.lines[].sku`. */
export function reachedField(
  view: MessageView,
  { operation, place }: Reach,
): FieldSpot | undefined {
  const head = /^(req|res)(?=[.[{]|$)/.exec(place)?.[0];
  const message = messageOf(view.operation(operation), head === "res" ? "response" : "request");
  const start = message && messageType(message);
  if (head === undefined || start === undefined) return undefined;
  return along(view, start, stepsOf(place.slice(head.length)));
}

function stepsOf(way: string): readonly Step[] {
  const parsed = parseCoordinate("openapi", `#place.start${way}`);
  return parsed?.form === "declaration" ? parsed.steps : [];
}

function along(view: MessageView, start: TypeId, steps: readonly Step[]): FieldSpot | undefined {
  let message: TypeId | undefined = start;
  let found: FieldSpot | undefined;
  for (const step of steps) {
    if (step.kind !== "member") continue;
    const owner: TypeId | undefined = message;
    const field = view.fieldsOf(owner ?? "").find(({ name }) => name === step.name);
    if (field === undefined || owner === undefined) return undefined;
    found = { message: owner, field };
    message = valueType(field.shape);
  }
  return found;
}
