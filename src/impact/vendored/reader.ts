import { sourceOf } from "../../evidence/evidence.ts";
import type {
  EvidenceContract,
  EvidenceReader,
  EvidenceRequest,
  EvidenceResult,
  KnownVersions,
  VendoredCopy,
} from "../../evidence/evidence.ts";
import type { Contract, Diagnostic } from "../../model/contract.ts";
import type { Coordinate } from "../../model/element.ts";
import type { Direction } from "../../model/semantics.ts";
import { WHOLE_CONTRACT } from "../../model/usage.ts";
import type { DanglingUse, EvidenceSource, Usage, UsageMode } from "../../model/usage.ts";
import { indexOf } from "../../evidence/resolve/contract-index.ts";
import { onlyDirection } from "../reachable.ts";
import { pairCopy } from "./pair-copy.ts";
import type { Unknown } from "./pairing.ts";
import { knownStanding } from "./standing.ts";
import type { Standing } from "./standing.ts";

/**
 * A consumer's own copy of the contract: an upper bound of what it can use. What somebody kept of a
 * version on purpose is needed. The file is recognised and read by whoever has the formats' readers.
 */
export const vendoredReader: EvidenceReader = {
  kind: "vendored-contract",
  detect: () => false,
  read: readCopy,
};

async function readCopy(request: EvidenceRequest): Promise<EvidenceResult> {
  const { contract: against, consumer, copy, path } = request;
  if (copy === undefined || consumer === undefined) {
    const message =
      "A copy of a contract does not say whose it is: name the consumer that keeps it.";
    const problem: Diagnostic = { code: "copy-unowned", message, location: { file: path } };
    return { usages: [], dangling: [], problems: [problem] };
  }
  if (against === undefined) return { usages: [], dangling: [], problems: [] };
  const standing = await knownStanding(copy, versionsOf(against));
  const { shared, unknown } = pairCopy(copy.contract, against.contract);
  const { consumerVersion, environment } = request;
  const evidence = sourceOf(vendoredReader.kind, request);
  const use: Omit<Usage, "coordinate" | "mode"> = {
    consumer,
    ...(consumerVersion === undefined ? {} : { consumerVersion }),
    ...(environment === undefined ? {} : { environment }),
    contract: against.name,
    evidence: standing.version === undefined ? evidence : { ...evidence, item: titleOf(standing) },
  };
  const usages = [...shared].map(([coordinate, directions]): Usage => {
    const mode = modeOf(against.contract, coordinate, directions, standing);
    return { ...use, coordinate, mode };
  });
  return {
    usages: [{ ...use, coordinate: WHOLE_CONTRACT, mode: "declared" }, ...usages],
    dangling: unknown.map((element) => danglingUse(element, copy, use)),
    problems: noteOn(standing, against, path),
  };
}

/** Without a history the contract at hand is the one version that is known. */
function versionsOf({ contract, versions }: EvidenceContract): KnownVersions {
  const current = { name: "the current version", read: () => Promise.resolve(contract) };
  return versions ?? { newestFirst: [current], isWhole: false };
}

function titleOf({ kind, version = "" }: Standing): string {
  return kind === "equal" ? version : `part of ${version}`;
}

/** What was chosen is there to be read. What is sent of it, a copy does not show. */
function modeOf(
  contract: Contract,
  coordinate: Coordinate,
  directions: ReadonlySet<Direction>,
  { isChosen }: Standing,
): UsageMode {
  if (!isChosen) return "may-use";
  if (directions.size > 0) return directions.has("output") ? "needed" : "may-use";
  const { direction, type } = indexOf(contract).elements.get(coordinate) ?? {};
  const only = direction ?? (type === undefined ? undefined : onlyDirection(contract, type));
  return only === "input" ? "may-use" : "needed";
}

function danglingUse(
  { coordinate, origin }: Unknown,
  copy: VendoredCopy,
  { consumer, contract, evidence }: Pick<Usage, "consumer" | "contract" | "evidence">,
): DanglingUse {
  const { file, line } = copy.locate(origin);
  const source: EvidenceSource = { ...evidence, file, ...(line === undefined ? {} : { line }) };
  const reason = "the copy has it, the contract does not";
  return { consumer, contract, coordinate, reason, evidence: source };
}

/** A copy that is up to date needs no word. */
function noteOn(
  { kind, version, behind }: Standing,
  against: EvidenceContract,
  file: string,
): readonly Diagnostic[] {
  if (kind !== "other" && behind === 0) return [];
  const late = `${behind} version${behind === 1 ? "" : "s"} behind`;
  const message =
    kind === "other"
      ? `The copy of ${against.name} is no version of it that is known.`
      : `The copy of ${against.name} ${kind === "equal" ? "is" : "is part of"} ${version ?? ""}, ${late}.`;
  return [{ code: kind === "other" ? "copy-unknown" : "copy-behind", message, location: { file } }];
}
