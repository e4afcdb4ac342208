import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A tool that others make. Undefined: it could not be installed here. */
export type PeerName = "oasdiff" | "buf" | "graphql-inspector" | "openapi-diff";

/** The programs of the peers that are installed, by name. */
export type Peers = ReadonlyMap<PeerName, { readonly program: string; readonly version: string }>;

interface Wanted {
  readonly npm: Readonly<Record<string, string>>;
  readonly go: Readonly<Record<string, string>>;
}

/**
 * Installs the peers of `peers.json` into a cache folder, each once. One that cannot be installed
 * (no network, no Go) is left out with a word on standard error.
 */
export function installPeers(list: URL, cache: string): Peers {
  // The file is ours.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const wanted = JSON.parse(readFileSync(list, "utf8")) as Wanted;
  const peers = new Map<PeerName, { program: string; version: string }>();
  const npm = join(cache, "npm");
  attempt("peers from npm", () => installNpm(npm, wanted.npm));
  const bin = (name: string): string => join(npm, "node_modules/.bin", name);
  const add = (name: PeerName, program: string, version: string | undefined): void => {
    if (existsSync(program)) peers.set(name, { program, version: version ?? "" });
  };
  // The program itself: its wrapper starts Node first.
  const buf = `@bufbuild/buf-${process.platform}-${process.arch}`;
  add("buf", join(npm, "node_modules", buf, "bin/buf"), wanted.npm["@bufbuild/buf"]);
  add("graphql-inspector", bin("graphql-inspector"), wanted.npm["@graphql-inspector/cli"]);
  add("openapi-diff", bin("openapi-diff"), wanted.npm["openapi-diff"]);
  const go = join(cache, "go");
  attempt("oasdiff with Go", () => installGo(go, wanted.go));
  const oasdiff = join(go, "oasdiff");
  add("oasdiff", oasdiff, existsSync(oasdiff) ? moduleVersion(oasdiff) : undefined);
  return peers;
}

function installNpm(folder: string, packages: Wanted["npm"]): void {
  const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const done = join(folder, "installed.txt");
  if (existsSync(done) && readFileSync(done, "utf8") === names.join("\n")) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const options = ["--no-audit", "--no-fund", "--save-exact", "--ignore-scripts"];
  execFileSync("npm", ["install", ...options, ...names], { cwd: folder, stdio: "ignore" });
  writeFileSync(done, names.join("\n"));
}

function installGo(folder: string, modules: Wanted["go"]): void {
  for (const [module, version] of Object.entries(modules)) {
    const program = join(folder, module.split("/").at(-1) ?? module);
    if (existsSync(program)) continue;
    mkdirSync(folder, { recursive: true });
    execFileSync("go", ["install", `${module}@${version}`], {
      env: { ...process.env, GOBIN: folder },
      stdio: "ignore",
    });
  }
}

/** The version that Go built into a program. */
function moduleVersion(program: string): string {
  try {
    const built = execFileSync("go", ["version", "-m", program], { encoding: "utf8" });
    return /^\s*mod\s+\S+\s+(\S+)/m.exec(built)?.[1] ?? "";
  } catch {
    return "";
  }
}

function attempt(what: string, install: () => void): void {
  try {
    install();
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    console.error(`bench: without ${what}: ${why}`);
  }
}
