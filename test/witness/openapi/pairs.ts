import { diffContracts, type Change } from "../../../src/diff/index.ts";
import { normaliserFor } from "../../../src/diff/normal/normalise.ts";
import { loadEntries } from "../../../src/app/load.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import type { Witness } from "../../../src/model/witness.ts";
import type { WitnessSide } from "../../../src/witness/finder.ts";
import { findWitnesses, type WitnessOptions } from "../../../src/witness/index.ts";

/** A change and the witness that was found for it. */
export interface Found {
  readonly change: Change;
  readonly witness: Witness;
}

/** Everything that breaks between two OpenAPI documents, with its witness. */
export async function witnessesBetween(
  before: string,
  after: string,
  options: WitnessOptions = { mode: "all" },
): Promise<readonly Found[]> {
  const sides = { before: await sideOf(before), after: await sideOf(after) };
  const changes = diffContracts(sides.before.contract, sides.after.contract, {
    today: "2026-11-22",
  });
  const found = await findWitnesses(changes, () => sides, options);
  return [...found].map(([change, witness]) => ({ change, witness }));
}

/** One side, read. */
export async function sideOf(text: string): Promise<WitnessSide> {
  const tree = memoryTree({ "shop.yaml": text });
  const { result, entries } = await loadEntries(tree, ["shop.yaml"], { format: "openapi" });
  const { contract, texts } = result;
  return { contract, normal: normaliserFor(contract), texts, entries };
}

/** The witness of the first change of a rule. */
export function ofRule(found: readonly Found[], rule: string): Witness | undefined {
  return found.find(({ change }) => change.rule === rule)?.witness;
}

/** A confirmed witness' message; what it is not, where there is none. */
export function payloadOf(witness: Witness | undefined): unknown {
  return witness?.status === "confirmed" ? witness.payload : witness;
}

/** A shop whose orders are sent with one schema and received with another. */
export function orders(sent: string, received: string, rest = ""): string {
  return `
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders:
    post:
      requestBody:
        required: true
        content: {application/json: {schema: ${sent}}}
      responses:
        "200":
          description: the order
          content: {application/json: {schema: ${received}}}
${rest}
`;
}

/** A shop with one operation. */
export function operation(path: string, method: string, text: string, rest = ""): string {
  return `
openapi: 3.1.0
info: {title: Shop, version: "1"}
${rest}
paths:
  ${path}:
    ${method}: ${text}
`;
}
