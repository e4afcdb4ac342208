import type { Place } from "../../errors.ts";
import type { Format } from "../../model/contract.ts";
import type { Stability } from "../../model/lifecycle.ts";
import type { Surface } from "../../model/semantics.ts";
import type { ReadRequest, ReadSettings } from "../../formats/reader.ts";
import type { Policy } from "../../policy/policy.ts";
import type { RuleId } from "../../rules/index.ts";
import type { Severity } from "../../rules/rule.ts";

/** What a rule's findings count as instead of the catalogue's severity. `off` leaves them out. */
export type SeverityOverrides = ReadonlyMap<RuleId, Severity | "off">;

/** The configuration file, checked and resolved. Paths count from the tree's root. */
export interface Config {
  /** The file's own path in its tree. */
  readonly file: string;
  readonly contracts: readonly ContractConfig[];
  /** Globs of consumer manifests. */
  readonly consumers: ManifestGlobs;
  /** The files that waivers stand in, whether they exist or not; new ones go to the first. */
  readonly waivers: readonly string[];
  /** The branch that work is merged into, where it is set. */
  readonly base?: string;
  readonly policy: Policy;
  readonly severities: SeverityOverrides;
}

export interface ManifestGlobs {
  readonly globs: readonly string[];
  /** Where they are written; absent for the default, which may match nothing. */
  readonly place?: Place;
}

/** How a contract comes to be that is not kept in the repository. */
export interface Generation {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** The folder it is started in: that of the configuration file. */
  readonly folder: string;
  /** Globs of what it writes beside the contract's own paths. */
  readonly files: readonly string[];
  /** How long it may take. */
  readonly seconds: number;
}

/** One entry of `contracts`: a single contract, or what all matches of a glob have in common. */
export interface ContractConfig {
  /** Files, folders or globs. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** True: everything that matches is one contract. */
  readonly together: boolean;
  readonly name?: string;
  readonly renamedFrom?: string;
  readonly format?: Format;
  readonly owner?: string;
  readonly team?: string;
  /** Protobuf: folders that imports are looked up in, after the contract's own folder and the root. */
  readonly include: readonly string[];
  /** The promised surfaces. Absent: what the format promises. */
  readonly surfaces?: readonly Surface[];
  readonly roots?: NonNullable<ReadRequest["roots"]>;
  readonly stability?: Stability;
  readonly settings?: ReadSettings;
  /** The command that writes the contract. Absent: it is there. */
  readonly generate?: Generation;
  /** The file's policy with what the entry itself says. */
  readonly policy: Policy;
  /** The file's severities with what the entry itself says. */
  readonly severities: SeverityOverrides;
  /** Where the entry is written. */
  readonly place: Place;
}
