import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { DriftError } from "../errors.ts";
import type { Database, Session, SqlValue, Target } from "./database.ts";
import { withoutSecrets } from "./location.ts";

/** How often a transaction is run that others were in the way of. */
const ATTEMPTS = 8;

/** Rows sent in one statement: large enough to be fast, small enough for any server's memory. */
const ROWS_AT_ONCE = 20_000;

/** Connections a process may hold; the rest of the server is for others. */
const CONNECTIONS = 4;

/**
 * Opens a registry on a PostgreSQL server, or on any that speaks its wire protocol. Rejects with
 * `store-unavailable` where it cannot be reached; no message holds the password.
 */
export async function openPostgres(url: string): Promise<Database> {
  const label = withoutSecrets(url);
  const { default: pg } = await import("pg");
  const pool = await asTrouble(label, () =>
    Promise.resolve(
      new pg.Pool({
        connectionString: url,
        max: CONNECTIONS,
        connectionTimeoutMillis: 10_000,
        application_name: "contract-drift",
        types: {
          getTypeParser: (oid, format) => parserOf(oid) ?? pg.types.getTypeParser(oid, format),
        },
      }),
    ),
  );
  // A connection that breaks while nobody uses it is opened anew at the next use.
  pool.on("error", () => undefined);
  const database = databaseOn(pool, label);
  try {
    await database.read((session) => session.all("select 1"));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

const INT8 = 20;

/** Counts are 64 bits wide on the server and far smaller in fact. */
function parserOf(oid: number): ((text: string) => number) | undefined {
  return oid === INT8 ? Number : undefined;
}

function databaseOn(pool: Pool, label: string): Database {
  const transaction =
    (begin: string) =>
    <T>(work: (session: Session) => Promise<T>): Promise<T> =>
      asTrouble(label, () => repeatedly(pool, begin, work));
  return {
    label,
    dialect: {
      name: "postgres",
      bytes: "bytea",
      clustered: "",
      tables:
        "select table_name as name from information_schema.tables where table_schema = current_schema()",
    },
    read: transaction("begin isolation level repeatable read read only"),
    write: transaction("begin isolation level read committed"),
    close: () => pool.end(),
  };
}

async function repeatedly<T>(
  pool: Pool,
  begin: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, begin, work);
    } catch (error) {
      if (!isInTheWay(error) || attempt === ATTEMPTS) throw error;
      await sleep(2 ** attempt * (5 + Math.random() * 5));
    }
  }
}

async function once<T>(
  pool: Pool,
  begin: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(sessionOn(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Serialization failure, deadlock, two writers that made the same row or table (PostgreSQL, appendix A). */
const IN_THE_WAY: ReadonlySet<string> = new Set(["40001", "40P01", "23505", "42P07"]);

function isInTheWay(error: unknown): boolean {
  return IN_THE_WAY.has(codeOf(error) ?? "");
}

function sessionOn(client: PoolClient): Session {
  return {
    all: async (sql, values = []) => (await client.query(numbered(sql), values.map(plain))).rows,
    run: async (sql, values = []) =>
      (await client.query(numbered(sql), values.map(plain))).rowCount ?? 0,
    insert: async (target, rows) => {
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        const some = rows.slice(start, start + ROWS_AT_ONCE);
        const columns = Object.keys(target.columns).map((_, index) =>
          some.map((row) => plain(row[index] ?? null)),
        );
        await client.query(insertMany(target), columns);
      }
    },
  };
}

/** Each column travels as one array. */
function insertMany({ table, columns, onConflict = "" }: Target): string {
  const names = Object.keys(columns).join(", ");
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `insert into ${table} (${names}) select * from unnest(${arrays.join(", ")}) ${onConflict}`;
}

function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll("?", () => `$${++count}`);
}

/** PostgreSQL has no text with NUL in it. */
function plain(value: SqlValue): SqlValue {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : value;
}

const TROUBLES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name cannot be looked up",
  ECONNRESET: "the connection was cut",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "the host cannot be reached",
  ENOENT: "there is no such socket",
  EACCES: "its socket may not be opened",
  "28000": "the user is not allowed in",
  "28P01": "the user or the password is wrong",
  "3D000": "there is no such database",
  "42501": "the user may not do this",
  "53300": "the server has no connection left",
  "57P01": "the server is shutting down",
  "57P03": "the server is starting up",
  "40001": "others kept writing the same rows",
  "40P01": "others kept writing the same rows",
};

async function asTrouble<T>(label: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = TROUBLES[codeOf(error) ?? ""] ?? unnamedTrouble(error);
    if (reason === undefined) throw error;
    throw new DriftError({
      code: "store-unavailable",
      message: `The registry ${label} cannot be used: ${reason}.`,
      hint: "Check the address given with --registry or CONTRACT_DRIFT_REGISTRY.",
      cause: error,
    });
  }
}

/** Trouble of the driver that has no code: its messages name no secret, but addresses might. */
function unnamedTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/timeout/i.test(error.message)) return "it does not answer";
  if (/terminated|not queryable/i.test(error.message)) return "the connection was cut";
  if (/SSL|TLS|certificate/i.test(error.message)) return "no secure connection can be made";
  return error instanceof TypeError && /URL/.test(error.message)
    ? "its address cannot be understood"
    : undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}
