import { describe, expect, it } from "vitest";
import { DriftError } from "../../src/errors.ts";
import { evidenceReaderFor } from "../../src/evidence/index.ts";
import { readManifests } from "../../src/evidence/manifest.ts";
import { dependenciesIn } from "../../src/evidence/packages/dependencies.ts";
import { packageReader } from "../../src/evidence/packages/reader.ts";
import { spokenVersions } from "../../src/evidence/packages/sdk-table.ts";
import { documentParser } from "../../src/evidence/yaml-documents.ts";
import { parseDocument } from "../../src/formats/document/parse-document.ts";
import { ordersContract } from "./orders-contract.ts";

const PACKAGE_JSON = `{
  "name": "web",
  "dependencies": {
    "@shop/orders-client": "^3.1.0"
  },
  "devDependencies": { "vitest": "^5.0.0" }
}`;

const GO_MOD = `module shop.example/web

require github.com/shop/stock-client v1.2.0

require (
	github.com/shop/orders-client/v3 v3.1.4 // indirect
)
`;

const POM = `<project>
  <properties><orders.version>3.1.0</orders.version></properties>
  <dependencies>
    <dependency>
      <groupId>com.shop</groupId><artifactId>orders-client</artifactId>
      <version>\${orders.version}</version>
    </dependency>
    <dependency>
      <groupId>org.junit</groupId><artifactId>junit</artifactId>
      <version>5</version><scope>test</scope>
    </dependency>
  </dependencies>
</project>`;

describe("the dependencies of a package", () => {
  it.each([
    ["web/package.json", PACKAGE_JSON, ["@shop/orders-client ^3.1.0 4"]],
    [
      "go.mod",
      GO_MOD,
      ["github.com/shop/stock-client v1.2.0 3", "github.com/shop/orders-client/v3 v3.1.4 6"],
    ],
    ["pom.xml", POM, ["com.shop:orders-client 3.1.0 4"]],
  ])("are read from %s", (path, text, expected) => {
    const told = dependenciesIn(path, text).map(
      ({ name, range, line }) => `${name} ${range} ${line}`,
    );
    expect(told).toEqual(expected);
  });
});

describe("the contract version of a range", () => {
  const versions = new Map([
    ["^3", "v1.4"],
    ["3.2", "v1.5"],
    ["*", "v1"],
  ]);

  it.each([
    ["^3.1.0", "v1.4"],
    ["~3.2.9", "v1.5"],
    ["v3.2.0", "v1.5"],
    [">=3.1 <5", "v1.4"],
    ["[3.2,4)", "v1.5"],
    ["3.x", "v1.4"],
    ["2.9.1", "v1"],
    ["workspace:*", "v1"],
  ])("%s leads to %s", (range, version) => {
    expect(spokenVersions({ package: "a", versions }, range, [])?.lowest).toBe(version);
  });

  it("is not known where the table says nothing", () => {
    expect(
      spokenVersions({ package: "a", versions: new Map([["3", "v1"]]) }, "^30.0", []),
    ).toBeUndefined();
  });

  it.each([
    ["2.3.0", ["2.3.0"]],
    ["v2.3.0", ["2.3.0"]],
    ["~2.3.0", ["2.3.0", "2.4.0"]],
    ["^2.3.0", ["2.3.0", "2.4.0"]],
    ["2.x", ["2.3.0", "2.4.0"]],
    [">=2.4", ["3.0.0", "2.4.0"]],
    ["*", ["3.0.0", "2.4.0", "2.3.0"]],
    ["workspace:*", ["3.0.0", "2.4.0", "2.3.0"]],
    ["9.0.0", undefined],
  ])("is one of those that %s allows, where both are counted together", (range, versions) => {
    const known = ["3.0.0", "2.4.0", "2.3.0", "1b2c3d4"];
    const spoken = spokenVersions({ package: "a", versions: new Map() }, range, known);
    expect(spoken?.possible.toSorted()).toEqual(versions?.toSorted());
  });
});

describe("a package manifest", () => {
  const request = {
    path: "web/package.json",
    text: PACKAGE_JSON,
    consumer: "web",
    contract: { name: "orders", contract: ordersContract },
  };
  const sdk = (name: string, versions: Readonly<Record<string, string>>) => ({
    package: name,
    versions: new Map(Object.entries(versions)),
  });

  it("shows which version of the contract its client library speaks", async () => {
    const sdks = [sdk("@shop/orders-client", { "3": "v1.4" })];
    const { usages, problems } = await packageReader.read({ ...request, sdks });
    expect(problems).toEqual([]);
    expect(usages).toMatchObject([
      {
        consumer: "web",
        coordinate: "",
        mode: "declared",
        evidence: {
          kind: "package-manifest",
          item: "@shop/orders-client ^3.1.0, which speaks orders v1.4",
          line: 4,
        },
      },
    ]);
  });

  it.each([
    [
      [sdk("@shop/stock-client", { "3": "v1" })],
      "The package does not depend on @shop/stock-client.",
    ],
    [
      [sdk("@shop/orders-client", { "2": "v1" })],
      "No version of orders is listed for @shop/orders-client ^3.1.0.",
    ],
    [[], "No client library of orders is listed: say under `sdks` which package it is."],
  ])("says what it does not know", async (sdks, message) => {
    const { problems } = await packageReader.read({ ...request, sdks });
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  it("is recognised by its name", async () => {
    expect((await evidenceReaderFor("web/package.json", PACKAGE_JSON))?.kind).toBe(
      "package-manifest",
    );
  });
});

describe("a consumer manifest", () => {
  const parse = documentParser(parseDocument);
  const read = (sdks: string) =>
    readManifests(
      "consumers/web.yaml",
      parse("consumers/web.yaml", `service: web\nuses:\n  - contract: orders\n    sdks: ${sdks}\n`),
    );

  it("lists client libraries by package", () => {
    const [manifest] = read(
      '[{ package: "@shop/orders-client", versions: { 3: v1.4, "^4": v2 } }]',
    );
    expect(manifest?.uses[0]?.sdks).toEqual([
      {
        package: "@shop/orders-client",
        versions: new Map([
          ["3", "v1.4"],
          ["^4", "v2"],
        ]),
      },
    ]);
  });

  it("counts a library's versions as the contract's where it says nothing else", () => {
    expect(read("[{ package: a }]")[0]?.uses[0]?.sdks).toEqual([
      { package: "a", versions: new Map() },
    ]);
  });

  it.each(["[{ versions: {} }]", "[{ package: a, versions: { 3: [] } }]", "[{ name: a }]"])(
    "refuses %s",
    (sdks) => {
      expect(() => read(sdks)).toThrow(DriftError);
    },
  );
});
