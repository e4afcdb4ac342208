// graphql-js with nothing around it: what it costs to read two schemas and compare them.
//
//   node graphql-bare.mjs BEFORE AFTER
import { readFileSync } from "node:fs";
import { buildSchema, findSchemaChanges } from "graphql";

const [before, after] = process.argv
  .slice(2, 4)
  .map((path) =>
    buildSchema(readFileSync(path, "utf8"), { assumeValid: true, assumeValidSDL: true }),
  );
for (const { type, description } of findSchemaChanges(before, after)) {
  process.stdout.write(`${type} ${description}\n`);
}
