import { textOf, type CompiledUnits } from "./compiled-units.ts";
import type { Translated } from "./keywords.ts";
import { allOf, type Validator } from "./validator.ts";

/** What compiles the schemas of a contract that are cut into pieces. */
export interface Pieces {
  /** What means the same in every contract, and what belongs to this one. */
  readonly common: CompiledUnits;
  readonly own: CompiledUnits;
  validatorOf(key: string): Validator;
  membersOf(group: number): Validator;
}

/**
 * Of the schemas of a large contract, most are references or differ in their properties alone:
 * these are not worth a function of their own.
 */
export function compilePiece(unit: Translated, pieces: Pieces): Validator {
  const { alone, target, group } = partsOf(unit);
  if (target !== undefined) return pieces.validatorOf(target);
  const text = textOf(alone);
  const validate = (saysItAll(text) ? pieces.common : pieces.own).compile(alone, text);
  return group === undefined ? validate : allOf(validate, pieces.membersOf(group));
}

/** A schema, apart from what has a validator without being compiled. */
interface Parts {
  readonly alone: Translated;
  /** The schema it stands for, where it is nothing but a reference. */
  readonly target?: string;
  /** Its properties, judged last. */
  readonly group?: number;
}

/** Keywords that ajv looks at after the properties, so that they cannot be taken out. */
const AFTER_MEMBERS = ["patternProperties", "dependentRequired", "dependentSchemas"];

function partsOf(unit: Translated): Parts {
  if (typeof unit === "boolean") return { alone: unit };
  const { schemaAt, membersAt, ...alone } = unit;
  if (typeof schemaAt === "string" && Object.keys(unit).length === 1) {
    return { alone: unit, target: schemaAt };
  }
  const isLast = !AFTER_MEMBERS.some((keyword) => keyword in unit);
  if (typeof membersAt !== "number" || !isLast) return { alone: unit };
  return { alone: schemaAt === undefined ? alone : { ...alone, schemaAt }, group: membersAt };
}

/** Whether a schema means the same in every contract: nothing else is referred to. */
function saysItAll(text: string): boolean {
  return text !== "" && !/"(?:schemaAt|membersAt)":/.test(text);
}
