import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder, writeFiles } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";
import type { Run } from "./run.ts";

const SHOP = fileURLToPath(new URL("../../fixtures/shop", import.meta.url));

function attributes(of: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(of).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function span(service: Readonly<Record<string, string>>, rest: object): string {
  const resource = { attributes: attributes(service) };
  const one = { traceId: "aa", startTimeUnixNano: "1795168800000000000", ...rest };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [one] }] }] });
}

const CHECKOUT = { "service.name": "checkout", "deployment.environment.name": "production" };

/** Evidence that no manifest names, one file of each kind. */
const EVIDENCE = {
  "evidence/persisted.json": JSON.stringify({
    format: "apollo-persisted-query-manifest",
    version: 1,
    operations: [
      { id: "1", name: "Kiosk", type: "query", body: "query Kiosk { categories { id } }" },
    ],
  }),
  "evidence/package.json": JSON.stringify({
    name: "kiosk",
    dependencies: { "@shop/orders-sdk": "1.0.0" },
  }),
  "evidence/schema.graphql":
    "type Query { product(sku: ID!): Product }\ntype Product { sku: ID! imageUrl: String }\n",
  "evidence/office.har": JSON.stringify({
    log: {
      version: "1.2",
      creator: { name: "browser", version: "1" },
      entries: [
        {
          startedDateTime: "2026-11-20T10:00:00Z",
          request: {
            method: "GET",
            url: "https://api.shop.example/orders/v4/orders?status=open",
            headers: [],
            queryString: [{ name: "status", value: "open" }],
          },
          response: { status: 200, headers: [], content: { mimeType: "application/json" } },
        },
      ],
    },
  }),
  "evidence/trace.jsonl": [
    span(CHECKOUT, {
      spanId: "01",
      kind: 3,
      attributes: attributes({
        "http.request.method": "POST",
        "url.full": "https://api.shop.example/orders/v4/orders",
      }),
    }),
    span(
      { "service.name": "orders-service" },
      {
        spanId: "02",
        parentSpanId: "01",
        kind: 2,
        attributes: attributes({ "http.request.method": "POST", "http.route": "/orders" }),
      },
    ),
  ].join("\n"),
  "evidence/catalog-info.yaml": `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: reports }
spec: { type: service, lifecycle: production, owner: group:finance, consumesApis: [orders] }
`,
};

/** A message of a Protobuf service as pacts hold it. */
function contents(...bytes: readonly number[]): object {
  return {
    content: Buffer.from(bytes).toString("base64"),
    contentType: "application/protobuf",
    encoded: "base64",
  };
}

/** Asks for the item `a` and needs its `sku`, `on_hand` and `available`. */
const picker = JSON.stringify({
  consumer: { name: "picker" },
  provider: { name: "stock-service" },
  interactions: [
    {
      type: "Synchronous/Messages",
      description: "look at an item",
      pluginConfiguration: { protobuf: { service: ".shop.stock.v1.Stock/GetItem" } },
      request: { contents: contents(0x0a, 1, 0x61) },
      response: [{ contents: contents(0x0a, 1, 0x61, 0x10, 3, 0x28, 3) }],
    },
  ],
  metadata: { pactSpecification: { version: "4.0" } },
});

let shop = "";

function run(...args: readonly string[]): Run {
  return contractDrift(args, { cwd: shop });
}

function done(...args: readonly string[]): string {
  const { code, stdout, stderr } = run(...args);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
  return stdout;
}

const PRODUCTION = ["--to", "production", "--at", "2026-11-01"];
const TODAY = ["--today", "2026-11-22"];

beforeAll(() => {
  shop = temporaryFolder();
  cpSync(join(SHOP, "main"), shop, { recursive: true });
  writeFiles(shop, EVIDENCE);
  for (const name of ["orders", "catalog", "stock"]) {
    const sdk = name === "orders" ? ["--sdk", "@shop/orders-sdk@1.0.0"] : [];
    const service = ["--service", `${name}-service`];
    done("registry", "publish", name, "--version", "1.0", ...service, ...sdk);
  }
}, 30_000);

/** One registry is asked, filled, asked again and emptied: each step stands on those before it. */
describe("the life of a registry", () => {
  it("takes evidence of every kind, and finds out which contract it is about", () => {
    const manifests = ["billing", "mobile", "warehouse", "web"].map(
      (one) => `consumers/${one}.yaml`,
    );
    expect(done("registry", "record", ...manifests, "--version", "5.0", ...TODAY)).toMatch(
      /^11 new pieces of evidence with \d+ uses\n {2}of billing, mobile, warehouse, web, on catalog, orders, stock\n/,
    );
    const kiosk = ["evidence/persisted.json", "evidence/package.json", "evidence/schema.graphql"];
    expect(done("registry", "record", ...kiosk, "--consumer", "kiosk", ...TODAY)).toMatch(
      /^3 new pieces of evidence with \d+ uses\n {2}of kiosk, on catalog, orders\n$/,
    );
    const office = ["--consumer", "office", "--environment", "staging"];
    expect(done("registry", "record", "evidence/office.har", ...office, ...TODAY)).toContain(
      "of office, on orders",
    );
    const others = ["evidence/trace.jsonl", "evidence/catalog-info.yaml"];
    expect(done("registry", "record", ...others, ...TODAY)).toContain(
      "of checkout, reports, on orders",
    );
    const { evidence } = JSON.parse(done("registry", "evidence", "--format", "json")) as {
      evidence: { kind: string }[];
    };
    expect([...new Set(evidence.map(({ kind }) => kind))].sort()).toEqual([
      "backstage",
      "graphql-document",
      "har",
      "manifest",
      "otlp",
      "package-manifest",
      "pact",
      "vendored-contract",
    ]);
  }, 30_000);

  it("takes pacts of Protobuf services, down to the fields of their messages", () => {
    writeFiles(shop, { "evidence/picker.json": picker });
    done("registry", "record", "evidence/picker.json", "--version", "2", ...TODAY);
    const text = done("consumers", "stock", "shop.stock.v1.Item.available#5");
    expect(text).toContain("\npicker\n");
    expect(text).toContain("shop.stock.v1.Item.available#5  needed  evidence/picker.json");
    const of = (element: string): string => done("consumers", "stock", element);
    expect(of("shop.stock.v1.Item.reserved#3")).not.toContain("\npicker\n");
    expect(done("dependencies", "picker", "--going-away", ...TODAY)).toContain(
      "going  shop.stock.v1.Item.available#5  deprecated, window open; sunset 2027-03-01",
    );
  });

  it("knows what runs where, several versions at once where they are released", () => {
    for (const [service, version] of [
      ["orders-service", "1.0"],
      ["catalog-service", "1.0"],
      ["web", "5.0"],
      ["billing", "5.0"],
    ] as const) {
      done("registry", "deploy", service, version, ...PRODUCTION);
    }
    done("registry", "release", "mobile", "5.0", ...PRODUCTION);
    expect(done("registry", "release", "mobile", "5.1", ...PRODUCTION)).toBe(
      `mobile 5.1: released in production; live now: 5.0 in production (released), 5.1 in production (released)
note  no evidence is recorded of what mobile 5.1 uses: can-deploy cannot tell much about it
`,
    );
  });

  it("tells who uses a contract, and who may", () => {
    const { stdout } = run("consumers", "orders", "GET /orders");
    expect(stdout).toContain("\nbilling  team finance (billing@shop.example)\n");
    expect(stdout).toContain("\nweb  team storefront (#storefront)\n");
    expect(stdout).toContain("    GET /orders query.status  sent  evidence/office.har:1\n");
    expect(stdout).toContain("too little is known of 1 more consumer, which may use it: reports\n");
  });

  it("tells what a service uses, exactly or at most, and what of it goes away", () => {
    expect(done("dependencies", "kiosk", ...TODAY)).toContain(`orders of orders-service
  at most `);
    expect(done("dependencies", "reports", ...TODAY)).toContain(
      "what it uses of it is not known, last seen 2026-11-22",
    );
    expect(done("dependencies", "web", "--going-away", ...TODAY)).toContain(
      "going  #schemas.Order.trackingUrl  deprecated, window open",
    );
  });

  it("calls nothing unused while too little is known", () => {
    expect(done("unused", "catalog", ...TODAY)).toContain("Unused (");
    const orders = done("unused", "orders", ...TODAY);
    expect(orders).not.toContain("Unused (");
    expect(orders).toContain("No use seen, but too little is known to call it unused (");
  });

  it("allows what changes nothing, also beside a version of which nothing is known", () => {
    const answer = done("can-deploy", "orders-service", "1.0", "--to", "production", ...TODAY);
    expect(answer).toContain("✔ allow  orders-service 1.0 to production on 2026-11-22");
    expect(answer).toContain("✔ serving orders: nothing changes that mobile 5.1 could feel");
  });

  it("denies what breaks a consumer that runs, says who must go first, and doubts the others", () => {
    cpSync(join(SHOP, "branch"), shop, { recursive: true });
    done("registry", "publish", "orders", "--version", "1.1", "--service", "orders-service");
    const args = ["can-deploy", "orders-service", "1.1", "--to", "production", ...TODAY];
    const { code, stdout } = run(...args);
    expect(code).toBe(1);
    expect(stdout).toContain("✖ deny  orders-service 1.1 to production on 2026-11-22");
    expect(stdout).toContain("✖ deny  serving orders: web 5.0 breaks (team storefront)");
    expect(stdout).toContain(
      "▲ unknown  serving orders: nothing is recorded of what office uses in production, only in staging",
    );
    expect(stdout).toContain(
      "▲ unknown  serving orders: nothing is recorded of what mobile 5.1 uses; of other versions there is evidence (5.0)",
    );
    expect(stdout).toContain("✔ serving orders: billing 5.0 works with it");
    expect(stdout).toContain("  web: a version that does without what changes has to be made\n");
    expect(JSON.parse(run(...args, "--format", "json").stdout)).toMatchObject({
      decision: "deny",
      first: [{ service: "warehouse" }, { service: "web" }],
    });
  });

  it("names the version that has to be there first, where one is known that copes", () => {
    const total = "GET /orders/{} res.200[application/json].total";
    writeFiles(shop, {
      "next.yaml": `service: web\nuses: [{ contract: orders, elements: ["${total}"] }]\n`,
    });
    const built = ["--version", "5.1", "--against", "1.0"];
    done("registry", "record", "next.yaml", ...built, ...TODAY);
    const args = ["orders-service", "1.1", "--to", "production", ...TODAY];
    expect(run("can-deploy", ...args).stdout).toContain(
      "  web 5.1: it works with the contract as it will be\n",
    );
    const { stdout } = run("can-deploy", "web", "5.1", "--to", "production", ...TODAY);
    expect(stdout).toContain("✔ using orders: it works with orders-service 1.0");
  });

  it("tells what a change between published versions does", () => {
    const place = ["--registry", join(".contract-drift", "registry.db")];
    const sides = ["--before", "version:1.0", "--after", "version:1.1"];
    const change = done("impact", "orders", ...sides, ...place, ...TODAY);
    expect(change).toContain("orders  version 1.0 → version 1.1  ✖ 5 changes");
    expect(change).toContain("✖ breaks  warehouse  team logistics (#logistics)");
    expect(change).toContain("no use seen by billing");
    expect(done("impact", "orders", "#schemas.Order.total", ...place, ...TODAY)).toContain(
      "billing (finance) breaks: reads GET /orders res.200[application/json].items[].total",
    );
  });

  it("forgets what is old and not live", () => {
    expect(done("registry", "undeploy", "mobile", "5.1", "--at", "2026-11-20")).toBe(
      "mobile 5.1: ended; live now: 5.0 in production (released)\n",
    );
    const later = ["registry", "prune", "--older-than", "30d", "--today", "2027-02-01"];
    const would = done(...later, "--dry-run");
    expect(would).toMatch(
      /^Would remove [1-9]\d* pieces of evidence, 0 contract versions, 1 ended/,
    );
    expect(done(...later)).toBe(would.replace("Would remove", "Removed"));
    expect(done("registry", "services")).toContain("live 5.0 in production");
  });
});
