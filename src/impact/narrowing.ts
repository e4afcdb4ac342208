import { prepareSchema } from "../evidence/graphql-documents.ts";
import { narrowedIn } from "../evidence/resolve/elements-of.ts";
import { PROVES_NARROWING } from "./proof.ts";
import type { Contract } from "../model/contract.ts";
import { typeNamed } from "../evidence/graphql/schema.ts";
import type { RuleId } from "../rules/index.ts";
import type { Sides } from "./concerns.ts";
import type { KnownUse } from "./uses.ts";

/** Rules by which a type no longer belongs to another: nobody fails who does not narrow. */
export const ENDS_OF_MEMBERSHIP: ReadonlySet<RuleId> = new Set([
  "interface-removed",
  "alternative-removed",
]);

/**
 * Whether the end of a membership leaves a use as it is: a document says what it narrows to what,
 * and it goes on as long as some type is both (GraphQL 5.5.2.3, fragment spread is possible); where
 * none was, it failed before. Other evidence does not say.
 */
export function isSpared({ usage }: KnownUse, { before, after }: Sides): boolean {
  if (!PROVES_NARROWING.has(usage.evidence.kind) || before.format !== "graphql") return false;
  const types = narrowedIn(usage.coordinate);
  if (types === undefined) return true;
  return overlap(after, types) || !overlap(before, types);
}

/** Whether some type is both. */
function overlap(contract: Contract, [one, other]: readonly [string, string]): boolean {
  const possible = possibleTypes(contract, other);
  return [...possibleTypes(contract, one)].some((name) => possible.has(name));
}

/** The object types that a value of a type can be; of one that is gone, none. */
function possibleTypes(contract: Contract, name: string): ReadonlySet<string> {
  const type = prepareSchema(contract).type(name);
  if (type === undefined) return new Set();
  if (type.definition === "interface")
    return new Set(
      type.implementations
        .filter(({ definition }) => definition !== "interface")
        .map((one) => one.name),
    );
  if (type.definition !== "union") return new Set([name]);
  const shape = contract.types.get(name)?.shape;
  const members = shape?.kind === "shape" ? [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])] : [];
  return new Set(members.flatMap((member) => typeNamed(member) ?? []));
}
