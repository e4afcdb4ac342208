import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptConfig } from "../../../src/app/config/accept.ts";
import { conforms } from "../../../src/app/config/conforms.ts";
import { parseConfig } from "../../../src/app/config/parse.ts";
import { configSchema } from "../../../src/app/config/schema.ts";
import { publishedSchema } from "../../../src/app/published-schema.ts";
import { isJsonObject } from "../../../src/model/json.ts";
import type { Json } from "../../../src/model/json.ts";

const SCHEMA = publishedSchema("config") ?? null;

const FILE = "shop/contract-drift.yaml";

/** One value for each name that a configuration may have, and some that none of them takes. */
const VALUES: readonly Json[] = [
  "openapi.yaml",
  "",
  ["a.yaml", "b.yaml"],
  [],
  [""],
  true,
  7,
  -1,
  0.5,
  null,
  "90 days",
  "90 moons",
  "breaking",
  "used",
  "block-if-used",
  "allowed",
  "protobuf",
  ["wire", "json"],
  ["air"],
  { wire: { minimum: "3 months" } },
  { minimum: 30, sunset: "required", levels: { beta: { grace: 7 } } },
  { "field-removed": "dangerous" },
  { "field-removed": "dreadful" },
  { command: ["make", "api"], timeout: 60 },
  { command: [], timeout: 60 },
  { public: { "fail-on": "breaking" } },
  { sunsetExtensions: ["x-gone"], strictImports: true },
  { path: "openapi.yaml", "fail-on": "dangerous", owner: "shop" },
];

const NAMES = namesIn(SCHEMA);

function namesIn(schema: Json): readonly string[] {
  const names = new Set<string>();
  const visit = (value: Json): void => {
    if (Array.isArray(value)) for (const one of value) visit(one as Json);
    if (!isJsonObject(value)) return;
    if (isJsonObject(value["properties"] ?? null))
      for (const name of Object.keys(value["properties"] ?? {})) names.add(name);
    for (const one of Object.values(value)) visit(one);
  };
  visit(schema);
  return [...names, "unknown", "__proto__"];
}

const settings = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)), { maxLength: 3 })
  .map((entries) => Object.fromEntries(entries));

describe("what the published schema accepts", () => {
  it("is what the checker accepts that words mistakes", () => {
    const config = fc.tuple(settings, settings).map(([file, contract]): Json => ({
      contracts: [{ path: "openapi.yaml", ...contract }],
      ...file,
    }));
    let accepted = 0;
    fc.assert(
      fc.property(config, (value) => {
        const isAccepted = configSchema.safeParse(value).success;
        if (isAccepted) accepted++;
        expect(conforms(SCHEMA, value)).toBe(isAccepted);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it("means the same, whichever of the two has read it", () => {
    const text = `contracts:
  - orders.yaml
  - { path: "catalog/*.proto", together: true, name: catalog, profile: public, surfaces: [wire] }
profiles:
  public: { window: { minimum: 90 days }, severity: { field-removed: breaking } }
base: develop
`;
    expect(acceptConfig(FILE, text)).toEqual(parseConfig(FILE, text));
  });

  it("leaves a mistake in the form to be worded, and words those that no schema knows", () => {
    expect(acceptConfig(FILE, "contracts: []\n")).toBeUndefined();
    expect(acceptConfig(FILE, "contracts: [a.yaml]\nbass: main\n")).toBeUndefined();
    expect(() => acceptConfig(FILE, "contracts: [{ path: a.yaml, profile: none }]\n")).toThrow(
      'There is no profile "none".',
    );
  });

  it("is nothing where a schema has a keyword that is not known", () => {
    expect(conforms({ type: "string", format: "date" }, "2026-01-31")).toBe(false);
    expect(conforms({ type: "string" }, "2026-01-31")).toBe(true);
  });
});
