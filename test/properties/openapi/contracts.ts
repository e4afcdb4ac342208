import type { Components } from "./closed.ts";
import { mutate } from "./mutations.ts";
import type { Random } from "./random.ts";
import { extract, rewrite } from "./rewrites.ts";
import { COMPONENTS, isObject, randomSchema, REFERENCE, type Schema } from "./schemas.ts";
import type { Version } from "./versions.ts";

/** A schema, what it refers to, and the version of the document it stands in. */
export interface Described {
  readonly schema: Schema;
  readonly components: Components;
  readonly version: Version;
}

/** A schema alone stands in a document of 3.1 without components. */
export function described(side: Described | Schema): Described {
  return isDescribed(side) ? side : { schema: side, components: {}, version: "3.1.0" };
}

function isDescribed(side: Described | Schema): side is Described {
  return typeof side === "object" && "components" in side;
}

export function randomContract(random: Random): Described {
  return settled(() => {
    const schema = randomSchema(random, 2);
    return completed({ schema, components: {}, version: randomVersion(random) }, random);
  });
}

/** The first contract in which no component is about itself in the same place. */
function settled(make: () => Described): Described {
  let contract = make();
  while (hasCircle(contract.components)) contract = make();
  return contract;
}

function hasCircle(components: Components): boolean {
  const leadsTo = (name: string, seen: readonly string[]): boolean =>
    seen.includes(name) ||
    referencesInPlace(components[name]).some((next) => leadsTo(next, [...seen, name]));
  return Object.keys(components).some((name) => leadsTo(name, []));
}

/** The components that a schema refers to for the same value. */
function referencesInPlace(schema: unknown): readonly string[] {
  if (!isObject(schema)) return [];
  const { $ref, ...rest }: Record<string, unknown> = { ...schema };
  const own = typeof $ref === "string" ? [$ref.slice(REFERENCE.length)] : [];
  const inner = Object.entries(rest).flatMap(([key, value]) => {
    if (key === "dependentSchemas" && isObject(value)) return Object.values(value);
    return ABOUT_THE_VALUE.has(key) ? [value].flat() : [];
  });
  return [...own, ...inner.flatMap(referencesInPlace)];
}

const ABOUT_THE_VALUE = new Set(["allOf", "anyOf", "oneOf", "not", "if", "then", "else"]);

function randomVersion(random: Random): Version {
  return random.once(4) ? "3.0.3" : "3.1.0";
}

/** The contract with every component that it refers to, those of components included. */
function completed(contract: Described, random: Random): Described {
  let components = contract.components;
  for (;;) {
    const text = JSON.stringify([contract.schema, components]);
    const missing = COMPONENTS.find(
      ({ name }) => !Object.hasOwn(components, name) && text.includes(`${REFERENCE}${name}"`),
    );
    if (missing === undefined) return { ...contract, components };
    components = { ...components, [missing.name]: missing.schema(random) };
  }
}

/** One random edit of the schema or of a component; seldom the other version's words beside it. */
export function mutateContract(contract: Described, random: Random): Described {
  return settled(() => mutated(contract, random));
}

function mutated(contract: Described, random: Random): Described {
  const version = random.once(10) ? randomVersion(random) : contract.version;
  const names = Object.keys(contract.components);
  if (names.length === 0 || random.once(2)) {
    return completed({ ...contract, schema: mutate(contract.schema, random), version }, random);
  }
  return completed(
    { ...contract, components: withEdited(contract.components, mutate, random), version },
    random,
  );
}

function withEdited(
  components: Components,
  edit: (schema: Schema, random: Random) => Schema,
  random: Random,
): Components {
  const [name, schema] = random.pick(Object.entries(components));
  return { ...components, [name]: edit(schema, random) };
}

/** The same set of values: schemas rewritten, in the words of any version, components renamed. */
export function rewriteContract(contract: Described, random: Random): Described {
  return settled(() => rewritten(contract, random));
}

function rewritten(contract: Described, random: Random): Described {
  const schema = rewrite(contract.schema, random);
  const isInside = Object.keys(contract.components).length > 0 && random.once(2);
  const components = isInside
    ? withEdited(contract.components, rewrite, random)
    : contract.components;
  const same = completed({ schema, components, version: randomVersion(random) }, random);
  return random.once(4) ? renamed(same) : same;
}

/** Every component under another name. */
function renamed({ schema, components, version }: Described): Described {
  const text = JSON.stringify({ schema, components: Object.entries(components) });
  const parsed: { schema: Schema; components: [string, Schema][] } = JSON.parse(
    text.replaceAll(/#\/components\/schemas\/(\w+)"/g, '#/components/schemas/Own$1"'),
  );
  const entries = parsed.components.map(([name, one]): [string, Schema] => [`Own${name}`, one]);
  return { schema: parsed.schema, components: Object.fromEntries(entries), version };
}

/** The contract with the whole schema, a property or the items as a component of a name. */
export function extracted(contract: Described, name: string, random: Random): Described {
  const { schema, components } = extract(contract.schema, name, random);
  return { ...contract, schema, components: { ...contract.components, ...components } };
}
