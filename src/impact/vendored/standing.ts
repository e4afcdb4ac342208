import { diffContracts } from "../../diff/index.ts";
import type { KnownVersions, VendoredCopy } from "../../evidence/evidence.ts";
import type { Contract } from "../../model/contract.ts";

/** How a copy stands to the versions of a contract that are known. */
export interface Standing {
  /**
   * `equal`: it is a version; `subset`: a version has all that it has; `other`: neither is true of
   * any version that was looked at.
   */
  readonly kind: "equal" | "subset" | "other";
  /** The newest version of which that is true. */
  readonly version?: string;
  /** How many different versions came after that one. */
  readonly behind: number;
  /** True: it is a part that somebody chose, since it is no version as a whole. */
  readonly isChosen: boolean;
}

/** Windows play no part in whether two contracts say the same. */
export const ANY_DAY = "2000-01-01";

/** So many versions are read at most, from the newest on. */
const MOST_VERSIONS = 30;

const standings = new WeakMap<KnownVersions, Map<string, Promise<Standing>>>();

/** The standing of a copy; copies of the same texts are looked for once. */
export function knownStanding(
  { contract, digest }: Pick<VendoredCopy, "contract" | "digest">,
  versions: KnownVersions,
): Promise<Standing> {
  if (digest === undefined) return standingOf(contract, versions);
  const known = standings.get(versions) ?? new Map<string, Promise<Standing>>();
  standings.set(versions, known);
  const standing = known.get(digest) ?? standingOf(contract, versions);
  known.set(digest, standing);
  return standing;
}

/**
 * Finds a copy among the versions of its contract. An equal version wins over newer ones that have
 * all of it: most versions only add to what was there.
 */
async function standingOf(copy: Contract, versions: KnownVersions): Promise<Standing> {
  let subset: { readonly version: string; readonly behind: number } | undefined;
  let behind = 0;
  let isWhole = versions.isWhole;
  for await (const earlier of versions.newestFirst) {
    if (behind === MOST_VERSIONS) {
      isWhole = false;
      break;
    }
    const contract = await earlier.read();
    const relation = contract === undefined ? "other" : relationOf(copy, contract);
    if (relation === "equal")
      return { kind: "equal", version: earlier.name, behind, isChosen: false };
    if (relation === "subset") subset ??= { version: earlier.name, behind };
    behind += 1;
  }
  return subset === undefined
    ? { kind: "other", behind: 0, isChosen: false }
    : { kind: "subset", ...subset, isChosen: isWhole };
}

/** A whole has more than its part, and promises its readers no less. */
function relationOf(copy: Contract, version: Contract): Standing["kind"] {
  const changes = diffContracts(copy, version, { today: ANY_DAY });
  if (changes.every(({ rule }) => rule.startsWith("attribute-"))) return "equal";
  return changes.every(({ rule, severity }) => severity === "compatible" || rule.endsWith("-added"))
    ? "subset"
    : "other";
}
