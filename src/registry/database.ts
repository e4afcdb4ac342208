/** A value as both databases know it. `null` stands for what is absent. */
export type SqlValue = string | number | Uint8Array | null;

/** One row of an answer, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Where many rows go at once. */
export interface Target {
  readonly table: string;
  /** In the order of the values of a row. */
  readonly columns: Readonly<Record<string, "integer" | "bigint" | "text">>;
  /** `on conflict …`, where rows may be there already. */
  readonly onConflict?: string;
}

/** Statements inside one transaction. Parameters are written `?`. */
export interface Session {
  all(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Runs a statement and tells how many rows it changed. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
  insert(target: Target, rows: readonly (readonly SqlValue[])[]): Promise<void>;
}

/** What the databases do not say the same way. */
export interface Dialect {
  readonly name: "sqlite" | "postgres";
  /** The type of byte strings. */
  readonly bytes: string;
  /** What follows a table whose rows are stored in the order of their primary key. */
  readonly clustered: string;
  /** The query that lists the names of all tables, as `name`. */
  readonly tables: string;
}

/**
 * A database behind the registry. Transactions that fail because another one was in the way are
 * run again, so `work` must have no effects outside of the database.
 */
export interface Database {
  /** What a person calls it. Holds no secret. */
  readonly label: string;
  readonly dialect: Dialect;
  /** One consistent view. */
  read<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Everything or nothing. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
