import { DriftError } from "../errors.ts";
import { detectFormat, isDescriptorSetName } from "../formats/detect.ts";
import { FORMATS } from "../formats/index.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { Coverage } from "../impact/verdict.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Policy } from "../policy/policy.ts";
import type { Comparison } from "../report/report.ts";
import { ahead } from "./ahead.ts";
import type { CheckInput, CheckSide } from "./check-input.ts";
import type { Compared, CompareOptions } from "./compare.ts";
import type { ContractConfig } from "./config/config.ts";
import type { ContractPair, FoundContract } from "./config/discover.ts";
import type { DeclaredConsumers } from "./consumers.ts";
import type { Answer, Trees } from "./kept/kept-comparisons.ts";
import { loadFound } from "./load.ts";
import { withKnownTexts } from "./known-texts.ts";
import type { Both } from "./narrow.ts";
import { isTouched } from "./touched.ts";

interface Context extends CheckInput {
  /** The contracts as the policy's side configures them. */
  readonly policies: ReadonlyMap<string, ContractConfig>;
  readonly consumers?: DeclaredConsumers;
}

const NOBODY: Coverage = { known: 0, covered: 0, uncovered: [] };

/** One contract of a check, whatever its state. Only bugs are thrown. */
export async function checkContract(pair: ContractPair, context: Context): Promise<Compared> {
  try {
    return await compared(pair, context);
  } catch (error) {
    if (!(error instanceof DriftError)) throw error;
    const diagnostics = [diagnosticOf(error)];
    const comparison = await outline(pair, context, "unreadable");
    return { comparison: { ...comparison, diagnostics }, coverage: NOBODY };
  }
}

/** This many contracts are looked at together: what they are read from answers many at once. */
const TOGETHER = 32;

/**
 * Those contracts of which nothing has changed, without parsing them. One that cannot be looked at
 * is left out: comparing it says why.
 */
export async function unchanged(
  pairs: readonly ContractPair[],
  context: Context,
): Promise<ReadonlyMap<ContractPair, Compared>> {
  const found = new Map<ContractPair, Compared>();
  if (context.changed === undefined) return found;
  for (let start = 0; start < pairs.length; start += TOGETHER) {
    const group = pairs.slice(start, start + TOGETHER);
    const outlines = await Promise.all(
      group.map((pair) => outlineOfUnchanged(pair, context).catch(() => undefined)),
    );
    for (const [index, pair] of group.entries()) {
      const comparison = outlines[index];
      if (comparison !== undefined) found.set(pair, { comparison, coverage: NOBODY });
    }
  }
  return found;
}

async function outlineOfUnchanged(
  pair: ContractPair,
  context: Context,
): Promise<Comparison | undefined> {
  const { before, after } = pair;
  if (before === undefined || after === undefined) return undefined;
  // What is read to tell that is read again to tell the format.
  const tree = readingOnce(context.after.tree);
  const once = { ...context, after: { ...context.after, tree } };
  return (await mayDiffer(before, after, once)) ? undefined : outline(pair, once, "unchanged");
}

function readingOnce(tree: SourceTree): SourceTree {
  const texts = new Map<string, Promise<string | undefined>>();
  return {
    ...tree,
    read: (path) => {
      const text = texts.get(path) ?? tree.read(path);
      texts.set(path, text);
      return text;
    },
  };
}

async function compared(pair: ContractPair, context: Context): Promise<Compared> {
  const { before, after } = pair;
  if (after === undefined) return removed(pair, context);
  if (before === undefined) return added(pair, after, context);
  const sides = await whatIsCompared({ before, after }, context);
  const trees = { before: context.before.tree, after: context.after.tree };
  const compare = (from: Trees): Promise<Answer> =>
    compareSides(sides, from, { pair, before, context });
  const { kept } = context;
  if (kept === undefined || !isDecidedByFiles(sides, context))
    return (await compare(trees)).compared;
  const { base, head, ...options } = optionsOf(pair, before, context);
  const read = [sides.before, sides.after].map(({ entries, includePaths, config }) => {
    const { format, roots, settings } = config;
    return { entries, includePaths, format, roots, settings };
  });
  return kept({ terms: { options, read }, trees, sides: { base, head }, compare });
}

/** False where consumers are judged, or hosts are asked: that takes more than the contract's files. */
function isDecidedByFiles({ before, after }: Both, { consumers }: Context): boolean {
  const asksHosts = [before, after].some(({ config }) => config.settings?.allowHosts !== undefined);
  return consumers === undefined && !asksHosts;
}

interface Comparing {
  readonly pair: ContractPair;
  readonly before: FoundContract;
  readonly context: Context;
}

async function compareSides(
  sides: Both,
  trees: Trees,
  { pair, before, context }: Comparing,
): Promise<Answer> {
  const { compareReadings, differentFormats } = await comparing();
  const options = { comparison: {} };
  const readBefore = await loadFound(sides.before, trees.before, options);
  const { texts } = readBefore.result;
  const tree = withKnownTexts(trees.after, { tree: trees.before, texts });
  const readAfter = await loadFound(sides.after, tree, options);
  if (readBefore.format !== readAfter.format) {
    throw differentFormats(readBefore.format, readAfter.format);
  }
  const { history, ...past } = pastOf(before, readBefore.result, context);
  let depends = false;
  const found = await compareReadings(readBefore.result, readAfter.result, {
    ...optionsOf(pair, before, context),
    ...past,
    ...(history === undefined
      ? {}
      : {
          history: () => {
            depends = true;
            return history();
          },
        }),
    format: readAfter.format,
  });
  return { compared: await withPassedSunsets(found, readAfter.result, context), depends };
}

/** Loaded where there is something to compare: mostly there is not. */
function comparing() {
  return import("./compare.ts");
}

/** How many elements a note names before it counts. */
const NAMED = 3;

/** Whoever touches a contract is told what of it should have gone already. */
async function withPassedSunsets(
  { comparison, coverage }: Compared,
  { contract }: ReadResult,
  { today }: Context,
): Promise<Compared> {
  const { passedSunsets } = await import("./deprecation/lives.ts");
  const passed = passedSunsets(contract, today);
  if (passed.length === 0) return { comparison, coverage };
  const named = passed.slice(0, NAMED).map(({ element, sunset }) => `${element} (${sunset})`);
  const rest = passed.length - named.length;
  const elements =
    passed.length === 1 ? "A deprecated element is" : `${passed.length} deprecated elements are`;
  const note: Diagnostic = {
    code: "sunset-passed",
    message: `${elements} past the sunset: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}. \`contract-drift deprecations --removable\` says what may go.`,
  };
  return {
    comparison: { ...comparison, diagnostics: [...comparison.diagnostics, note] },
    coverage,
  };
}

/**
 * What is compared; who uses a contract can only be told of the whole of it. Where git has to be
 * asked, what compares is loaded meanwhile.
 */
async function whatIsCompared(both: Both, context: Context): Promise<Both> {
  const { before, after, changed, consumers, narrowing } = context;
  if (changed === undefined || consumers !== undefined) return both;
  const { isNarrowable, narrowed } = await import("./narrow.ts");
  if (!isNarrowable(both) || after.tree.linesWith === undefined) return both;
  const search = (): Promise<Both> => {
    const found = narrowed(both, changed, { before: before.tree, after: after.tree });
    void ahead(loadProtobuf(context.witness));
    return found;
  };
  const { commit } = before.revision;
  if (narrowing === undefined || commit === undefined) return search();
  return narrowing({ both, commit, changed, after: after.tree, search });
}

async function loadProtobuf(witness: CheckInput["witness"]): Promise<void> {
  await comparing();
  await FORMATS.protobuf();
  if (witness !== undefined && witness !== "none") {
    await import("../referee/protobuf/protobuf-referee.ts");
  }
}

/** The versions up to the base. Files that none of them reads any more are found on the way. */
function pastOf(
  contract: FoundContract,
  { texts }: ReadResult,
  { before, histories, versions }: Context,
): Pick<CompareOptions, "history" | "versions"> {
  const standing = { contract, config: before.config, files: [...texts.keys()] };
  return {
    ...(histories === undefined ? {} : { history: () => histories(standing) }),
    ...(versions === undefined ? {} : { versions: () => versions(standing) }),
  };
}

async function mayDiffer(
  before: FoundContract,
  after: FoundContract,
  { changed, after: side }: Context,
): Promise<boolean> {
  if (changed === undefined || before.entries.join("\n") !== after.entries.join("\n")) return true;
  return changed.size > 0 && isTouched(side.tree, after, changed);
}

/** A contract that did not exist before breaks nobody, but it has to be readable. */
async function added(
  pair: ContractPair,
  after: FoundContract,
  context: Context,
): Promise<Compared> {
  const { result } = await loadFound(after, context.after.tree);
  const { operations, types } = result.contract;
  const comparison: Comparison = {
    ...(await outline(pair, context, "new")),
    size: { operations: operations.length, types: types.size },
    diagnostics: result.diagnostics,
  };
  return { comparison, coverage: NOBODY };
}

async function removed(pair: ContractPair, context: Context): Promise<Compared> {
  const { before } = pair;
  if (before === undefined) throw new Error(`${pair.name} stands on no side`);
  const { compareRemoval } = await comparing();
  const { result, format } = await loadFound(before, context.before.tree);
  return compareRemoval(result, { ...optionsOf(pair, before, context), format });
}

/** What is compared with what, under the policy of the base: a branch cannot loosen its own check. */
function optionsOf(pair: ContractPair, before: FoundContract, context: Context) {
  const own = pair.after?.config;
  const agreed = context.policies.get(pair.name) ?? before.config;
  const config = context.policyFrom === "head" ? (own ?? agreed) : agreed;
  const policy: Policy = { ...config.policy, ...context.override };
  return {
    contract: pair.name,
    policy,
    severities: config.severities,
    today: context.today,
    base: context.before.revision,
    head: context.after.revision,
    ...(config.surfaces === undefined ? {} : { surfaces: config.surfaces }),
    ...(config.stability === undefined ? {} : { stability: config.stability }),
    ...(context.consumers === undefined ? {} : { consumers: context.consumers }),
    ...(context.waivers === undefined ? {} : { waivers: context.waivers }),
    ...(context.withContent === undefined ? {} : { withContent: context.withContent }),
    ...(context.witness === undefined ? {} : { witness: context.witness }),
  };
}

/** A comparison without changes: what is known of the contract without comparing it. */
async function outline(
  pair: ContractPair,
  { before, after }: Context,
  state: Comparison["state"],
): Promise<Comparison> {
  return {
    contract: pair.name,
    format: await formatOf(pair, before, after),
    state,
    base: before.revision,
    head: after.revision,
    verdict: "unchanged",
    diagnostics: [],
    changes: [],
  };
}

/** The format as configured, as the name says that only one has, or as the texts look. */
async function formatOf(pair: ContractPair, before: CheckSide, after: CheckSide): Promise<Format> {
  const found = pair.after ?? pair.before;
  const side = pair.after === undefined ? before : after;
  if (found?.config.format !== undefined) return found.config.format;
  for (const path of found?.entries ?? []) {
    if (isDescriptorSetName(path) || /\.proto$/i.test(path)) return "protobuf";
    if (/\.(?:graphqls?|gql)$/i.test(path)) return "graphql";
    const text = await side.tree.read(path).catch(() => undefined);
    const format = text === undefined ? undefined : detectFormat(path, text);
    if (format !== undefined) return format;
  }
  return "openapi";
}

function diagnosticOf(error: DriftError): Diagnostic {
  const hint = error.hint === undefined ? "" : ` ${error.hint}`;
  return {
    code: error.code,
    message: `${error.message}${hint}`,
    ...(error.place === undefined ? {} : { location: error.place }),
  };
}
