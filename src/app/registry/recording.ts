import type { ServiceNames } from "../../evidence/aliases.ts";
import type { Diagnostic } from "../../model/contract.ts";
import type { CalendarDate } from "../../model/lifecycle.ts";
import type { Consumer } from "../../model/usage.ts";
import type { EvidenceRecord, RegisteredService, RegistryStore } from "../../registry/store.ts";
import type { EvidenceProgress } from "../evidence-text.ts";
import type { Shelf } from "./shelf.ts";

/** What `registry record` is asked. */
export interface RecordRequest {
  readonly folder: string;
  /** Evidence files, manifests, or `-`. */
  readonly files: readonly string[];
  /** The contracts they speak of. Default: those whose provider the evidence names. */
  readonly contracts: readonly string[];
  /** The version of the contract that the consumer was built against. Default: the last one. */
  readonly against?: string;
  readonly consumer?: string;
  readonly version?: string;
  readonly environment?: string;
  readonly today: CalendarDate;
  /** Told while large files are read. */
  readonly onProgress?: EvidenceProgress;
}

/** Everything that reading evidence for a registry takes. */
export interface Recording {
  readonly store: RegistryStore;
  readonly shelf: Shelf;
  readonly request: RecordRequest;
  readonly services: readonly RegisteredService[];
  readonly names: ServiceNames;
}

/** What some files gave. */
export interface FileRecords {
  readonly records: readonly EvidenceRecord[];
  /** Services that they declare or name. */
  readonly consumers: readonly Consumer[];
  readonly problems: readonly Diagnostic[];
}
