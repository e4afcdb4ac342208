import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildASTSchema, parse, validate, type GraphQLSchema } from "graphql";
import { loadTree, type LoadedContract } from "../src/app/load.ts";
import { recordEvidence } from "../src/app/registry/record.ts";
import { usagesFromRegistry } from "../src/app/registry/usages.ts";
import type { Change } from "../src/diff/change.ts";
import { diffContracts } from "../src/diff/index.ts";
import {
  graphqlDocuments,
  readGraphqlDocuments,
  sourceOfDocument,
} from "../src/evidence/graphql-documents.ts";
import { replayGraphql, type GraphqlOperation } from "../src/evidence/graphql-replay.ts";
import { judgeImpact } from "../src/impact/judge.ts";
import { memoryTree } from "../src/model/tree-in-memory.ts";
import type { Usage } from "../src/model/usage.ts";
import { openRegistry } from "../src/registry/open.ts";

// Which operations of real clients a new version of a schema breaks: what we say against what
// graphql-js's validate() says, operation by operation, for every pair of schemas both ways.
// `--without N` also takes N fields, interfaces and members of unions out of each before, one at a
// time, at even distances. With
// `--registry` the documents are recorded in a registry first and what it keeps is all that is asked.

const USAGE = `usage: npm run graphql-clients -- --schema FILE --schema FILE... --documents DIR [--documents DIR]... [--without N] [--registry]`;

const { values } = parseArgs({
  options: {
    schema: { type: "string", multiple: true, default: [] },
    registry: { type: "boolean", default: false },
    documents: { type: "string", multiple: true, default: [] },
    without: { type: "string", default: "0" },
  },
});

/** Lines of a schema that can be made to say less, and how. */
const CUTS: readonly (readonly [line: RegExp, cut: (line: string) => string])[] = [
  [/^ {2}\w+: .*$/, (line) => `  gone_${line.trim()}`],
  [/^type \w+ implements \w+ &.*\{$/, (line) => line.replace(/ implements \w+ &/, " implements")],
  [/^type \w+ implements .*& \w+ \{$/, (line) => line.replace(/ & \w+ \{$/, " {")],
  [/^union \w+ = .*\|/, (line) => line.replace(/= [^|]*\|/, "=")],
  [/^ {2}\| \w+$/, () => ""],
];

const TODAY = "2026-01-01";

interface Side {
  readonly name: string;
  readonly text: string;
  readonly loaded: LoadedContract;
  readonly schema: GraphQLSchema;
}

/** The documents of one client, by path. */
interface Client {
  readonly consumer: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly operations: readonly GraphqlOperation[];
}

/** What a client uses of a version, and the documents that can be replayed. */
interface Known {
  readonly usages: readonly Usage[];
  readonly operations: readonly GraphqlOperation[];
  /** How many selections the version does not have. */
  readonly dangling: number;
}

/** How many operations were judged, which broke, and where the two judges differ. */
interface Tally {
  operations: number;
  broken: number;
  readonly missed: string[];
  readonly accused: string[];
  unattributed: number;
}

const { schema: schemas, documents } = values;
if (schemas.length < 2 || documents.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else await main(schemas.map((path) => [path, readFileSync(path, "utf8")]));

async function main(texts: readonly (readonly [path: string, text: string])[]): Promise<void> {
  const clients = documents.map(clientIn);
  const sides: Side[] = [];
  for (const [path, text] of texts) sides.push(await sideOf(text, basename(path)));
  for (const from of sides) {
    const known = new Map<Client, Known>();
    for (const client of clients)
      known.set(
        client,
        await (values.registry ? knownToRegistry(client, from) : knownFromFiles(client, from)),
      );
    for (const to of sides) if (to !== from) await compare(from, [to], known);
    const thinner: Side[] = [];
    for (const text of thinned(from.text, Number(values.without)))
      thinner.push(await sideOf(text, "with one thing less"));
    if (thinner.length > 0) await compare(from, thinner, known);
  }
}

async function compare(
  from: Side,
  sides: readonly Side[],
  known: ReadonlyMap<Client, Known>,
): Promise<void> {
  const tally: Tally = { operations: 0, broken: 0, missed: [], accused: [], unattributed: 0 };
  for (const to of sides)
    for (const [client, of] of known) await judge(client, of, { from, to }, tally);
  const { operations, broken, missed, accused, unattributed } = tally;
  const dangling = [...known.values()].reduce((total, one) => total + one.dangling, 0);
  console.log(
    `${from.name} → ${sides[0]?.name ?? ""}: ${operations} judgements, ${broken} operations broken by validate(), ${missed.length} missed, ${accused.length} accused without cause, ${unattributed} errors without a change, ${dangling} dangling selections`,
  );
  for (const line of [...missed, ...accused].slice(0, 20)) console.log(`  ${line}`);
  if (missed.length + accused.length > 0) process.exitCode = 1;
}

function clientIn(folder: string): Client {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:gql|graphql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const texts = new Map(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
  const operations = readGraphqlDocuments(texts).documents.map((document) => ({
    consumer: folder,
    evidence: sourceOfDocument(document),
    text: document.text,
  }));
  return { consumer: folder, texts, operations };
}

async function sideOf(text: string, name: string): Promise<Side> {
  const loaded = await loadTree(memoryTree({ "schema.graphql": text }));
  const schema = buildASTSchema(parse(text, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  return { name, text, loaded, schema };
}

interface Sides {
  readonly from: Side;
  readonly to: Side;
}

async function judge(client: Client, known: Known, sides: Sides, tally: Tally): Promise<void> {
  const accused = brokenByUs(known, sides, tally);
  for (const { evidence, text } of client.operations) {
    const name = nameOf(evidence);
    const errors = newErrors(text, sides.from.schema, sides.to.schema);
    tally.operations += 1;
    if (errors.length > 0) tally.broken += 1;
    if (errors.length > 0 && !accused.has(name)) tally.missed.push(`${name}: ${errors[0] ?? ""}`);
    if (errors.length === 0 && accused.has(name)) tally.accused.push(name);
  }
}

/** What validate() says of after and did not say of before; what it suggests instead is no matter. */
function newErrors(text: string, from: GraphQLSchema, to: GraphQLSchema): readonly string[] {
  const document = parse(text);
  const errorsIn = (schema: GraphQLSchema) =>
    validate(schema, document, undefined, { maxErrors: 10_000 }).map(({ message }) =>
      message.replace(/ Did you mean .*$/s, ""),
    );
  const known = new Set(errorsIn(from));
  return errorsIn(to).filter((message) => !known.has(message));
}

async function knownFromFiles(client: Client, { loaded }: Side): Promise<Known> {
  const { consumer, texts, operations } = client;
  const contract = { name: "schema", contract: loaded.result.contract };
  const read = [];
  for (const [path, text] of texts)
    read.push(await graphqlDocuments.read({ path, text, consumer, contract }));
  return {
    usages: read.flatMap(({ usages }) => usages),
    operations,
    dangling: read.flatMap(({ dangling }) => dangling).length,
  };
}

/** The registry keeps no documents: what they use is judged, nothing is replayed. */
async function knownToRegistry({ consumer, texts }: Client, side: Side): Promise<Known> {
  const folder = mkdtempSync(join(tmpdir(), "graphql-clients-"));
  const store = await openRegistry({ location: join(folder, "registry.db"), create: true });
  try {
    await store.publish({
      contract: "schema",
      format: "graphql",
      version: side.name,
      publishedAt: "2026-01-01T00:00:00.000Z",
      owners: [],
      labels: [],
      reading: { entries: ["schema.graphql"] },
      texts: new Map([["schema.graphql", side.text]]),
    });
    await recordEvidence(store, {
      folder: consumer,
      files: [...texts.keys()],
      consumer: "client",
      contracts: [],
      today: TODAY,
    });
    const contract = { name: "schema", contract: side.loaded.result.contract };
    const { usages, dangling } = await usagesFromRegistry(store, contract);
    return { usages, operations: [], dangling: dangling.length };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function brokenByUs(
  { usages, operations }: Known,
  { from: { loaded: from }, to: { loaded: to } }: Sides,
  tally: Tally,
): ReadonlySet<string> {
  const { contract } = from.result;
  const changes = diffContracts(contract, to.result.contract, { today: TODAY });
  const sides = { before: from.result.texts, after: to.result.texts };
  const { impacts, unattributed } = judgeImpact({
    before: contract,
    after: to.result.contract,
    changes,
    consumers: [],
    usages,
    replays: replayGraphql({ ...sides, operations }),
  });
  tally.unattributed += unattributed.length;
  // What variables carry stands in no document: a demanded input field fails, and validate() is silent.
  const inDocuments = impacts.filter((_, index) => !isOfValues(changes[index]));
  const breaks = inDocuments.flat().filter(({ verdict }) => verdict === "breaks");
  const reasons = breaks.flatMap(({ because }) => because.map(({ evidence }) => nameOf(evidence)));
  return new Set([...reasons, ...unattributed.map(({ replay }) => nameOf(replay.evidence))]);
}

function isOfValues(change: Change | undefined): boolean {
  return change?.kind === "field" && change.direction === "input";
}

function nameOf({ file, item }: { readonly file: string; readonly item?: string }): string {
  return `${file} ${item ?? ""}`;
}

/**
 * The schema with one field under another name, one interface or one member of a union less, for
 * `count` lines of each kind at even distances.
 */
function thinned(text: string, count: number): readonly string[] {
  const lines = text.split("\n");
  return CUTS.flatMap(([pattern, cut]) => {
    const found = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []));
    const step = Math.max(1, Math.floor(found.length / Math.max(1, count)));
    return found
      .filter((_, at) => at % step === 0)
      .slice(0, count)
      .map((at) => lines.with(at, cut(lines[at] ?? "")).join("\n"));
  });
}
