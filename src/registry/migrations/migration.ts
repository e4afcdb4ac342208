import type { Dialect } from "../database.ts";

/**
 * One step of the registry's form. Steps only ever add (tables, columns that may be null, indexes):
 * programs of several versions work on one registry at the same time.
 */
export interface Migration {
  readonly number: number;
  statements(dialect: Dialect): readonly string[];
}
