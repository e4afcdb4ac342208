import { DriftError } from "../errors.ts";
import { isJsonObject } from "../model/json.ts";
import type { Consumer, UsageMode } from "../model/usage.ts";
import type { ParsedDocument } from "./evidence.ts";
import {
  lineOf,
  listAt,
  member,
  oneOf,
  optionalText,
  refuse,
  rootNode,
  strictObject,
  textAt,
  textsAt,
} from "./strict.ts";
import type { Node } from "./strict.ts";
import type { Sdk } from "./packages/sdk-table.ts";

/** How a client copes with what it does not know; `impact/profiles.ts` says what each moves. */
export const PROFILE_NAMES = [
  "tolerant",
  "exhaustive-enums",
  "strict-decoder",
  "generated-sdk",
] as const;

export type ProfileName = (typeof PROFILE_NAMES)[number];

/** The modes that somebody can declare; the others are observed. */
const DECLARABLE_MODES = ["declared", "sent", "needed", "may-use"] as const satisfies UsageMode[];

/** Something declared in a manifest, with the line it stands on. */
export interface DeclaredName {
  readonly text: string;
  readonly line?: number;
}

/** What a service says it uses of one contract. Without operations and elements: all of it, perhaps. */
export interface DeclaredUse {
  readonly contract: string;
  /** The contract version the service was built against. */
  readonly version?: string;
  readonly operations: readonly DeclaredName[];
  readonly elements: readonly DeclaredName[];
  readonly mode: UsageMode;
  /** Globs of evidence files, relative to the manifest's folder. */
  readonly evidence: readonly string[];
  /** Client libraries through which the service uses it. */
  readonly sdks: readonly Sdk[];
  readonly line?: number;
}

/** One service's declaration: who it is, whom to tell, and what it uses. */
export interface Manifest {
  readonly file: string;
  readonly consumer: Consumer;
  readonly uses: readonly DeclaredUse[];
}

/**
 * Reads the documents of a `consumers/*.yaml` file, one service each. Empty documents are skipped.
 * Throws `DriftError` (`bad-evidence`, with line and column) for anything it does not know.
 */
export function readManifests(
  file: string,
  documents: readonly ParsedDocument[],
): readonly Manifest[] {
  const manifests = documents
    .filter((document) => document.value !== null)
    .map((document) => readManifest(rootNode(file, document)));
  if (manifests.length === 0) {
    throw new DriftError({
      code: "bad-evidence",
      message: "The consumer manifest is empty.",
      place: { file, line: 1, column: 1 },
      hint: "Write at least `service:` and `uses:`, or remove the file.",
    });
  }
  return manifests;
}

function readManifest(root: Node): Manifest {
  strictObject(root, "A consumer manifest", [
    "service",
    "team",
    "contacts",
    "aliases",
    "environment",
    "profile",
    "uses",
  ]);
  const service = member(root, "service");
  if (service === undefined) {
    refuse(root, "A consumer manifest needs `service`.", "Name the service that uses contracts.");
  }
  const team = optionalText(root, "team", "`team`");
  const environment = optionalText(root, "environment", "`environment`");
  const profile = member(root, "profile");
  return {
    file: root.file,
    consumer: {
      service: textAt(service, "`service`"),
      ...(team === undefined ? {} : { team }),
      contacts: textsAt(root, "contacts", "`contacts`"),
      aliases: textsAt(root, "aliases", "`aliases`"),
      ...(environment === undefined ? {} : { environment }),
      ...(profile === undefined ? {} : { profile: oneOf(profile, "`profile`", PROFILE_NAMES) }),
    },
    uses: listAt(root, "uses", "`uses`").map((use) => readUse(use)),
  };
}

function readUse(node: Node): DeclaredUse {
  strictObject(node, "A use", [
    "contract",
    "version",
    "operations",
    "elements",
    "mode",
    "evidence",
    "sdks",
  ]);
  const contract = member(node, "contract");
  if (contract === undefined)
    refuse(node, "A use needs `contract`.", "Name the contract it is of.");
  const version = optionalText(node, "version", "`version`");
  const mode = member(node, "mode");
  const line = lineOf(node);
  return {
    contract: textAt(contract, "`contract`"),
    ...(version === undefined ? {} : { version }),
    operations: declaredNames(node, "operations"),
    elements: declaredNames(node, "elements"),
    mode: mode === undefined ? "declared" : oneOf(mode, "`mode`", DECLARABLE_MODES),
    evidence: textsAt(node, "evidence", "`evidence`"),
    sdks: listAt(node, "sdks", "`sdks`").map((sdk) => readSdk(sdk)),
    ...(line === undefined ? {} : { line }),
  };
}

/** `{package: "@shop/orders-client", versions: {"3": v1.4}}`; without `versions` they are the contract's. */
function readSdk(node: Node): Sdk {
  strictObject(node, "An SDK", ["package", "versions"]);
  const named = member(node, "package");
  const versions = member(node, "versions");
  if (named === undefined) {
    refuse(
      node,
      "An SDK needs `package`.",
      'Name the package, and under `versions` which of them speak which version of the contract: `{"3": v1.4}`.',
    );
  }
  const listed = versions !== undefined && isJsonObject(versions.value) ? versions.value : {};
  const pairs = Object.keys(listed).flatMap((key) => {
    const version = versions && member(versions, key);
    return version === undefined ? [] : [[key, textAt(version, `\`versions.${key}\``)] as const];
  });
  return { package: textAt(named, "`package`"), versions: new Map(pairs) };
}

function declaredNames(node: Node, key: string): readonly DeclaredName[] {
  return listAt(node, key, `\`${key}\``).map((item) => {
    const line = lineOf(item);
    return {
      text: textAt(item, `Each of \`${key}\``),
      ...(line === undefined ? {} : { line }),
    };
  });
}
