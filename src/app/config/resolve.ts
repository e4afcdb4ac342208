import { didYouMean, DriftError } from "../../errors.ts";
import type { Place } from "../../errors.ts";
import type { ParsedDocument } from "../../formats/document/parse-document.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Stability } from "../../model/lifecycle.ts";
import type { Surface } from "../../model/semantics.ts";
import { DEFAULT_POLICY } from "../../policy/policy.ts";
import type { Policy } from "../../policy/policy.ts";
import { currentRuleId, RULE_IDS } from "../../rules/index.ts";
import type { RuleId } from "../../rules/index.ts";
import { SEVERITIES } from "../../rules/rule.ts";
import type { Severity } from "../../rules/rule.ts";
import { globMatcher, isGlob } from "../../sources/glob.ts";
import { confine } from "../../sources/path.ts";
import { failure } from "./document.ts";
import type { Config, ContractConfig, Generation, SeverityOverrides } from "./config.ts";
import { pointerOf, valueAt } from "./issues.ts";
import type { Step } from "./issues.ts";
import type { ConfigText, ContractText } from "./schema.ts";
import { windowPolicyFrom } from "./window-policy.ts";

/** Where manifests are looked for. */
export const DEFAULT_MANIFESTS = "consumers/*.{yaml,yml}";

/** Where waivers stand. */
export const DEFAULT_WAIVERS: readonly string[] = [
  "contract-drift.waivers.yaml",
  "contract-drift.baseline.yaml",
];

interface Resolving {
  readonly document: ParsedDocument;
  /** The file's folder in the tree. */
  readonly folder: string;
}

/**
 * What a configuration means whose form has been checked. Throws `DriftError` (`bad-config`) at the
 * first mistake that no schema knows.
 */
export function resolveConfig(document: ParsedDocument, text: ConfigText): Config {
  return resolved({ document, folder: document.path.split("/").slice(0, -1).join("/") }, text);
}

function resolved(at: Resolving, text: ConfigText): Config {
  const policy = policyOf(text, DEFAULT_POLICY);
  const severities = severitiesOf(at, ["severity"], new Map());
  const profiles = profilesOf(at, text, { policy, severities });
  const contracts = text.contracts.map((entry, index) => {
    const contract = typeof entry === "string" ? { path: entry } : entry;
    const path = ["contracts", index];
    const profile = profileNamed(at, path, contract.profile, profiles);
    return resolveContract(at, contract, { policy, severities, ...profile, path });
  });
  return {
    file: at.document.path,
    contracts,
    consumers: {
      globs: resolvePaths(at, ["consumers"], text.consumers ?? DEFAULT_MANIFESTS),
      ...(text.consumers === undefined ? {} : { place: placeOf(at, ["consumers"]) }),
    },
    waivers: resolvePaths(at, ["waivers"], text.waivers ?? DEFAULT_WAIVERS),
    ...(text.base === undefined ? {} : { base: text.base }),
    policy,
    severities,
  };
}

/** What is said above a contract: by the file, or by the profile that the contract names. */
interface Above {
  readonly policy: Policy;
  readonly severities: SeverityOverrides;
  readonly surfaces?: readonly Surface[];
  readonly stability?: Stability;
}

interface ContractPart extends Above {
  readonly path: readonly Step[];
}

/** The profiles, each with the file's settings where it says nothing. Mistakes count, used or not. */
function profilesOf(at: Resolving, { profiles }: ConfigText, above: Above) {
  return new Map(
    Object.entries(profiles ?? {}).map(([name, text]): [string, Above] => {
      const { surfaces, stability } = text;
      return [
        name,
        {
          policy: policyOf(text, above.policy),
          severities: severitiesOf(at, ["profiles", name, "severity"], above.severities),
          ...(surfaces === undefined ? {} : { surfaces }),
          ...(stability === undefined ? {} : { stability }),
        },
      ];
    }),
  );
}

function profileNamed(
  at: Resolving,
  path: readonly Step[],
  name: string | undefined,
  profiles: ReadonlyMap<string, Above>,
): Above | undefined {
  if (name === undefined) return undefined;
  const found = profiles.get(name);
  if (found !== undefined) return found;
  const nearest = didYouMean(name, profiles.keys());
  const listed = profiles.size === 0 ? "There is none yet" : [...profiles.keys()].join(", ");
  throw failure(at.document, {
    pointer: pointerOf([...path, "profile"]),
    message: `There is no profile ${JSON.stringify(name)}.`,
    hint: nearest === undefined ? `\`profiles\` has: ${listed}.` : `Did you mean ${nearest}?`,
  });
}

function resolveContract(at: Resolving, text: ContractText, part: ContractPart): ContractConfig {
  const { path: paths, exclude, include, together = false, ...rest } = text;
  const {
    severity: _severity,
    block: _block,
    "fail-on": _failOn,
    "removal-after-window": _removal,
    window: _window,
    "security-regressions": _security,
    profile: _profile,
    generate,
    surfaces = part.surfaces,
    stability = part.stability,
    ...facts
  } = rest;
  const written = [paths].flat();
  if (together && text.name === undefined && (written.length > 1 || written.some(isGlob))) {
    throw failure(at.document, {
      pointer: pointerOf(part.path),
      message: "A contract of several files has no name of its own.",
      hint: "Give it one: `name: orders`.",
    });
  }
  if (generate !== undefined && !written.every(isFileName)) throw generatesNoFile(at, part);
  return {
    ...facts,
    paths: resolvePaths(at, [...part.path, "path"], paths),
    exclude: exclude === undefined ? [] : resolvePaths(at, [...part.path, "exclude"], exclude),
    include: include === undefined ? [] : resolvePaths(at, [...part.path, "include"], include),
    together,
    ...(surfaces === undefined ? {} : { surfaces }),
    ...(stability === undefined ? {} : { stability }),
    ...(generate === undefined
      ? {}
      : { generate: generationOf(at, [...part.path, "generate"], generate) }),
    policy: policyOf(text, part.policy),
    severities: severitiesOf(at, [...part.path, "severity"], part.severities),
    place: placeOf(at, part.path),
  };
}

/** What a command will write cannot be looked for before it has. */
function isFileName(path: string): boolean {
  return !isGlob(path) && /[^/.][^/]*\.[^./]+$/.test(path);
}

function generatesNoFile(at: Resolving, part: ContractPart): DriftError {
  return failure(at.document, {
    pointer: pointerOf([...part.path, "path"]),
    message: "A contract that a command writes names its files.",
    hint: "Write the path of each file; further ones that they refer to are globs under `generate: { files: … }`.",
  });
}

const TIMEOUT_SECONDS = 300;

function generationOf(
  at: Resolving,
  path: readonly Step[],
  text: NonNullable<ContractText["generate"]>,
): Generation {
  const { command, files, timeout = TIMEOUT_SECONDS } = isList(text) ? { command: text } : text;
  return {
    command,
    folder: at.folder,
    files: files === undefined ? [] : resolvePaths(at, [...path, "files"], files),
    seconds: timeout,
  };
}

function isList(text: NonNullable<ContractText["generate"]>): text is string[] {
  return Array.isArray(text);
}

type PolicyText = Pick<
  ConfigText,
  "fail-on" | "block" | "removal-after-window" | "security-regressions" | "window"
>;

function policyOf(text: PolicyText, above: Policy): Policy {
  const window = windowPolicyFrom(text.window, above.window);
  const securityRegressions = text["security-regressions"] ?? above.securityRegressions;
  return {
    failOn: text["fail-on"] ?? above.failOn,
    block: text.block ?? above.block,
    removalAfterWindow: text["removal-after-window"] ?? above.removalAfterWindow,
    ...(securityRegressions === undefined ? {} : { securityRegressions }),
    ...(window === undefined ? {} : { window }),
  };
}

/** Rule ids may be retired ones; they count for the rule that replaced them. */
function severitiesOf(
  at: Resolving,
  path: readonly Step[],
  above: SeverityOverrides,
): SeverityOverrides {
  const written = valueAt(at.document.value, path);
  if (!isJsonObject(written)) return above;
  const severities = new Map(above);
  for (const [id, severity] of Object.entries(written)) {
    severities.set(ruleNamed(at, [...path, id], id), severityNamed(severity));
  }
  return severities;
}

function ruleNamed(at: Resolving, path: readonly Step[], id: string): RuleId {
  const rule = currentRuleId(id);
  if (rule !== undefined) return rule;
  const nearest = didYouMean(id, RULE_IDS);
  throw failure(at.document, {
    pointer: pointerOf(path),
    message: `There is no rule ${JSON.stringify(id)}.`,
    hint: nearest === undefined ? "`contract-drift rules` lists them." : `Did you mean ${nearest}?`,
  });
}

/** The schema has checked the word. */
function severityNamed(word: unknown): Severity | "off" {
  return word === "off" ? "off" : (SEVERITIES.find((severity) => severity === word) ?? "breaking");
}

/** Paths as written, from the file's folder, become paths from the tree's root. */
function resolvePaths(
  at: Resolving,
  path: readonly Step[],
  written: string | readonly string[],
): readonly string[] {
  return [written].flat().map((text) => {
    try {
      const resolved = confine(
        /^(?:[\\/]|[A-Za-z]:)/.test(text) ? text : `${at.folder}/${text}`.replace(/^\//, ""),
        at.document.path,
      );
      if (isGlob(resolved)) globMatcher(resolved);
      return resolved;
    } catch (error) {
      if (!(error instanceof DriftError)) throw error;
      throw failure(at.document, {
        pointer: pointerOf(path),
        message: error.message,
        ...(error.hint === undefined ? {} : { hint: error.hint }),
      });
    }
  });
}

function placeOf(at: Resolving, path: readonly Step[]): Place {
  return at.document.locate(pointerOf(path));
}
