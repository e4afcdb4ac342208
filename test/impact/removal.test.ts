import { describe, expect, it } from "vitest";
import { readManifests } from "../../src/evidence/manifest.ts";
import { manifestUsages } from "../../src/evidence/manifest-usages.ts";
import { findElement } from "../../src/evidence/resolve/find-element.ts";
import { documentParser } from "../../src/evidence/yaml-documents.ts";
import { parseDocument } from "../../src/formats/document/parse-document.ts";
import { impactOfRemoval } from "../../src/impact/removal.ts";
import { ordersContract } from "../evidence/orders-contract.ts";
import { use } from "./changes.ts";

const against = { name: "orders", contract: ordersContract };
const manifests = readManifests(
  "consumers/all.yaml",
  documentParser(parseDocument)(
    "consumers/all.yaml",
    `
service: web
team: storefront
contacts: [storefront@shop.example]
aliases: [web-bff]
uses:
  - contract: orders
    elements: ["#schemas.Order.status", "#schemas.Order.colour"]
---
service: mobile
team: apps
uses:
  - contract: orders
    operations: ["GET /orders/:id", "GET /baskets"]
---
service: billing
uses:
  - contract: orders
---
service: stock
uses:
  - contract: catalog
`,
  ),
);
const evidence = manifests.map((manifest) => manifestUsages(manifest, against));

function whoBreaks(text: string): string {
  const element = findElement(ordersContract, text);
  if ("suggestion" in element) return `unknown, perhaps ${element.suggestion}`;
  const { impact } = impactOfRemoval({
    contract: ordersContract,
    element,
    consumers: manifests.map((manifest) => manifest.consumer),
    usages: [
      ...evidence.flatMap((one) => one.usages),
      use("web-bff", "GET /orders res.200[application/json][].note", "needed"),
      use("bot", 'POST /orders req[application/json].status="open"', "sent"),
    ],
  });
  return impact.map((one) => `${one.consumer} ${one.verdict}`).join(", ");
}

describe("who breaks if an element is removed", () => {
  it.each([
    ["#schemas.Order.status", "web breaks, mobile may-break, billing not-covered, bot no-use-seen"],
    ["#schemas.Order.note", "web breaks, mobile may-break, billing not-covered, bot no-use-seen"],
    ["GET /orders/{id}", "mobile breaks, billing not-covered, bot no-use-seen, web no-use-seen"],
    ["POST /orders", "bot breaks, billing not-covered, mobile no-use-seen, web no-use-seen"],
    [
      '#schemas.Status="open"',
      "bot breaks, billing not-covered, mobile no-use-seen, web no-use-seen",
    ],
    ["#schemas.Order.staus", "unknown, perhaps #schemas.Order.status"],
  ])("%s: %s", (text, expected) => {
    expect(whoBreaks(text)).toBe(expected);
  });

  it("tells whom to ask, and where it is declared", () => {
    const { impact, coverage } = impactOfRemoval({
      contract: ordersContract,
      element: { coordinate: "#schemas.Order.status", kind: "field" },
      consumers: manifests.map((manifest) => manifest.consumer),
      usages: evidence.flatMap((one) => one.usages),
    });
    expect(impact[0]).toEqual({
      consumer: "web",
      team: "storefront",
      contacts: ["storefront@shop.example"],
      verdict: "breaks",
      because: [
        {
          evidence: {
            kind: "manifest",
            file: "consumers/all.yaml",
            item: "#schemas.Order.status",
            line: 8,
          },
          detail: "declares #schemas.Order.status",
        },
      ],
    });
    expect(coverage).toEqual({ known: 3, covered: 2, uncovered: ["billing"] });
  });
});

describe("a manifest's names", () => {
  it("that the contract does not have are kept, with the nearest", () => {
    const dangling = evidence.flatMap((one) => one.dangling);
    expect(dangling.map((one) => `${one.consumer} ${one.coordinate}: ${one.reason}`)).toEqual([
      "web #schemas.Order.colour: the contract has no #schemas.Order.colour",
      "mobile GET /baskets: the contract has no GET /baskets",
    ]);
  });
});
