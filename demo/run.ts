import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The main job from beginning to end: a shop with three services and four consumers, a branch with
 * realistic edits, and what CI, an owner and a release manager see. Exits 1 where the outcome is
 * not the expected one.
 */

const CLI = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const SHOP = fileURLToPath(new URL("../fixtures/shop", import.meta.url));

/** The day of the demo, so that it says the same on every day. */
const TODAY = ["--today", "2026-11-22"];

interface Scene {
  readonly who: string;
  readonly asks: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  /** What the answer has to contain. */
  readonly says: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    who: "CI, on the pull request",
    asks: "What does this branch break, and whom?",
    args: ["check"],
    exitCode: 1,
    says: [
      "✖ breaking  field-removed  #schemas.Order.trackingUrl",
      "web (storefront) breaks",
      "removed before its sunset",
      "its window closed on 2026-10-01",
      "✖ Blocking",
    ],
  },
  {
    who: "The owner of the catalog, before planning a removal",
    asks: "Who still needs Product.weight?",
    args: ["impact", "catalog", "Product.weight"],
    exitCode: 0,
    says: ["mobile (storefront) breaks", "no use seen by web", "#storefront-mobile"],
  },
  {
    who: "The release manager, on main",
    asks: "What is announced to go, and what may go now?",
    args: ["deprecations"],
    exitCode: 0,
    says: ["May be removed now (1)", "Product.imageUrl", "sunset 2027-01-31, in 70 days"],
  },
];

function main(): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "contract-drift-demo-")));
  try {
    prepareRepository(folder);
    const failures = SCENES.flatMap((scene) => {
      if (scene.args[0] === "deprecations") git(folder, "checkout", "-q", "main");
      return play(scene, folder);
    });
    for (const failure of failures) console.error(`demo: ${failure}`);
    process.exitCode = failures.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A repository with the shop as it is on main, and a branch with the edits checked out. */
function prepareRepository(folder: string): void {
  git(folder, "init", "-q", "-b", "main");
  cpSync(join(SHOP, "main"), folder, { recursive: true });
  commit(folder, "The shop: orders, catalog, stock and who uses them");
  git(folder, "checkout", "-q", "-b", "spring-cleaning");
  cpSync(join(SHOP, "branch"), folder, { recursive: true });
  commit(folder, "Spring cleaning");
  console.log("A shop with three contracts, orders (OpenAPI), catalog (GraphQL) and stock (gRPC),");
  console.log(
    "and four consumers: web, mobile, billing, warehouse. The branch spring-cleaning edits:\n",
  );
  console.log(git(folder, "diff", "--stat=72", "main"));
}

function commit(folder: string, message: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", message);
}

function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=ada@shop.example",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      GIT_AUTHOR_DATE: "2026-11-22T09:00:00Z",
      GIT_COMMITTER_DATE: "2026-11-22T09:00:00Z",
    },
  });
  if (status !== 0) throw new Error(`git ${args[0] ?? ""} failed: ${stderr}`);
  return stdout;
}

/** Runs one command as a person would, shows it with its answer, and says what is not as expected. */
function play(scene: Scene, folder: string): readonly string[] {
  console.log(`\n── ${scene.who}: ${scene.asks}`);
  console.log(`$ contract-drift ${scene.args.join(" ")}\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...scene.args, ...TODAY], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  console.log(`(exit code ${status})`);
  const plain = stdout.replaceAll(/\u001B\[\d+m/g, "");
  return [
    ...(status === scene.exitCode
      ? []
      : [`${scene.args[0]} exited ${status}, not ${scene.exitCode}`]),
    ...scene.says
      .filter((words) => !plain.includes(words))
      .map((words) => `${scene.args[0]} does not say "${words}"`),
  ];
}

main();
