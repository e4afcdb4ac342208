import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { commitAll, git } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";

/** A repository of small contracts in three formats; between its branches only a README changes. */
export function manyContracts(inputs: Inputs, count: number): string {
  return inputs.made(`git/many-${count}`, (path) => {
    mkdirSync(path, { recursive: true });
    git(path, "init", "-q", "-b", "before");
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    };
    for (let index = 0; index < count; index++) {
      const [file, text] = smallContract(index);
      write(`services/${index}/${file}`, text);
    }
    write(
      "contract-drift.yaml",
      `contracts:\n${["openapi.yaml", "schema.graphql", "shop.proto"]
        .map((file) => `  - path: services/*/${file}\n`)
        .join("")}`,
    );
    write("README.md", "Shop\n");
    commitAll(path);
    git(path, "checkout", "-q", "-b", "after");
    write("README.md", "The shop\n");
    write("docs/notes.yaml", "orders: many\n");
    commitAll(path);
  });
}

function smallContract(index: number): readonly [file: string, text: string] {
  switch (index % 3) {
    case 0:
      return [
        "openapi.yaml",
        `openapi: 3.1.0
info: { title: Orders ${index}, version: "1" }
paths:
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: The order.
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
components:
  schemas:
    Order: { type: object, required: [id], properties: { id: { type: string }, total: { type: number } } }
`,
      ];
    case 1:
      return [
        "schema.graphql",
        `type Query { order${index}(id: ID!): Order }\ntype Order { id: ID! total: Float }\n`,
      ];
    default:
      return [
        "shop.proto",
        `syntax = "proto3";\npackage shop.s${index};\nmessage Order { string id = 1; double total = 2; }\n`,
      ];
  }
}

/** A copy of a GraphQL schema without the last field of its type `Repository`. */
export function oneEdit(inputs: Inputs, file: string): string {
  return inputs.made(`edited-${basename(file)}`, (path) => {
    const text = readFileSync(file, "utf8");
    const start = text.indexOf("\ntype Repository ");
    const end = text.indexOf("\n}", start);
    const last = text.lastIndexOf("\n\n", end);
    if (start === -1 || last < start) throw new Error(`${file} has no type Repository`);
    writeFileSync(path, text.slice(0, last) + text.slice(end));
  });
}

/** A repository of googleapis; its work tree has one message changed against the branch `before`. */
export function oneEditInGoogleapis(inputs: Inputs, folder: string): string {
  const config = "contracts:\n  - name: googleapis\n    path: google\n    format: protobuf\n";
  const repository = inputs.repository("googleapis-commit", {
    before: folder,
    after: folder,
    config,
  });
  const file = join(repository, "google/pubsub/v1/schema.proto");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll("  string name = 1", "  int64 name = 1"));
  return repository;
}

/** A JSON document with everything it declares several times, each copy with names of its own. */
export function multiplied(inputs: Inputs, file: string, times: number): string {
  if (times === 1) return file;
  return inputs.made(`times-${times}-${basename(file)}`, (path) => {
    const text = readFileSync(file, "utf8");
    const whole = partsOf(text);
    for (let copy = 1; copy < times; copy++) {
      const renamed = text
        .replaceAll(/"#\/components\/schemas\/([^"/]+)"/g, `"#/components/schemas/$1_${copy}"`)
        .replaceAll(/"operationId": ?"([^"]+)"/g, `"operationId":"$1_${copy}"`);
      const { paths, components } = partsOf(renamed);
      for (const [name, item] of Object.entries(paths)) whole.paths[`/copy${copy}${name}`] = item;
      for (const [name, schema] of Object.entries(components.schemas)) {
        whole.components.schemas[`${name}_${copy}`] = schema;
      }
    }
    writeFileSync(path, JSON.stringify(whole));
  });
}

interface Parts {
  readonly paths: Record<string, unknown>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

/** The parts of an OpenAPI 3 document that grow. */
function partsOf(text: string): Parts {
  // The documents are those of the bench.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(text) as Parts;
}
