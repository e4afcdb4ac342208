import type { Json, JsonObject } from "../../model/json.ts";
import { directiveUse, locationsOf } from "./directive-uses.ts";
import { fieldText, marked, operationText, type OperationKind } from "./document.ts";
import type { Taker } from "./input-places.ts";
import { argumentTexts } from "./literal.ts";
import type { Ground, Proposal } from "./proposal.ts";
import { argumentsOf } from "./input-places.ts";
import { namedTypeOf, typeTextOf } from "./schema-view.ts";
import { wayDocument } from "./ways.ts";

/** How a document uses what takes arguments. */
export interface TakerUse {
  /** Texts of arguments by name; the others that must be there are filled in. */
  readonly given?: ReadonlyMap<string, string>;
  /** Whether the proposal is about the whole use. */
  readonly whole?: boolean;
  /** A variable of the document, `$value`. */
  readonly variable?: { readonly type: string; readonly value: Json | undefined };
}

/** A document that gives arguments to a field or directive, one for each location of a directive. */
export function* takerDocuments(ground: Ground, taker: Taker, use: TakerUse): Generator<Proposal> {
  const { side, view } = ground.before;
  const given = argumentTexts(side.normal, view, argumentsOf(taker), use.given);
  if (given === undefined) return;
  const mark = use.whole === true ? marked : (text: string) => text;
  const definition = use.variable && marked(`$value: ${use.variable.type}`);
  if (taker.kind === "field") {
    const { field, parent } = taker;
    const way = ground.ways.to(parent);
    if (way === undefined) return;
    const selection = view.isComposite(namedTypeOf(field.shape)) ? " { __typename }" : "";
    const text = `${mark(fieldText(field.name, given))}${selection}`;
    yield documentProposal(way.operation, wayDocument(way, text, definition), use);
    return;
  }
  if (taker.kind === "variable") {
    // The definition's own default: `$value: OrderInput = {sku: "a"}`.
    const literal = given.join("").replace(/^(\u0001?)value: /, "$1");
    if (literal === "" || use.variable !== undefined) return;
    const variables = `$value: ${typeTextOf(taker.value.shape)} = ${literal}`;
    const document = operationText({ operation: "query", variables }, "__typename");
    yield { kind: "document", operation: "query", document };
    return;
  }
  const text = mark(fieldText(taker.directive.coordinate, given));
  for (const location of locationsOf(taker.directive)) {
    const found = directiveUse(ground.before, location, text);
    if (found === undefined) continue;
    const document = definition === undefined ? found.document : define(found.document, definition);
    yield documentProposal(found.operation, document, use);
  }
}

function documentProposal(operation: OperationKind, document: string, use: TakerUse): Proposal {
  const value = use.variable?.value;
  const variables: JsonObject | undefined = value === undefined ? undefined : { value };
  return { kind: "document", operation, document, ...(variables && { variables }) };
}

/** Adds the definition of a variable to a document of one operation. */
function define(document: string, definition: string): string {
  if (document.startsWith("{")) return `query (${definition}) ${document}`;
  return document.replace(/^(\w+) (\(?)/, (_, operation: string, open: string) =>
    open === "" ? `${operation} (${definition}) ` : `${operation} (${definition}, `,
  );
}
