import { DriftError } from "../errors.ts";
import { expiryWords, rulingOn } from "../policy/waivers.ts";
import type { DeclaredUse, Manifest } from "../evidence/manifest.ts";
import { ownersOf } from "../evidence/codeowners.ts";
import { noticeKey } from "../report/key.ts";
import type { Comparison, PolicyNotice } from "../report/report.ts";
import { globMatcher } from "../sources/glob.ts";
import type { CheckInput } from "./check-input.ts";
import { manifestsOf } from "./config/discover.ts";
import type { ConfiguredTree, ContractPair } from "./config/discover.ts";
import { looseningNotices } from "./loosening.ts";
import { codeownersIn } from "./owners.ts";
import { securityNotices } from "./security-notices.ts";
import { waiverNotices } from "./waivers/notices.ts";

/** What the policy itself has to say about a run: what the branch loosens, and its waivers. */
export async function policyNotices(
  request: CheckInput,
  pairs: readonly ContractPair[],
  comparisons: readonly Comparison[],
): Promise<readonly PolicyNotice[]> {
  // What the branch loosens is held against what was agreed, whatever it is compared with.
  const input: CheckInput = { ...request, before: request.policySide ?? request.before };
  const { before, after, waivers } = input;
  const loosened = [
    ...looseningNotices(before.config, after.config, pairs),
    ...(await lostConsumers(input, comparisons)),
  ].map((notice) => settled(notice, input));
  const found = [...loosened, ...securityNotices(input, pairs, comparisons)];
  if (waivers === undefined || waivers.byKey.size === 0) return found;
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const keys = [...changes.map(({ key }) => key), ...loosened.flatMap(({ key }) => key ?? [])];
  const codeowners = await codeownersIn(before.tree);
  return [
    ...found,
    ...waiverNotices({
      book: waivers,
      keys: new Set(keys),
      ownersOf: (file) => ownersOf(codeowners, file) ?? [],
    }),
  ];
}

/** A notice does not block where the run was told to follow the branch, or where it is waived. */
function settled(notice: PolicyNotice, { policyFrom, waivers }: CheckInput): PolicyNotice {
  if (policyFrom === "head") return { ...notice, blocking: false };
  if (notice.key === undefined || waivers === undefined) return notice;
  // It is about the configuration: there is no content that an entry of the base could be made for.
  const ruling = rulingOn(notice.key, waivers, () => ({ before: "", after: "" }));
  if (ruling?.state !== "valid") {
    return { ...notice, message: `${notice.message} Its key, to waive it: ${notice.key}.` };
  }
  const { owner, expires, reason } = ruling.waiver;
  const message = `${notice.message} Waived by ${owner} until ${expiryWords(expires)}: ${reason}`;
  return { ...notice, message, blocking: false };
}

/**
 * Consumers, and single uses of them, that before declares and after does not: without them a break
 * hits nobody who is known. It blocks only beside changes that could have hit them.
 */
async function lostConsumers(
  input: CheckInput,
  comparisons: readonly Comparison[],
): Promise<readonly PolicyNotice[]> {
  if (!mayLoseConsumers(input)) return [];
  const [was, is] = [await manifestsIn(input.before), await manifestsIn(input.after)];
  const lost = lostServices(was, is);
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const blocking = changes.some(({ severity }) => severity !== "compatible");
  const messages = [
    ...(lost.length === 0
      ? []
      : [
          `The branch no longer declares ${lost.join(", ")} as ${lost.length === 1 ? "a consumer" : "consumers"}.`,
        ]),
    ...lostUses(was, is),
  ];
  const code = "consumer-undeclared";
  return messages.map((message) => ({ code, key: noticeKey(code, message), message, blocking }));
}

function lostServices(before: readonly Manifest[], after: readonly Manifest[]): readonly string[] {
  const kept = new Set(after.map(({ consumer }) => consumer.service));
  return [...new Set(before.map(({ consumer }) => consumer.service))].filter(
    (service) => !kept.has(service),
  );
}

/** How many uses a notice names before it counts. */
const NAMED_USES = 5;

/** Single uses that a consumer declared before and, still declared, does not any more. */
function lostUses(before: readonly Manifest[], after: readonly Manifest[]): readonly string[] {
  const [was, is] = [usesByService(before), usesByService(after)];
  return [...was].flatMap(([service, uses]) => {
    const kept = is.get(service);
    const lost =
      kept === undefined
        ? []
        : [...uses].filter(([use, { contract }]) => !kept.has(use) && !kept.has(allOf(contract)));
    if (lost.length === 0) return [];
    const rest = lost.length - NAMED_USES;
    const named = lost
      .slice(0, NAMED_USES)
      .map(([use]) => use)
      .join(", ");
    return [
      `The branch no longer declares that ${service} uses ${named}${rest > 0 ? ` and ${rest} more` : ""}.`,
    ];
  });
}

/** What each service says it uses, a text for each: elements, operations, evidence, or all. */
function usesByService(
  manifests: readonly Manifest[],
): ReadonlyMap<string, ReadonlyMap<string, DeclaredUse>> {
  const found = new Map<string, Map<string, DeclaredUse>>();
  for (const { consumer, uses } of manifests) {
    const known = found.get(consumer.service) ?? new Map<string, DeclaredUse>();
    found.set(consumer.service, known);
    for (const use of uses) for (const text of textsOf(use)) known.set(text, use);
  }
  return found;
}

/** Who names no element and no operation may use any of them, whatever evidence is named beside. */
function textsOf({ contract, elements, operations, evidence }: DeclaredUse): readonly string[] {
  const named = [...elements, ...operations].map(({ text }) => `${text} of ${contract}`);
  return [
    contract,
    ...(named.length === 0 && evidence.length === 0 ? [allOf(contract)] : named),
    ...evidence.map((glob) => `${contract} as ${glob} shows`),
  ];
}

function allOf(contract: string): string {
  return `all of ${contract}`;
}

function mayLoseConsumers({ before, changed }: CheckInput): boolean {
  if (changed === undefined) return true;
  const matchers = before.config.consumers.globs.map(globMatcher);
  return [...changed].some((path) => matchers.some((matches) => matches(path)));
}

async function manifestsIn({ config, tree }: ConfiguredTree): Promise<readonly Manifest[]> {
  try {
    const files = await manifestsOf(config, tree);
    if (files.length === 0) return [];
    const { readConsumers } = await import("./consumers.ts");
    return (await readConsumers(tree, files)).manifests;
  } catch (error) {
    // Whoever mends a broken manifest must be able to; after's own are read by the check itself.
    if (error instanceof DriftError) return [];
    throw error;
  }
}
