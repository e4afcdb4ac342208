import { describe, expect, it } from "vitest";
import { diffContracts } from "../../src/diff/index.ts";
import type { KnownVersions, VendoredCopy } from "../../src/evidence/evidence.ts";
import { FORMATS } from "../../src/formats/index.ts";
import { judgeImpact } from "../../src/impact/judge.ts";
import { replayCopy } from "../../src/impact/vendored/replay.ts";
import { vendoredReader } from "../../src/impact/vendored/reader.ts";
import type { Contract, Format } from "../../src/model/contract.ts";
import { memoryTree } from "../../src/model/tree-in-memory.ts";
import type { UsageMode } from "../../src/model/usage.ts";

const PATHS: Readonly<Record<Format, string>> = {
  openapi: "orders.yaml",
  graphql: "orders.graphql",
  protobuf: "orders.proto",
};

async function readCopy(format: Format, text: string): Promise<VendoredCopy> {
  const path = PATHS[format];
  const reader = await FORMATS[format]();
  const result = await reader.read({
    tree: memoryTree({ [path]: text }),
    entries: [path],
  });
  return { contract: result.contract, locate: (origin) => result.locate(origin) };
}

async function read(format: Format, text: string): Promise<Contract> {
  return (await readCopy(format, text)).contract;
}

function versions(...contracts: readonly Contract[]): KnownVersions {
  const newestFirst = contracts.map((contract, index) => ({
    name: `v${contracts.length - index}`,
    read: () => Promise.resolve(contract),
  }));
  return { newestFirst, isWhole: true };
}

/** What a copy shows against a contract. */
async function evidenceOf(copy: VendoredCopy, contract: Contract, known?: KnownVersions) {
  return vendoredReader.read({
    path: "web/api.yaml",
    text: "",
    consumer: "web",
    copy,
    contract: { name: "orders", contract, ...(known === undefined ? {} : { versions: known }) },
  });
}

interface Pair {
  readonly format: Format;
  readonly before: string;
  readonly after: string;
  readonly copy: string;
  readonly known?: KnownVersions;
}

/** The verdict on the one consumer that keeps a copy, by element. */
async function verdicts(pair: Pair): Promise<Readonly<Record<string, string | undefined>>> {
  const before = await read(pair.format, pair.before);
  const after = await read(pair.format, pair.after);
  const copy = await readCopy(pair.format, pair.copy);
  const changes = diffContracts(before, after, { today: "2026-11-22" });
  const { usages } = await evidenceOf(copy, before, pair.known);
  const sides = {
    before: { contract: before, texts: new Map() },
    after: { contract: after, texts: new Map() },
  };
  const request = { path: "web/api.yaml", text: "", consumer: "web", copy };
  const { replays } = await replayCopy(request, sides);
  const { impacts } = judgeImpact({ before, after, changes, consumers: [], usages, replays });
  return Object.fromEntries(
    changes.map((change, index) => [change.element, impacts[index]?.[0]?.verdict]),
  );
}

function orders(properties: string, name = "Order"): string {
  return `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: The order
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${name}" }
components:
  schemas:
    ${name}:
      type: object
      required: [id]
      properties: { ${properties} }
`;
}

const ID = "id: { type: string }";
const NOTE = "note: { type: string }";
const STATUS = "status: { type: string, enum: [open, paid] }";
const TOTAL = "total: { type: integer }";

function modesOf(usages: readonly { readonly coordinate: string; readonly mode: UsageMode }[]) {
  return Object.fromEntries(usages.map(({ coordinate, mode }) => [coordinate, mode]));
}

describe("a copy of a contract", () => {
  it("is an upper bound of what its keeper uses", async () => {
    const copy = await readCopy("openapi", orders(`${ID}, ${STATUS}`));
    const { usages, dangling } = await evidenceOf(
      copy,
      await read("openapi", orders(`${ID}, ${STATUS}, ${NOTE}`)),
    );
    expect(dangling).toEqual([]);
    expect(modesOf(usages)).toMatchObject({
      "": "declared",
      "GET /orders/{}": "may-use",
      "#schemas.Order.status": "may-use",
      '#schemas.Order.status="paid"': "may-use",
    });
    expect(usages.some(({ coordinate }) => coordinate.includes("note"))).toBe(false);
  });

  it("is paired by its messages, whatever its schemas are called", async () => {
    const copy = await readCopy("openapi", orders(`${ID}, ${STATUS}`, "OrderDto"));
    const { usages, dangling } = await evidenceOf(
      copy,
      await read("openapi", orders(`${ID}, ${STATUS}`)),
    );
    expect(dangling).toEqual([]);
    expect(usages.map(({ coordinate }) => coordinate)).toContain("#schemas.Order.status");
  });

  it("tells by file and line what the contract does not have", async () => {
    const copy = await readCopy("openapi", orders(`${ID}, gift: { type: boolean }`));
    const { dangling } = await evidenceOf(copy, await read("openapi", orders(ID)));
    expect(dangling).toMatchObject([
      { coordinate: "#schemas.Order.gift", evidence: { file: "orders.yaml", line: 19 } },
    ]);
  });

  it.each<[Format, string, string, string]>([
    [
      "graphql",
      "type Query { order(id: ID!): Order } type Order { id: ID! }",
      "type Query { order(id: ID!): Order } type Order { id: ID! note: String }",
      "Order.id",
    ],
    [
      "protobuf",
      'syntax = "proto3"; package shop.v1; message Item { string sku = 1; }',
      'syntax = "proto3"; package shop.v1; message Item { string code = 1; int32 count = 2; }',
      "shop.v1.Item.code#1",
    ],
  ])("in %s is paired by name and number", async (format, own, whole, coordinate) => {
    const evidence = await evidenceOf(await readCopy(format, own), await read(format, whole));
    expect(evidence.dangling).toEqual([]);
    expect(modesOf(evidence.usages)).toMatchObject({ [coordinate]: "may-use" });
  });
});

describe("the version of a copy", () => {
  const texts = [orders(ID), orders(`${ID}, ${NOTE}`), orders(`${ID}, ${NOTE}, ${STATUS}`)];

  async function placed(text: string, isWhole = true) {
    const contracts = await Promise.all(texts.map((one) => read("openapi", one)));
    const [newest] = contracts.slice(-1);
    if (newest === undefined) throw new Error("There is no version.");
    const known = { ...versions(...contracts.toReversed()), isWhole };
    return evidenceOf(await readCopy("openapi", text), newest, known);
  }

  it.each([
    [orders(ID), "The copy of orders is v1, 2 versions behind."],
    [orders(`${ID}, ${NOTE}`), "The copy of orders is v2, 1 version behind."],
    [orders(`${ID}, ${TOTAL}`), "The copy of orders is no version of it that is known."],
  ])("is told with how far it is behind", async (text, message) => {
    const { problems, usages } = await placed(text);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(new Set(usages.map(({ mode }) => mode))).toEqual(new Set(["declared", "may-use"]));
  });

  it("needs no word where it is the newest", async () => {
    expect((await placed(texts.at(-1) ?? "")).problems).toEqual([]);
  });

  it("makes a part that is no version needed, where the whole history is known", async () => {
    const part = orders(`${ID}, ${STATUS}`);
    const { usages, problems } = await placed(part);
    expect(problems).toEqual([]);
    expect(modesOf(usages)).toMatchObject({ "#schemas.Order.status": "needed" });
    expect(usages[1]?.evidence.item).toBe("part of v3");
    // It may be a version from before the history that is known.
    const { usages: unsure } = await placed(part, false);
    expect(modesOf(unsure)).toMatchObject({ "#schemas.Order.status": "may-use" });
  });
});

describe("a change and a copy", () => {
  const before = orders(`${ID}, ${NOTE}, ${STATUS}`);

  it("may break whoever has what goes, and nobody else", async () => {
    const after = orders(ID);
    expect(
      await verdicts({ format: "openapi", before, after, copy: orders(`${ID}, ${NOTE}`) }),
    ).toEqual({
      "#schemas.Order.note": "may-break",
      "#schemas.Order.status": "no-use-seen",
    });
  });

  it("breaks whoever chose to keep what goes", async () => {
    const after = orders(`${ID}, ${NOTE}`);
    const known = versions(await read("openapi", before));
    const copy = orders(`${ID}, ${STATUS}`);
    expect(await verdicts({ format: "openapi", before, after, copy, known })).toEqual({
      "#schemas.Order.status": "breaks",
    });
  });

  it("is none where the copy has it already", async () => {
    const after = orders(`${ID}, ${NOTE}, status: { type: string, enum: [open, paid, lost] }`);
    const element = '#schemas.Order.status="lost"';
    const stale = await verdicts({ format: "openapi", before, after, copy: before });
    expect(stale[element]).toBe("may-break");
    const ahead = await verdicts({ format: "openapi", before, after, copy: after });
    expect(ahead[element]).toBe("no-use-seen");
  });

  it("is not spared by another change that reaches the copy", async () => {
    // Optional before, required after; the copy does not know the parameter at all.
    const added = (required: boolean): string =>
      before.replace(
        "parameters:\n",
        `parameters:\n        - { name: region, in: query, required: ${required}, schema: { type: string } }\n`,
      );
    const found = await verdicts({
      format: "openapi",
      before: added(false),
      after: added(true),
      copy: before,
    });
    expect(found["GET /orders/{} query.region"]).not.toBe("no-use-seen");
  });
});

describe("copies of the same texts", () => {
  it("are looked for among the versions once", async () => {
    const contract = await read("openapi", orders(ID));
    let reads = 0;
    const newestFirst = [1, 2, 3].map((index) => ({
      name: `v${index}`,
      read: () => {
        reads += 1;
        return Promise.resolve(contract);
      },
    }));
    const known: KnownVersions = { newestFirst, isWhole: true };
    const copy = { contract, locate: () => ({ file: "a.yaml" }) };
    for (const digest of ["one", "one", "other", undefined])
      await evidenceOf({ ...copy, ...(digest === undefined ? {} : { digest }) }, contract, known);
    expect(reads).toBe(3);
  });
});
