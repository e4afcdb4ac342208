import type { Coordinate } from "../../model/element.ts";

/**
 * What is wrong between an interaction and one side of a contract. `fails`: the request is refused,
 * or the response cannot be what the consumer needs. `weak`: the contract allows it but does not
 * promise it. `ignored`: it is sent and not understood. `unchecked`: it cannot be judged.
 */
export type FindingLevel = "fails" | "weak" | "ignored" | "unchecked";

export interface PactFinding {
  readonly level: FindingLevel;
  /** What rule it is of: `required`, `type`, `undeclared`. */
  readonly rule: string;
  /** Where in the interaction: `response.body.lines[].sku`; the same on both sides. */
  readonly where: string;
  /** Where that is in the contract, in use coordinates. */
  readonly use: Coordinate;
  /** One clause. */
  readonly message: string;
}
