import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildASTSchema, parse, validate, type GraphQLSchema } from "graphql";
import { loadTree, type LoadedContract } from "../src/app/load.ts";
import { diffContracts } from "../src/diff/index.ts";
import {
  graphqlDocuments,
  readGraphqlDocuments,
  sourceOfDocument,
} from "../src/evidence/graphql-documents.ts";
import { replayGraphql, type GraphqlOperation } from "../src/evidence/graphql-replay.ts";
import { judgeImpact } from "../src/impact/judge.ts";
import { memoryTree } from "../src/model/tree-in-memory.ts";

// Which operations of real clients a new version of a schema breaks: what we say against what
// graphql-js's validate() says, operation by operation. `--without N` also takes N fields out of
// before, one at a time, at even distances.

const USAGE = `usage: npm run graphql-clients -- --before FILE --after FILE --documents DIR [--documents DIR]... [--without N]`;

const { values } = parseArgs({
  options: {
    before: { type: "string" },
    after: { type: "string" },
    documents: { type: "string", multiple: true, default: [] },
    without: { type: "string", default: "0" },
  },
});

interface Side {
  readonly loaded: LoadedContract;
  readonly schema: GraphQLSchema;
}

/** The documents of one client, by path. */
interface Client {
  readonly consumer: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly operations: readonly GraphqlOperation[];
}

/** How many operations were judged, which broke, and where the two judges differ. */
interface Tally {
  operations: number;
  broken: number;
  readonly missed: string[];
  readonly accused: string[];
  unattributed: number;
}

const { before, after, documents } = values;
if (before === undefined || after === undefined || documents.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await main(readFileSync(before, "utf8"), readFileSync(after, "utf8"), documents.map(clientIn));
}

async function main(from: string, to: string, clients: readonly Client[]): Promise<void> {
  const tally: Tally = { operations: 0, broken: 0, missed: [], accused: [], unattributed: 0 };
  const sideBefore = await sideOf(from);
  for (const text of [to, ...thinned(from, Number(values.without))]) {
    const sideAfter = await sideOf(text);
    for (const client of clients) await judge(client, sideBefore, sideAfter, tally);
  }
  const { operations, broken, missed, accused, unattributed } = tally;
  console.log(
    `${operations} judgements, ${broken} operations broken by validate(), ${missed.length} missed, ${accused.length} accused without cause, ${unattributed} errors without a change`,
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

async function sideOf(text: string): Promise<Side> {
  const loaded = await loadTree(memoryTree({ "schema.graphql": text }));
  const schema = buildASTSchema(parse(text, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  return { loaded, schema };
}

async function judge(client: Client, from: Side, to: Side, tally: Tally): Promise<void> {
  const accused = await brokenByUs(client, from.loaded, to.loaded, tally);
  for (const { evidence, text } of client.operations) {
    const name = nameOf(evidence);
    const errors = newErrors(text, from.schema, to.schema);
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

async function brokenByUs(
  { consumer, texts, operations }: Client,
  from: LoadedContract,
  to: LoadedContract,
  tally: Tally,
): Promise<ReadonlySet<string>> {
  const { contract } = from.result;
  const named = { name: "schema", contract };
  const usages = [];
  for (const [path, text] of texts) {
    const read = await graphqlDocuments.read({ path, text, consumer, contract: named });
    usages.push(...read.usages);
  }
  const changes = diffContracts(contract, to.result.contract, { today: "2026-01-01" });
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
  const breaks = impacts.flat().filter(({ verdict }) => verdict === "breaks");
  const reasons = breaks.flatMap(({ because }) => because.map(({ evidence }) => nameOf(evidence)));
  return new Set([...reasons, ...unattributed.map(({ replay }) => nameOf(replay.evidence))]);
}

function nameOf({ file, item }: { readonly file: string; readonly item?: string }): string {
  return `${file} ${item ?? ""}`;
}

/** The schema with one field under another name, for `count` fields at even distances. */
function thinned(text: string, count: number): readonly string[] {
  const lines = text.split("\n");
  const fields = lines.flatMap((line, at) => (/^ {2}\w+: .*$/.test(line) ? [at] : []));
  const step = Math.max(1, Math.floor(fields.length / Math.max(1, count)));
  return fields
    .filter((_, at) => at % step === 0)
    .slice(0, count)
    .map((at) => lines.with(at, `  gone_${lines[at]?.trim() ?? ""}`).join("\n"));
}
