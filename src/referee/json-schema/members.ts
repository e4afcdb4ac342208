import type { FuncKeywordDefinition, SchemaValidateFunction } from "ajv/dist/types/index.js";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import { stepInto, type Place } from "../documents.ts";
import { member } from "../json-value.ts";
import type { Member, Reading } from "./translate.ts";
import { inside, type Validator } from "./validator.ts";

/** The properties of schemas that are cut into pieces: each is compiled when a value has it. */
export interface Members {
  /** The keyword that stands for the properties of the schema at a place. */
  readonly keywordFor: (place: Place, members: readonly Member[]) => { readonly membersAt: number };
  /** What judges by such a keyword, for one who knows its value. */
  readonly of: (group: number) => Validator;
  /** What ajv has to know of that keyword. It stands where `properties` would. */
  readonly definition: FuncKeywordDefinition;
}

interface Named {
  readonly name: string;
  /** The name as a step of a JSON pointer. */
  readonly step: string;
  readonly validator: () => Validator;
}

/** `validatorAt` compiles a schema, or finds it compiled. */
export function createMembers(validatorAt: (place: Place, reading: Reading) => Validator): Members {
  const groups: Validator[] = [];
  const of = (group: number): Validator => {
    const found = groups[group];
    if (found === undefined) throw new Error(`there are no members ${group}`);
    return found;
  };
  const membersAt: SchemaValidateFunction = (group: number, data: JsonObject, _parent, at) => {
    const validate = of(group);
    if (validate(data, at)) return true;
    if (validate.errors) membersAt.errors = validate.errors;
    return false;
  };
  return {
    keywordFor: (place, members) => {
      const named = members.map(({ name, reading }): Named => {
        let known: Validator | undefined;
        const at = stepInto(place, "properties", name);
        const { pointer: step } = stepInto({ file: "", pointer: "" }, name);
        return { name, step, validator: () => (known ??= validatorAt(at, reading)) };
      });
      return { membersAt: groups.push(ofAll(named)) - 1 };
    },
    of,
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

/** Objects by the first member that is not as it should be; what is no object has none. */
function ofAll(members: readonly Named[]): Validator {
  const all: Validator = (data, at) => {
    if (!isJsonObject(data)) return true;
    for (const { name, step, validator } of members) {
      const value = member(data, name);
      if (value === undefined) continue;
      const validate = validator();
      if (validate(value, inside(at, step, data))) continue;
      if (validate.errors) all.errors = validate.errors;
      return false;
    }
    return true;
  };
  return all;
}
