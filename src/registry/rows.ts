import type { Row, SqlValue } from "./database.ts";

/** A column that always holds a text. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw wrong(column, value);
  return value;
}

/** A column that always holds a whole number. */
export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw wrong(column, value);
  return value;
}

/** A column that holds bytes. */
export function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw wrong(column, value);
  return value;
}

/** An object with the column's text under a name; empty where the column is null or empty. */
export function optionalText<Name extends string>(
  name: Name,
  row: Row,
  column: string,
): { readonly [name in Name]?: string } {
  const value = row[column];
  if (value === null || value === "" || value === undefined) return {};
  if (typeof value !== "string") throw wrong(column, value);
  return named(name, value);
}

/** The same for a whole number. */
export function optionalNumber<Name extends string>(
  name: Name,
  row: Row,
  column: string,
): { readonly [name in Name]?: number } {
  const value = row[column];
  if (value === null || value === undefined) return {};
  if (typeof value !== "number") throw wrong(column, value);
  return named(name, value);
}

/** What stands for an absent value in a column that allows it. */
export function orNull<T extends SqlValue>(value: T | undefined): T | null {
  return value ?? null;
}

/** A list of texts as it is kept in one column. */
export function listIn(row: Row, column: string): readonly string[] {
  const value: unknown = JSON.parse(textIn(row, column));
  if (!Array.isArray(value)) throw wrong(column, value);
  return value.filter((item) => typeof item === "string");
}

/** TypeScript widens computed names to any text: the one place that says what the name is. */
function named<Name extends string, Value>(
  name: Name,
  value: Value,
): { readonly [name in Name]?: Value } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { [name]: value } as { readonly [name in Name]?: Value };
}

function wrong(column: string, value: unknown): Error {
  return new Error(`the registry's column ${column} holds ${typeof value}`);
}
