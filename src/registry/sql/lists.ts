import type { Row, Session, SqlValue } from "../database.ts";

/** Values in one `in (…)`: below the limits of every database. */
const AT_ONCE = 512;

/**
 * Asks for rows by a list of values: `sql` is given the placeholders for `in (…)`, which come after
 * the fixed values. Lists are padded to few lengths, so that statements are prepared once.
 */
export async function allIn(
  session: Session,
  sql: (placeholders: string) => string,
  fixed: readonly SqlValue[],
  list: readonly SqlValue[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const some of chunks(list)) {
    const found = await session.all(sql(some.map(() => "?").join(", ")), [...fixed, ...some]);
    for (const row of found) rows.push(row);
  }
  return rows;
}

function* chunks(list: readonly SqlValue[]): Generator<readonly SqlValue[]> {
  for (let start = 0; start < list.length; start += AT_ONCE) {
    const some = list.slice(start, start + AT_ONCE);
    const length = 2 ** Math.ceil(Math.log2(some.length));
    yield [...some, ...Array.from({ length: length - some.length }, () => some[0] ?? null)];
  }
}

/** Conditions that are put together as far as they are asked for. */
export interface Conditions {
  /** `a = ? and b >= ?`, or what is always true. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Joins conditions; those whose value is absent do not restrict. */
export function conditions(
  parts: readonly (readonly [condition: string, value: SqlValue | undefined])[],
): Conditions {
  const given = parts.filter(([, value]) => value !== undefined);
  return {
    sql: given.length === 0 ? "1 = 1" : given.map(([condition]) => condition).join(" and "),
    values: given.map(([, value]) => value ?? null),
  };
}
