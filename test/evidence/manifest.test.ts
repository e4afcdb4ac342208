import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { DriftError } from "../../src/errors.ts";
import { readManifests } from "../../src/evidence/manifest.ts";
import type { Manifest } from "../../src/evidence/manifest.ts";
import { documentParser } from "../../src/evidence/yaml-documents.ts";
import { parseDocument } from "../../src/formats/document/parse-document.ts";

const parse = documentParser(parseDocument);
const file = "consumers/web.yaml";

function read(text: string): readonly Manifest[] {
  return readManifests(file, parse(file, text));
}

function refusal(text: string): DriftError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DriftError) return error;
    throw error;
  }
  throw new Error("it was read");
}

const WEB = `service: web
team: storefront
contacts: [storefront@shop.example, "#storefront"]
aliases: [web-bff]
environment: production
profile: exhaustive-enums
uses:
  - contract: orders
    version: 1.4
    operations: ["GET /orders/{id}"]
    elements:
      - "#schemas.Order.status"
    mode: needed
    evidence: ["../pacts/web-*.json"]
`;

describe("a consumer manifest", () => {
  it("says who the consumer is and what it uses, with the lines", () => {
    expect(read(WEB)).toEqual([
      {
        file,
        consumer: {
          service: "web",
          team: "storefront",
          contacts: ["storefront@shop.example", "#storefront"],
          aliases: ["web-bff"],
          environment: "production",
          profile: "exhaustive-enums",
        },
        uses: [
          {
            contract: "orders",
            version: "1.4",
            operations: [{ text: "GET /orders/{id}", line: 10 }],
            elements: [{ text: "#schemas.Order.status", line: 12 }],
            mode: "needed",
            evidence: ["../pacts/web-*.json"],
            sdks: [],
            line: 8,
          },
        ],
      },
    ]);
  });

  it("may hold several services, one a document", () => {
    const text = "# shop\n---\nservice: web\n---\nservice: mobile\nuses:\n  - contract: orders\n";
    const manifests = read(text);
    expect(manifests.map((manifest) => manifest.consumer.service)).toEqual(["web", "mobile"]);
    expect(manifests[1]?.uses[0]?.line).toBe(7);
  });

  it.each([
    ["service: web\nteem: a\n", 'A consumer manifest has the unknown key "teem".', 2],
    ["service: web\nuses:\n  - contrct: a\n", 'A use has the unknown key "contrct".', 3],
    ["team: a\n", "A consumer manifest needs `service`.", 1],
    ["service: web\nuses:\n  - version: 1\n", "A use needs `contract`.", 3],
    ["service: web\nuses: orders\n", "`uses` must be a list.", 2],
    ["service: []\n", "`service` must be a text that is not empty.", 1],
    ["- web\n", "A consumer manifest must be a mapping.", 1],
    ["service: web\nprofile: strict-decodr\n", '`profile` cannot be "strict-decodr".', 2],
    [
      "service: web\nuses:\n  - contract: a\n    mode: delivered\n",
      '`mode` cannot be "delivered".',
      4,
    ],
    ["", "The consumer manifest is empty.", 1],
    ["service: web\n__proto__: {}\n", 'A consumer manifest has the unknown key "__proto__".', 2],
  ])("is refused with the place: %j", (text, message, line) => {
    const error = refusal(text);
    expect(error.message).toBe(message);
    expect(error.code).toBe("bad-evidence");
    expect(error.place).toMatchObject({ file, line });
  });

  it("offers the key that was meant", () => {
    expect(refusal("service: web\ncontact: [a]\n").hint).toBe('Did you mean "contacts"?');
    expect(refusal("service: web\nprofile: tolerent\n").hint).toBe('Did you mean "tolerant"?');
  });

  it("tells syntax errors by the line of the file, not of the document", () => {
    const error = refusal("service: web\n---\nservice: [a\n");
    expect(error.code).toBe("syntax");
    expect(error.place?.line).toBeGreaterThan(2);
  });
});

describe("the schema of manifests", () => {
  const schema: unknown = JSON.parse(readFileSync("schema/manifest.schema.json", "utf8"));
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema as object);

  it("accepts what the reader accepts", () => {
    validate(parse(file, WEB)[0]?.value);
    expect(validate.errors).toBeNull();
  });

  it.each(["teem: a", "service: web\nuses: [{contract: a, mode: delivered}]", "service: ''"])(
    "rejects %j as the reader does",
    (text) => {
      expect(validate(parse(file, text)[0]?.value)).toBe(false);
      expect(() => read(text)).toThrow(DriftError);
    },
  );
});
