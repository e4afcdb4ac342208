import { readFileSync } from "node:fs";
import type { Json } from "../model/json.ts";

/** A JSON Schema that is published in the package; undefined where it is not there. */
export function publishedSchema(name: string): Json | undefined {
  try {
    const file = new URL(`../../schema/${name}.schema.json`, import.meta.url);
    const schema: Json = JSON.parse(readFileSync(file, "utf8"));
    return schema;
  } catch {
    return undefined;
  }
}
