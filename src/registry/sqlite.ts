import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { DriftError } from "../errors.ts";
import type { Database, Session, Target } from "./database.ts";
import { turns } from "./turns.ts";

/** How long a writer waits for others: as long as the longest import may take. */
const PATIENCE_MS = 60_000;

/** How long SQLite itself waits, which stops the whole process; beyond, we wait without stopping it. */
const BLOCKING_MS = 20;

/** Tells our files from those of other programs (`PRAGMA application_id`): "drft". */
const APPLICATION_ID = 0x64726674;

/**
 * Opens a registry in one SQLite file. The file and its folder are made where `create` is true,
 * else a missing file rejects with `store-unavailable`. Several processes may have it open.
 */
export async function openSqlite(file: string, create: boolean): Promise<Database> {
  if (!create && !existsSync(file)) {
    throw new DriftError({
      code: "store-unavailable",
      message: `There is no registry at ${file}.`,
      place: { file },
      hint: "Publish a contract first (`contract-drift registry publish`), or name another one with --registry.",
    });
  }
  return asTrouble(file, async () => {
    makeFolder(dirname(file));
    const { DatabaseSync } = await quietly(() => import("node:sqlite"));
    const connection = new DatabaseSync(file);
    try {
      await patiently(() => prepareFile(connection, file));
    } catch (error) {
      connection.close();
      throw error;
    }
    return databaseOn(connection, file);
  });
}

/** A folder of our own, inside of a work tree, is no part of what is under version control. */
function makeFolder(folder: string): void {
  const isOurs = basename(folder) === ".contract-drift" && !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  if (isOurs) writeFileSync(join(folder, ".gitignore"), "*\n");
}

function prepareFile(connection: DatabaseSync, file: string): void {
  connection.exec(`pragma busy_timeout = ${BLOCKING_MS}`);
  const owner = connection.prepare("pragma application_id").get()?.["application_id"];
  const tables = connection.prepare("select count(*) as n from sqlite_schema").get()?.["n"];
  if (owner !== APPLICATION_ID && tables !== 0) {
    throw new DriftError({
      code: "store-unavailable",
      message: `${file} is a database of another program, not a registry.`,
      place: { file },
      hint: "Name another file with --registry.",
    });
  }
  connection.exec("pragma journal_mode = wal");
  if (owner !== APPLICATION_ID) connection.exec(`pragma application_id = ${APPLICATION_ID}`);
  connection.exec("pragma synchronous = full; pragma cache_size = -65536");
}

/** Does something again while another connection is in its way. */
async function patiently<T>(work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    try {
      return await work();
    } catch (error) {
      const waited = performance.now() - began;
      if (resultCode(error) !== BUSY || waited > PATIENCE_MS) throw error;
      await sleep(pause * (0.5 + Math.random()));
    }
  }
}

function databaseOn(connection: DatabaseSync, file: string): Database {
  const inTurn = turns();
  const session = sessionOn(connection);
  const transaction =
    (begin: string) =>
    <T>(work: (session: Session) => Promise<T>): Promise<T> =>
      inTurn(() =>
        asTrouble(file, () => patiently(() => once(connection, begin, () => work(session)))),
      );
  return {
    label: file,
    dialect: {
      name: "sqlite",
      bytes: "blob",
      clustered: "without rowid",
      tables: "select name from sqlite_schema where type = 'table'",
    },
    read: transaction("begin"),
    write: transaction("begin immediate"),
    close: () => inTurn(() => Promise.resolve(connection.close())),
  };
}

async function once<T>(
  connection: DatabaseSync,
  begin: string,
  work: () => Promise<T>,
): Promise<T> {
  connection.exec(begin);
  try {
    const result = await work();
    connection.exec("commit");
    return result;
  } catch (error) {
    if (connection.isTransaction) connection.exec("rollback");
    throw error;
  }
}

function sessionOn(connection: DatabaseSync): Session {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    all: (sql, values = []) => Promise.resolve(prepared(sql).all(...values)),
    run: (sql, values = []) => Promise.resolve(Number(prepared(sql).run(...values).changes)),
    insert: (target, rows) => {
      const whole = rows.length - (rows.length % TOGETHER);
      if (whole > 0) {
        const statement = prepared(insertOf(target, TOGETHER));
        for (let at = 0; at < whole; at += TOGETHER) {
          statement.run(...rows.slice(at, at + TOGETHER).flat());
        }
      }
      const statement = prepared(insertOf(target, 1));
      for (const row of rows.slice(whole)) statement.run(...row);
      return Promise.resolve();
    },
  };
}

/** Rows of one statement, where there are many: most of what a small statement costs is its start. */
const TOGETHER = 20;

function insertOf({ table, columns, onConflict = "" }: Target, rows: number): string {
  const names = Object.keys(columns);
  const row = `(${names.map(() => "?").join(", ")})`;
  const values = Array.from({ length: rows }, () => row).join(", ");
  return `insert into ${table} (${names.join(", ")}) values ${values} ${onConflict}`;
}

const BUSY = 5;

/** What a user can mend, by SQLite's result code (https://sqlite.org/rescode.html). */
const TROUBLES: ReadonlyMap<number, string> = new Map([
  [BUSY, "another process has been writing to it for too long"],
  [6, "another process has been writing to it for too long"],
  [8, "it may not be written to"],
  [10, "the disk cannot be read or written"],
  [11, "the file is damaged"],
  [13, "the disk is full"],
  [14, "it cannot be opened"],
  [26, "the file is no registry"],
]);

async function asTrouble<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = TROUBLES.get(resultCode(error) ?? -1) ?? fileTrouble(error);
    if (reason === undefined) throw error;
    throw new DriftError({
      code: "store-unavailable",
      message: `The registry ${file} cannot be used: ${reason}.`,
      place: { file },
      cause: error,
    });
  }
}

/** The primary result code: the low byte of what SQLite gives. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

/** The folder of the file could not be made. */
function fileTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return `its folder cannot be made (${String(error.code)})`;
}

/** Node 22 calls `node:sqlite` experimental on standard error; its users cannot do anything about it. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return await load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
