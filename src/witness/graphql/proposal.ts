import type { Json, JsonObject } from "../../model/json.ts";
import type { TypeId } from "../../model/shape.ts";
import type { OperationKind } from "./document.ts";
import type { InputPlace } from "./input-places.ts";
import type { Sides } from "./sides.ts";
import type { Ways } from "./ways.ts";

/**
 * What may be a witness: a document that before accepts and after may refuse at its marks, or a
 * response that after allows and a client of before may not be able to read.
 */
export type Proposal =
  | {
      readonly kind: "document";
      readonly operation: OperationKind;
      readonly document: string;
      readonly variables?: JsonObject;
    }
  | {
      readonly kind: "response";
      readonly operation: OperationKind;
      readonly document: string;
      readonly data: Json;
    };

/** What proposals are made from. */
export interface Ground extends Sides {
  readonly ways: Ways;
  /** Where before's documents can write a value of an input type. */
  readonly place: (type: TypeId) => InputPlace | undefined;
}
