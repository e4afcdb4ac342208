import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registryLocation } from "../../../src/app/registry/place.ts";
import { readingFromJson, readingToJson } from "../../../src/app/registry/reading.ts";
import type { Reading } from "../../../src/app/registry/reading.ts";
import { temporaryFolder } from "../../sources/temporary.ts";

describe("where the registry is", () => {
  const folder = temporaryFolder({ "api/orders.yaml": "" });
  mkdirSync(join(folder, ".git"));

  it("is one file for the whole work tree, wherever it is asked from", () => {
    const file = join(folder, ".contract-drift", "registry.db");
    expect(registryLocation({ folder })).toBe(file);
    expect(registryLocation({ folder: join(folder, "api") })).toBe(file);
  });

  it.each([
    ["what is named", { named: "mine.db", environment: "theirs.db" }, join(folder, "mine.db")],
    ["then the environment", { environment: "theirs.db" }, join(folder, "theirs.db")],
    ["an empty environment is none", { environment: "" }, registryLocation({ folder })],
    ["a server", { named: "postgres://db/drift" }, "postgres://db/drift"],
    ["a server by its other name", { named: "postgresql://db/drift" }, "postgresql://db/drift"],
  ])("%s counts", (_, choice, location) => {
    expect(registryLocation({ folder, ...choice })).toBe(location);
  });

  it.each(["mysql://root:hunter2@db/drift", "https://registry.shop.example", ""])(
    "is not %j, and secrets in it are not told",
    (named) => {
      const locate = (): string => registryLocation({ folder, named });
      expect(locate).toThrow("The registry is neither a file nor the address of a PostgreSQL");
      expect(locate).not.toThrow("hunter2");
    },
  );
});

describe("how a contract is read", () => {
  it.each<[string, Reading]>([
    ["with nothing but its entries", { entries: ["a.graphql", "b.graphql"] }],
    [
      "with everything",
      {
        entries: ["shop/orders.proto"],
        includePaths: ["third_party"],
        roots: "none",
        surfaces: ["wire", "source"],
        settings: {
          sunsetExtensions: ["x-end"],
          sinceExtensions: ["x-since"],
          sunsetPattern: "until (?<date>.*)",
        },
      },
    ],
  ])("is kept %s", (_, reading) => {
    const kept: unknown = JSON.parse(JSON.stringify(readingToJson(reading)));
    expect(readingFromJson(kept as ReturnType<typeof readingToJson>)).toEqual(reading);
  });

  it("loses what a later version may have added, not what this one knows", () => {
    expect(readingFromJson({ entries: ["a.yaml", 7], roots: "sideways", magic: true })).toEqual({
      entries: ["a.yaml"],
    });
  });
});
