import type { Random } from "./random.ts";

/** A JSON Schema as it is written. Kept as plain data: it is printed into documents. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

/** The names that generated objects use; a finite world can be searched. */
export const NAMES = ["a", "b"] as const;

const LEAVES = ["string", "integer", "number", "boolean", "null"] as const;

/** A random schema over a small vocabulary; `depth` bounds its nesting. */
export function randomSchema(random: Random, depth = 2): Schema {
  if (depth > 0 && random.once(4)) return combined(random, depth);
  if (depth > 0 && random.once(3)) return objectSchema(random, depth);
  if (depth > 0 && random.once(5)) return arraySchema(random, depth);
  if (random.once(30)) return random.once(2);
  return leaf(random);
}

function leaf(random: Random): Schema {
  switch (random.below(8)) {
    case 0:
      return { type: "string", enum: some(random, ["a", "b", "ab"]) };
    case 1:
      return { const: random.pick(["a", "b", 0, 1, true, null]) };
    case 2:
      return { enum: some(random, ["a", "b", 0, 1, true, null]) };
    case 3:
      return { type: ["string", "null"], ...bounds(random, "string") };
    case 4:
      return { type: [random.pick(["integer", "boolean"]), "string"] };
    default: {
      const type = random.pick(LEAVES);
      return { type, ...bounds(random, type) };
    }
  }
}

function some<T>(random: Random, list: readonly T[]): readonly T[] {
  const kept = list.filter(() => random.once(2));
  return kept.length === 0 ? [random.pick(list)] : kept;
}

function bounds(random: Random, type: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (type === "string") {
    if (random.once(4)) result["minLength"] = random.below(3);
    if (random.once(4)) result["maxLength"] = random.below(4);
    if (random.once(8)) result["pattern"] = random.pick(["^a", "b$", "^(a|b)$", "^a+$"]);
  }
  if (type === "integer" || type === "number") {
    if (random.once(4)) result[random.pick(["minimum", "exclusiveMinimum"])] = random.below(3) - 1;
    if (random.once(4)) result[random.pick(["maximum", "exclusiveMaximum"])] = random.below(4);
    if (random.once(10)) result["multipleOf"] = random.pick([1, 2, 0.5]);
  }
  return result;
}

function objectSchema(random: Random, depth: number): Schema {
  const properties: Record<string, Schema> = {};
  for (const name of NAMES) if (random.once(2)) properties[name] = randomSchema(random, depth - 1);
  const required = NAMES.filter(() => random.once(3));
  return {
    type: "object",
    properties,
    ...(required.length === 0 ? {} : { required }),
    ...(random.once(4) ? { additionalProperties: random.once(2) ? false : leaf(random) } : {}),
    ...(random.once(8) ? { minProperties: random.below(3) } : {}),
    ...(random.once(8) ? { maxProperties: 1 + random.below(2) } : {}),
  };
}

function arraySchema(random: Random, depth: number): Schema {
  return {
    type: "array",
    items: randomSchema(random, depth - 1),
    ...(random.once(4) ? { minItems: random.below(3) } : {}),
    ...(random.once(4) ? { maxItems: random.below(3) } : {}),
    ...(random.once(8) ? { uniqueItems: true } : {}),
    ...(random.once(10) ? { prefixItems: [randomSchema(random, depth - 1)] } : {}),
  };
}

function combined(random: Random, depth: number): Schema {
  const keyword = random.pick(["allOf", "anyOf", "oneOf", "anyOf", "oneOf", "not"]);
  if (keyword === "not") return { not: leaf(random) };
  const members = Array.from({ length: 1 + random.below(3) }, () =>
    randomSchema(random, depth - 1),
  );
  const base = random.once(5) ? objectSchema(random, depth - 1) : {};
  return { ...(typeof base === "object" ? base : {}), [keyword]: members };
}
