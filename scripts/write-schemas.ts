import { writeFileSync } from "node:fs";
import { configJsonSchema } from "../src/app/config/schema.ts";
import { waiversJsonSchema } from "../src/app/waivers/schema.ts";

// The JSON Schemas that are generated from the code that checks the same thing.
const SCHEMAS: Readonly<Record<string, () => unknown>> = {
  "config.schema.json": configJsonSchema,
  "waivers.schema.json": waiversJsonSchema,
};

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const file = new URL(`../schema/${name}`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(schema(), undefined, 2)}\n`);
  console.log(`schema/${name}`);
}
