import type { ValidateFunction } from "ajv/dist/2020.js";
import type { FuncKeywordDefinition, SchemaValidateFunction } from "ajv/dist/types/index.js";
import type { JsonObject } from "../../model/json.ts";
import { stepInto, type Place } from "../documents.ts";
import { member } from "../json-value.ts";
import type { Member, Reading } from "./translate.ts";

/** The properties of schemas that are cut into pieces: each is compiled when a value has it. */
export interface Members {
  /** The keyword that stands for the properties of the schema at a place. */
  readonly keywordFor: (place: Place, members: readonly Member[]) => { readonly membersAt: number };
  /** What ajv has to know of that keyword. It stands where `properties` would. */
  readonly definition: FuncKeywordDefinition;
}

type Named = readonly (readonly [name: string, validator: () => ValidateFunction])[];

/** `validatorAt` compiles a schema, or finds it compiled. */
export function createMembers(
  validatorAt: (place: Place, reading: Reading) => ValidateFunction,
): Members {
  const groups: Named[] = [];
  const membersAt: SchemaValidateFunction = (group: number, data: JsonObject, _parent, at) => {
    for (const [name, validator] of groups[group] ?? []) {
      const value = member(data, name);
      if (value === undefined) continue;
      const validate = validator();
      const { pointer: instancePath } = stepInto(
        { file: "", pointer: at?.instancePath ?? "" },
        name,
      );
      const inner = at && { ...at, instancePath, parentData: data, parentDataProperty: name };
      if (validate(value, inner)) continue;
      if (validate.errors) membersAt.errors = validate.errors;
      return false;
    }
    return true;
  };
  return {
    keywordFor: (place, members) => {
      const named = members.map(({ name, reading }) => {
        let known: ValidateFunction | undefined;
        const at = stepInto(place, "properties", name);
        return [name, () => (known ??= validatorAt(at, reading))] as const;
      });
      return { membersAt: groups.push(named) - 1 };
    },
    definition: {
      keyword: "membersAt",
      type: "object",
      schemaType: "number",
      before: "properties",
      errors: "full",
      validate: membersAt,
    },
  };
}
