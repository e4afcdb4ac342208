import type { DataValidationCxt, ErrorObject } from "ajv/dist/types/index.js";
import type { JsonObject } from "../../model/json.ts";

/** Judges a value, and says by `errors` what it objects to: a function of ajv, or several in one. */
export interface Validator {
  (value: unknown, at?: DataValidationCxt): boolean;
  errors?: ErrorObject[] | null;
}

/** Accepts what all accept; objects by the first that does not. */
export function allOf(...validators: readonly Validator[]): Validator {
  const all: Validator = (value, at) => {
    const refusing = validators.find((validate) => !validate(value, at));
    all.errors = refusing?.errors ?? null;
    return refusing === undefined;
  };
  return all;
}

/** Where a member stands, as ajv tells its functions. */
export function inside(
  around: DataValidationCxt | undefined,
  step: string,
  parent: JsonObject,
): DataValidationCxt {
  return {
    instancePath: `${around?.instancePath ?? ""}${step}`,
    parentData: parent,
    parentDataProperty: step,
    rootData: around?.rootData ?? parent,
    dynamicAnchors: around?.dynamicAnchors ?? {},
  };
}
