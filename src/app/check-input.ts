import type { CalendarDate } from "../model/lifecycle.ts";
import type { SourceTree } from "../model/source-tree.ts";
import type { Policy } from "../policy/policy.ts";
import type { WaiverBook } from "../policy/waivers.ts";
import type { Revision } from "../report/report.ts";
import type { ConfiguredTree } from "./config/discover.ts";
import type { RecordedConsumers } from "./consumers.ts";
import type { EvidenceProgress } from "./evidence-text.ts";
import type { Histories } from "./history/histories.ts";
import type { Versions } from "./history/known-versions.ts";
import type { KeptComparisons } from "./kept/kept-comparisons.ts";
import type { KeptNarrowing } from "./kept/kept-narrowing.ts";
import type { WitnessMode } from "./witnesses.ts";

/** One side of a check: a tree, the configuration it is read with, and what people call it. */
export interface CheckSide extends ConfiguredTree {
  readonly revision: Revision;
}

/** A contract version that was published, with every text that it takes. */
export interface PublishedSide {
  readonly entries: readonly string[];
  readonly includePaths: readonly string[];
  readonly tree: SourceTree;
  readonly revision: Revision;
}

/** What runs somewhere, by contract. */
export interface PublishedSides {
  readonly environment: string;
  readonly sides: ReadonlyMap<string, readonly PublishedSide[]>;
  /** Versions that run there and were never published. */
  readonly unpublished: readonly string[];
}

/** Everything that one check of a repository needs. */
export interface CheckInput {
  readonly before: CheckSide;
  /** Contracts are compared with these instead of before's own, which still say what there is. */
  readonly published?: PublishedSides;
  /** Whose configuration says what blocks, where that is not before. */
  readonly policySide?: CheckSide;
  readonly after: CheckSide;
  /** Paths whose bytes differ. Contracts without one of them are not read. Absent: read all. */
  readonly changed?: ReadonlySet<string>;
  readonly today: CalendarDate;
  /** What the command line says of the policy, over any configuration. */
  readonly override: Partial<Policy>;
  /** Whose configuration says what blocks. Default: the base's, so that no branch stops its own check. */
  readonly policyFrom?: "base" | "head";
  /** The branch's waivers. Default: none. */
  readonly waivers?: WaiverBook;
  /** Whether comparisons carry the digests of their texts, for waivers to be written. */
  readonly withContent?: boolean;
  /** What has been compared before. Absent: everything is compared. */
  readonly kept?: KeptComparisons;
  /** Which files were found to matter before. Absent: they are searched for. */
  readonly narrowing?: KeptNarrowing;
  /** What earlier versions said. Absent: nothing is known of them. */
  readonly histories?: Histories;
  /** Which changes witnesses are looked for. Default: none. */
  readonly witness?: WitnessMode;
  /** The earlier versions themselves, for copies that consumers keep. Absent: none is known. */
  readonly versions?: Versions;
  readonly version: string;
  /** Told before each contract that has to be read, for progress. */
  readonly onContract?: (name: string, index: number, total: number) => void;
  /** Told while large files of evidence are read. */
  readonly onEvidence?: EvidenceProgress;
  /** What a registry knows of consumers, beside the manifests. */
  readonly recorded?: RecordedConsumers;
}
