import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parseDocument } from "../../../src/formats/document/parse-document.ts";
import { parseConfig } from "../../../src/app/config/parse.ts";
import { configJsonSchema } from "../../../src/app/config/schema.ts";
import { DriftError, formatPlace } from "../../../src/errors.ts";

const FULL = `\
$schema: ./schema/config.schema.json
base: release
fail-on: dangerous
block: always
severity:
  field-removed: dangerous
consumers: [consumers/*.yaml, ../teams/*/consumer.yaml]
contracts:
  - services/*/openapi.{yaml,json}
  - name: orders
    path: protos/orders
    format: protobuf
    owner: Ada
    team: checkout
    include: protos/third-party
    exclude: "**/*_test.proto"
    surfaces: [wire, json]
    roots: none
    stability: beta
    renamedFrom: purchases
    settings: { sunsetExtensions: [x-end-of-life] }
    fail-on: never
    removal-after-window: allow
    severity: { field-removed: off, operation-removed: breaking }
`;

describe("a configuration", () => {
  it("is resolved: paths count from the tree's root, entries inherit the file's policy", () => {
    const config = parseConfig("shop/contract-drift.yaml", FULL);
    expect(config).toMatchObject({
      file: "shop/contract-drift.yaml",
      base: "release",
      policy: { failOn: "dangerous", block: "always", removalAfterWindow: "block-if-used" },
      consumers: {
        globs: ["shop/consumers/*.yaml", "teams/*/consumer.yaml"],
        place: { line: 7, column: 1 },
      },
    });
    expect([...config.severities]).toEqual([["field-removed", "dangerous"]]);
    const [services, orders] = config.contracts;
    expect(services).toEqual({
      paths: ["shop/services/*/openapi.{yaml,json}"],
      exclude: [],
      include: [],
      together: false,
      policy: config.policy,
      severities: config.severities,
      place: { file: "shop/contract-drift.yaml", line: 9, column: 5 },
    });
    const { severities, ...facts } = orders!;
    expect(facts).toEqual({
      name: "orders",
      paths: ["shop/protos/orders"],
      exclude: ["shop/**/*_test.proto"],
      include: ["shop/protos/third-party"],
      together: false,
      format: "protobuf",
      owner: "Ada",
      team: "checkout",
      surfaces: ["wire", "json"],
      roots: "none",
      stability: "beta",
      renamedFrom: "purchases",
      settings: { sunsetExtensions: ["x-end-of-life"] },
      policy: {
        failOn: "never",
        block: "always",
        removalAfterWindow: "allow",
        securityRegressions: "warn",
      },
      place: { file: "shop/contract-drift.yaml", line: 10, column: 5 },
    });
    expect([...severities]).toEqual([
      ["field-removed", "off"],
      ["operation-removed", "breaking"],
    ]);
  });

  it("needs nothing but contracts, and may be JSON", () => {
    const config = parseConfig("contract-drift.json", '{ "contracts": ["openapi.yaml"] }');
    expect(config).toMatchObject({
      contracts: [{ paths: ["openapi.yaml"] }],
      consumers: { globs: ["consumers/*.{yaml,yml}"] },
      policy: { failOn: "breaking", block: "used-or-unknown" },
    });
    expect(config.consumers).not.toHaveProperty("place");
    expect(config).not.toHaveProperty("base");
  });
});

/** The mistake as a person would read it: place, sentence, hint. */
function mistake(text: string): string {
  try {
    parseConfig("contract-drift.yaml", text);
  } catch (error) {
    if (!(error instanceof DriftError) || error.code !== "bad-config") throw error;
    const sentence = `${formatPlace(error.place ?? { file: "?" })} ${error.message}`;
    return error.hint === undefined ? sentence : `${sentence} | ${error.hint}`;
  }
  throw new Error("no mistake was found");
}

describe("a mistake in the configuration is named with its place", () => {
  const contracts = "contracts: [openapi.yaml]\n";

  it.each([
    [
      "an unknown key",
      `${contracts}contarcts: []\n`,
      'contract-drift.yaml:2:1 The configuration has the unknown key "contarcts". | Did you mean contracts?',
    ],
    [
      "an unknown key that resembles none",
      `${contracts}zzz: 1\n`,
      'contract-drift.yaml:2:1 The configuration has the unknown key "zzz". | Known keys: $schema, contracts, consumers, waivers, base, profiles, severity, fail-on, block, removal-after-window, security-regressions, window.',
    ],
    [
      "__proto__ as a key",
      `${contracts}__proto__: { polluted: true }\n`,
      'contract-drift.yaml:2:1 The configuration has the unknown key "__proto__". | Known keys: $schema, contracts, consumers, waivers, base, profiles, severity, fail-on, block, removal-after-window, security-regressions, window.',
    ],
    [
      "an unknown key of a contract",
      "contracts:\n  - path: openapi.yaml\n    renamed-from: x\n",
      'contract-drift.yaml:3:5 contracts[0] has the unknown key "renamed-from". | Did you mean renamedFrom?',
    ],
    [
      "an unknown setting",
      "contracts:\n  - path: openapi.yaml\n    settings:\n      sunsetExtension: [x]\n",
      'contract-drift.yaml:4:7 contracts[0].settings has the unknown key "sunsetExtension". | Did you mean sunsetExtensions?',
    ],
    [
      "a word outside the list",
      `${contracts}fail-on: braking\n`,
      'contract-drift.yaml:2:1 fail-on is "braking", but must be breaking, dangerous or never. | Did you mean breaking?',
    ],
    [
      "a surface outside the list",
      "contracts:\n  - path: a.proto\n    surfaces: [wire, jsno]\n",
      'contract-drift.yaml:3:22 contracts[0].surfaces[1] is "jsno", but must be wire, json, source or promise.',
    ],
    [
      "a missing key",
      "contracts:\n  - name: orders\n",
      "contract-drift.yaml:2:5 contracts[0] has no path.",
    ],
    [
      "no contracts at all",
      "base: main\n",
      "contract-drift.yaml:1:1 The configuration has no contracts.",
    ],
    ["an empty list", "contracts: []\n", "contract-drift.yaml:1:1 contracts is empty."],
    [
      "an empty file",
      "",
      "contract-drift.yaml:1:1 The configuration must be a mapping, not empty.",
    ],
    [
      "a list instead of a mapping",
      "- openapi.yaml\n",
      "contract-drift.yaml:1:1 The configuration must be a mapping, not a list.",
    ],
    [
      "a number instead of text",
      `${contracts}base: 2026\n`,
      "contract-drift.yaml:2:1 base must be text, not 2026.",
    ],
    [
      "an empty value",
      `${contracts}base:\n`,
      "contract-drift.yaml:2:1 base must be text, not empty.",
    ],
    [
      "a number for a path",
      "contracts:\n  - path: 7\n",
      "contract-drift.yaml:2:5 contracts[0].path must be text or a list, not 7.",
    ],
    [
      "a contract that is neither text nor a mapping",
      "contracts: [[a]]\n",
      "contract-drift.yaml:1:13 contracts[0] must be text or a mapping, not a list.",
    ],
    [
      "an unknown rule",
      `${contracts}severity:\n  field-removd: off\n`,
      'contract-drift.yaml:3:3 There is no rule "field-removd". | Did you mean field-removed?',
    ],
    [
      "__proto__ as a rule",
      `${contracts}severity: { __proto__: off }\n`,
      'contract-drift.yaml:2:13 There is no rule "__proto__". | `contract-drift rules` lists them.',
    ],
    [
      "a severity outside the list",
      `${contracts}severity: { field-removed: brekaing }\n`,
      'contract-drift.yaml:2:13 severity.field-removed is "brekaing", but must be compatible, dangerous, breaking or off. | Did you mean breaking?',
    ],
    [
      "a path outside the tree",
      "contracts:\n  - ok.yaml\n  - path: ../secrets.yaml\n",
      expect.stringMatching(/^contract-drift\.yaml:3:5 "\.\.\/secrets\.yaml" leads outside/),
    ],
    [
      "an absolute path",
      "contracts: [/etc/passwd]\n",
      expect.stringMatching(/^contract-drift\.yaml:1:13 "\/etc\/passwd" leads outside/),
    ],
    [
      "a glob that is none",
      "contracts: ['services/[a']\n",
      expect.stringMatching(/^contract-drift\.yaml:1:\d+ "services\/\[a" is not a glob/),
    ],
    [
      "several files without a name",
      "contracts:\n  - path: protos/*.proto\n    together: true\n",
      "contract-drift.yaml:2:5 A contract of several files has no name of its own. | Give it one: `name: orders`.",
    ],
    ["broken YAML", "contracts: [\n", expect.stringMatching(/^contract-drift\.yaml:\d+:\d+ /)],
  ])("%s", (_name, text, expected) => {
    expect(mistake(text)).toEqual(expected);
  });

  it("and of several mistakes, the first in the text is named", () => {
    expect(mistake("fail-on: often\ncontracts: []\nbsae: main\n")).toMatch(
      /:1:1 fail-on is "often"/,
    );
  });
});

describe("the JSON Schema of the configuration", () => {
  it("is shipped as it is generated; `node scripts/write-schemas.ts` writes it", () => {
    const shipped: unknown = JSON.parse(
      readFileSync(new URL("../../../schema/config.schema.json", import.meta.url), "utf8"),
    );
    expect(shipped).toEqual(configJsonSchema());
  });

  it("accepts what the reader accepts and refuses unknown keys", () => {
    const validate = new Ajv2020().compile(configJsonSchema());
    expect(validate(parseDocument("contract-drift.yaml", FULL).value)).toBe(true);
    expect(validate({ contracts: ["a.yaml"], contarcts: [] })).toBe(false);
  });
});
