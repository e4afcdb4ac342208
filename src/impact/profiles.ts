import type { ProfileName } from "../evidence/manifest.ts";
import type { Surface } from "../model/semantics.ts";
import type { RuleId } from "../rules/index.ts";

/** How one kind of client differs from a tolerant one. */
export interface ClientProfile {
  /** Surfaces that concern it beside those which the contract promises. */
  readonly surfaces: readonly Surface[];
  /** Findings that break it where it receives the element, whatever they do to a tolerant client. */
  readonly breaksOn: ReadonlySet<RuleId>;
}

/** The set of possible values or branches grows: a switch without a default branch fails. */
const GROWTH: readonly RuleId[] = [
  "enum-value-added",
  "enum-opened",
  "value-list-removed",
  "alternative-added",
  "oneof-member-added",
];

/** Messages may hold what a closed decoder refuses. */
const UNKNOWN_MEMBERS: readonly RuleId[] = ["field-added", "field-exposed", "additional-opened"];

const CLIENT_PROFILES: Readonly<Record<ProfileName, ClientProfile>> = {
  tolerant: { surfaces: [], breaksOn: new Set() },
  "exhaustive-enums": { surfaces: [], breaksOn: new Set(GROWTH) },
  "strict-decoder": { surfaces: [], breaksOn: new Set([...GROWTH, ...UNKNOWN_MEMBERS]) },
  "generated-sdk": { surfaces: ["source"], breaksOn: new Set(GROWTH) },
};

/** The profile of a consumer; one that is not known counts as tolerant. */
export function profileNamed(name: string | undefined): ClientProfile {
  return isProfileName(name) ? CLIENT_PROFILES[name] : CLIENT_PROFILES.tolerant;
}

function isProfileName(name: string | undefined): name is ProfileName {
  return name !== undefined && Object.hasOwn(CLIENT_PROFILES, name);
}
