import { alternative, aspect, item, mapValue, member } from "../../model/coordinate.ts";
import type { Coordinate } from "../../model/element.ts";

/** How a coordinate goes on below a keyword, as the reader of schemas has it. */
interface SchemaStep {
  /** Whether a name or an index follows the keyword in a pointer. */
  readonly takesKey: boolean;
  readonly go: (parent: Coordinate, key: string) => Coordinate;
}

const stay: SchemaStep = { takesKey: false, go: (parent) => parent };
const toValue: SchemaStep = { takesKey: false, go: mapValue };
const toNamed: SchemaStep = { takesKey: true, go: member };
const toAlternative: SchemaStep = {
  takesKey: true,
  go: (parent, index) => alternative(parent, Number(index)),
};

const STEPS: ReadonlyMap<string, SchemaStep> = new Map<string, SchemaStep>([
  ["properties", toNamed],
  ["items", { takesKey: false, go: (parent) => item(parent) }],
  ["prefixItems", { takesKey: true, go: (parent, index) => item(parent, Number(index)) }],
  ["additionalProperties", toValue],
  ["unevaluatedProperties", toValue],
  ["patternProperties", { takesKey: true, go: mapValue }],
  ["allOf", { takesKey: true, go: stay.go }],
  ["dependentSchemas", { takesKey: true, go: stay.go }],
  ["anyOf", toAlternative],
  ["oneOf", toAlternative],
  ["then", stay],
  ["else", stay],
  ["not", { takesKey: false, go: (parent) => aspect(parent, "not") }],
  ["if", { takesKey: false, go: (parent) => aspect(parent, "if") }],
  ["contains", { takesKey: false, go: (parent) => aspect(parent, "contains") }],
  ["propertyNames", { takesKey: false, go: (parent) => aspect(parent, "key") }],
  ["contentSchema", { takesKey: false, go: (parent) => aspect(parent, "content") }],
  ["$defs", { takesKey: true, go: (parent, name) => inSection(parent, "$defs", name) }],
  ["definitions", { takesKey: true, go: (parent, name) => inSection(parent, "definitions", name) }],
]);

function inSection(parent: Coordinate, section: string, name: string): Coordinate {
  return member(member(parent, section), name);
}

/** True for keywords that lead from a schema to a schema in it. */
export function isSchemaStep(keyword: string): boolean {
  return STEPS.has(keyword);
}

/** The coordinate of what a pointer leads to below a schema; other keys stand as members. */
export function withSteps(start: Coordinate, tokens: readonly string[]): Coordinate {
  let coordinate = start;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    const step = STEPS.get(token);
    const key = step?.takesKey === true ? tokens[at + 1] : "";
    if (step === undefined || key === undefined) {
      coordinate = member(coordinate, token);
      continue;
    }
    coordinate = step.go(coordinate, key);
    if (step.takesKey) at++;
  }
  return coordinate;
}
