import { join } from "node:path";
import { manyContracts, multiplied, oneEdit, oneEditInGoogleapis } from "./made-inputs.ts";
import type { Inputs } from "./inputs.ts";
import type { Command } from "./measure.ts";
import type { PeerName, Peers } from "./peers.ts";

/** One tool at one task. */
export interface Entry {
  /** `contract-drift` comes first; what starts with `contract-drift` is ours. */
  readonly tool: string;
  readonly command: Command;
  /** Exit codes of a run that came to a result. */
  readonly codes: readonly number[];
  /** A folder that is taken away before each run: what earlier runs have kept. */
  readonly forget?: string;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  /** The lowest wall time there can be, by name `floor`. */
  readonly entries: readonly Entry[];
}

/** What every scenario is made from. */
export interface Bench {
  readonly inputs: Inputs;
  readonly peers: Peers;
  /** The built command line. */
  readonly cli: string;
}

const CODES: Readonly<Record<PeerName, readonly number[]>> = {
  oasdiff: [0, 1],
  buf: [0, 100],
  "graphql-inspector": [0, 1],
  "openapi-diff": [0, 1],
};

/** Every scenario whose inputs are there. Inputs that are made of others are made here. */
export function scenariosOf(bench: Bench, only: (name: string) => boolean): readonly Scenario[] {
  const found: Scenario[] = [];
  for (const [name, make] of Object.entries(SCENARIOS)) {
    const made = only(name) ? make(bench) : undefined;
    if (made !== undefined) found.push({ name, ...made });
  }
  return found;
}

type Made = Omit<Scenario, "name"> | undefined;

const SCENARIOS: Readonly<Record<string, (bench: Bench) => Made>> = {
  "start-up": startUp,
  "unchanged-300": unchanged,
  "unchanged-openapi": identicalOpenapi,
  "unchanged-protobuf": identicalProtobuf,
  "github-rest": openapiPair("github-rest", "old.json", "new.json"),
  "stripe-json": openapiPair("stripe", "old.json", "new.json"),
  "stripe-yaml": openapiPair("stripe", "old2022.yaml", "new2023.yaml"),
  plaid: openapiPair("plaid", "old.yml", "new.yml"),
  digitalocean,
  "github-graphql": graphqlYear,
  "github-graphql-edit": graphqlEdit,
  envoy,
  "googleapis-commit": googleapisCommit,
  googleapis: googleapisYear,
  "growth-1": growth(1),
  "growth-2": growth(2),
  "growth-4": growth(4),
  "growth-8": growth(8),
};

function ours(bench: Bench, cwd: string, args: readonly string[], tool = "contract-drift"): Entry {
  const json = ["--format", "json"];
  const command = { file: process.execPath, args: [bench.cli, ...args, ...json], cwd };
  return { tool, command, codes: [0, 1] };
}

/** A check that has kept nothing before, and the same again. */
function coldAndWarm(bench: Bench, cwd: string, args: readonly string[]): readonly Entry[] {
  const cold = ours(bench, cwd, args);
  return [
    { ...cold, forget: join(cwd, ".contract-drift") },
    { ...cold, tool: "contract-drift, again" },
  ];
}

function node(tool: string, cwd: string, script: string, args: readonly string[]): Entry {
  const file = join(import.meta.dirname, script);
  return { tool, command: { file: process.execPath, args: [file, ...args], cwd }, codes: [0] };
}

function peer(
  { peers }: Bench,
  name: PeerName,
  cwd: string,
  args: readonly string[],
): readonly Entry[] {
  const found = peers.get(name);
  if (found === undefined) return [];
  const tool = `${name} ${args[0] ?? ""}`.trim();
  return [{ tool, command: { file: found.program, args, cwd }, codes: CODES[name] }];
}

function startUp(bench: Bench): Made {
  const cwd = import.meta.dirname;
  const version = (tool: string, file: string, args: readonly string[]): Entry => ({
    tool,
    command: { file, args, cwd },
    codes: [0],
  });
  return {
    about: "the answer to --version",
    entries: [
      version("contract-drift", process.execPath, [bench.cli, "--version"]),
      version("floor", process.execPath, ["-e", "0"]),
      ...[...bench.peers].map(([name, { program }]) => version(name, program, ["--version"])),
    ],
  };
}

function unchanged(bench: Bench): Made {
  const repository = manyContracts(bench.inputs, 300);
  return {
    about: "check of 300 contracts of which none changed, though other files did",
    entries: [
      ours(bench, repository, ["check", "--against", "before", "--head", "after"]),
      version0(repository),
    ],
  };
}

/** Start-up of Node alone: what nothing in JavaScript can be faster than. */
function version0(cwd: string): Entry {
  return { tool: "floor", command: { file: process.execPath, args: ["-e", "0"], cwd }, codes: [0] };
}

function identicalOpenapi(bench: Bench): Made {
  const folder = bench.inputs.pair("github-rest");
  if (folder === undefined) return undefined;
  const repository = bench.inputs.repository("github-rest-same", {
    before: folder,
    after: folder,
    config: "contracts:\n  - name: github\n    path: new.json\n",
  });
  const file = join(folder, "new.json");
  return {
    about: "GitHub's REST contract, 13 MB, identical on both sides; ours by check of two branches",
    entries: [
      ours(bench, repository, ["check", "--against", "before", "--head", "after"]),
      version0(folder),
      ...peer(bench, "oasdiff", folder, ["breaking", file, file]),
    ],
  };
}

function identicalProtobuf(bench: Bench): Made {
  const folder = bench.inputs.pair("envoy");
  if (folder === undefined) return undefined;
  const repository = bench.inputs.repository("envoy-same", {
    before: join(folder, "new"),
    after: join(folder, "new"),
    config: "contracts:\n  - name: envoy\n    path: envoy\n    format: protobuf\n",
  });
  return {
    about: "envoy's data plane API, identical on both sides; ours by check of two branches",
    entries: [
      ours(bench, repository, ["check", "--against", "before", "--head", "after"]),
      version0(folder),
      ...peer(bench, "buf", folder, ["breaking", "new", "--against", "new"]),
    ],
  };
}

function openapiPair(pair: string, before: string, after: string): (bench: Bench) => Made {
  return (bench) => {
    const cwd = bench.inputs.pair(pair);
    if (cwd === undefined) return undefined;
    const isJson = before.endsWith(".json");
    return {
      about: `${pair}: ${before} and ${after}`,
      entries: [
        ours(bench, cwd, ["diff", before, after]),
        ours(
          bench,
          cwd,
          ["diff", before, after, "--witness", "all"],
          "contract-drift, all witnesses",
        ),
        node("floor", cwd, "floor.mjs", [isJson ? "json" : "yaml", before, after]),
        ...peer(bench, "oasdiff", cwd, ["breaking", before, after]),
        ...(isJson ? peer(bench, "openapi-diff", cwd, [before, after]) : []),
      ],
    };
  };
}

function digitalocean(bench: Bench): Made {
  const folder = bench.inputs.pair("digitalocean");
  if (folder === undefined) return undefined;
  const entry = "specification/DigitalOcean-public.v2.yaml";
  const repository = bench.inputs.repository("digitalocean", {
    before: join(folder, "old"),
    after: join(folder, "new"),
    config: `contracts:\n  - name: digitalocean\n    path: ${entry}\n`,
  });
  return {
    about: "DigitalOcean's contract in 2,850 files, from two branches",
    entries: [
      ...coldAndWarm(bench, repository, ["check", "--against", "before", "--head", "after"]),
      node("floor", folder, "floor.mjs", ["yaml", "old/specification", "new/specification"]),
      ...peer(bench, "oasdiff", folder, ["breaking", `old/${entry}`, `new/${entry}`]),
    ],
  };
}

function graphqlYear(bench: Bench): Made {
  const folder = bench.inputs.pair("github-graphql");
  return folder === undefined
    ? undefined
    : {
        about: "GitHub's GraphQL schema, a year apart",
        entries: graphqlEntries(bench, folder, ["old2023.graphql", "new2024.graphql"]),
      };
}

function graphqlEdit(bench: Bench): Made {
  const folder = bench.inputs.pair("github-graphql");
  if (folder === undefined) return undefined;
  const edited = oneEdit(bench.inputs, join(folder, "old2023.graphql"));
  return {
    about: "GitHub's GraphQL schema and the same with one field removed",
    entries: graphqlEntries(bench, folder, ["old2023.graphql", edited]),
  };
}

function graphqlEntries(bench: Bench, cwd: string, files: readonly string[]): readonly Entry[] {
  return [
    ours(bench, cwd, ["diff", ...files]),
    node("floor", cwd, "floor.mjs", ["graphql", ...files]),
    node("graphql-js", cwd, "graphql-bare.mjs", files),
    ...peer(bench, "graphql-inspector", cwd, ["diff", ...files]),
  ];
}

function envoy(bench: Bench): Made {
  const folder = bench.inputs.pair("envoy");
  if (folder === undefined) return undefined;
  const repository = bench.inputs.repository("envoy", {
    before: join(folder, "old"),
    after: join(folder, "new"),
    config: "contracts:\n  - name: envoy\n    path: envoy\n    format: protobuf\n",
  });
  return {
    about: "envoy's data plane API, a year apart, from two branches",
    entries: [
      ...coldAndWarm(bench, repository, ["check", "--against", "before", "--head", "after"]),
      node("floor", folder, "floor.mjs", ["protobuf", "old", "new"]),
      ...peer(bench, "buf", folder, ["breaking", "new", "--against", "old"]),
    ],
  };
}

function googleapisCommit(bench: Bench): Made {
  const folder = bench.inputs.pair("googleapis");
  if (folder === undefined) return undefined;
  const repository = oneEditInGoogleapis(bench.inputs, join(folder, "new"));
  return {
    about: "googleapis, 7,200 files of which a commit changed one, work tree against a branch",
    entries: [
      ...coldAndWarm(bench, repository, ["check", "--against", "before"]),
      version0(repository),
      ...peer(bench, "buf", repository, ["breaking", ".", "--against", ".git#branch=before"]),
    ],
  };
}

function googleapisYear(bench: Bench): Made {
  const folder = bench.inputs.pair("googleapis");
  if (folder === undefined) return undefined;
  return {
    about: "googleapis, a year apart, from two folders",
    entries: [
      ours(bench, folder, ["diff", "old", "new"]),
      node("floor", folder, "floor.mjs", ["protobuf", "old", "new"]),
      ...peer(bench, "buf", folder, ["breaking", "new", "--against", "old"]),
    ],
  };
}

/** Ours alone: what is told is how time and memory grow. */
function growth(times: number): (bench: Bench) => Made {
  return (bench) => {
    const folder = bench.inputs.pair("stripe");
    if (folder === undefined) return undefined;
    const sides = ["old.json", "new.json"].map((name) =>
      multiplied(bench.inputs, join(folder, name), times),
    );
    return {
      about: `Stripe's contract ${times} times in one document`,
      entries: [
        ours(bench, folder, ["diff", ...sides]),
        node("floor", folder, "floor.mjs", ["json", ...sides]),
      ],
    };
  };
}
