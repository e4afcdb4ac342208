import { DriftError } from "../errors.ts";
import { detectFormat, isDescriptorSetName } from "../formats/detect.ts";
import type { ReadResult } from "../formats/reader.ts";
import type { Coverage } from "../impact/verdict.ts";
import type { Diagnostic, Format } from "../model/contract.ts";
import type { Policy } from "../policy/policy.ts";
import type { Comparison } from "../report/report.ts";
import type { CheckInput, CheckSide } from "./check.ts";
import { compareReadings, compareRemoval, differentFormats } from "./compare.ts";
import type { Compared, CompareOptions } from "./compare.ts";
import type { ContractPair, FoundContract } from "./config/discover.ts";
import type { DeclaredConsumers } from "./consumers.ts";
import { loadFound } from "./load.ts";
import { withKnownTexts } from "./known-texts.ts";
import type { Both } from "./narrow.ts";
import { isTouched } from "./touched.ts";

interface Context extends CheckInput {
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

async function compared(pair: ContractPair, context: Context): Promise<Compared> {
  const { before, after } = pair;
  if (after === undefined) return removed(pair, context);
  if (before === undefined) return added(pair, after, context);
  if (!(await mayDiffer(before, after, context))) {
    return { comparison: await outline(pair, context, "unchanged"), coverage: NOBODY };
  }
  const sides = await toRead({ before, after }, context);
  const options = { comparison: {} };
  const readBefore = await loadFound(sides.before, context.before.tree, options);
  const { texts } = readBefore.result;
  const tree = withKnownTexts(context.after.tree, { tree: context.before.tree, texts });
  const readAfter = await loadFound(sides.after, tree, options);
  if (readBefore.format !== readAfter.format) {
    throw differentFormats(readBefore.format, readAfter.format);
  }
  return compareReadings(readBefore.result, readAfter.result, {
    ...optionsOf(pair, before, context),
    ...pastOf(before, readBefore.result, context),
    format: readAfter.format,
  });
}

/** What is compared; who uses a contract can only be told of the whole of it. */
async function toRead(both: Both, { changed, consumers, ...sides }: Context): Promise<Both> {
  if (changed === undefined || consumers !== undefined) return both;
  const { narrowed } = await import("./narrow.ts");
  return narrowed(both, changed, { before: sides.before.tree, after: sides.after.tree });
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
  const { result, format } = await loadFound(before, context.before.tree);
  return compareRemoval(result, { ...optionsOf(pair, before, context), format });
}

/** What is compared with what, under the policy of the base: a branch cannot loosen its own check. */
function optionsOf(pair: ContractPair, before: FoundContract, context: Context) {
  const { config } = context.policyFrom === "head" ? (pair.after ?? before) : before;
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

/** The format as configured or as the texts look; for what cannot be read, as the name looks. */
async function formatOf(pair: ContractPair, before: CheckSide, after: CheckSide): Promise<Format> {
  const found = pair.after ?? pair.before;
  const side = pair.after === undefined ? before : after;
  if (found?.config.format !== undefined) return found.config.format;
  for (const path of found?.entries ?? []) {
    const text = isDescriptorSetName(path) ? "" : await side.tree.read(path).catch(() => undefined);
    const format = text === undefined ? undefined : detectFormat(path, text);
    if (format !== undefined) return format;
  }
  const path = found?.entries[0] ?? "";
  if (path.endsWith(".proto")) return "protobuf";
  return /\.(?:graphqls?|gql)$/i.test(path) ? "graphql" : "openapi";
}

function diagnosticOf(error: DriftError): Diagnostic {
  const hint = error.hint === undefined ? "" : ` ${error.hint}`;
  return {
    code: error.code,
    message: `${error.message}${hint}`,
    ...(error.place === undefined ? {} : { location: error.place }),
  };
}
