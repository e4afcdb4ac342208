import { DriftError, formatPlace } from "../../errors.ts";
import type { Period } from "../../diff/lifecycle/calendar.ts";
import type { ParsedDocument } from "../../formats/document/parse-document.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { DEFAULT_POLICY } from "../../policy/policy.ts";
import { WINDOW_PRESETS } from "../../policy/window-presets.ts";
import type { WindowPolicy } from "../../policy/windows.ts";
import { folderTree } from "../../sources/folder.ts";
import { readDocument } from "./document.ts";
import { loadConfig } from "./find.ts";
import { pointerOf, valueAt } from "./issues.ts";
import type { Step } from "./issues.ts";
import { DEFAULT_MANIFESTS, DEFAULT_WAIVERS } from "./resolve.ts";

/** A setting as it counts, and who says so. */
export interface EffectiveSetting {
  readonly setting: string;
  readonly value: string;
  /** `contract-drift.yaml:12:5`, with the profile or preset that it is in; or `default`. */
  readonly from: string;
}

/** The settings of the file, or of one entry of `contracts`. */
export interface EffectivePart {
  readonly about: string;
  readonly settings: readonly EffectiveSetting[];
}

/** The answer of `config print`. */
export interface EffectiveConfig {
  readonly file: string;
  readonly parts: readonly EffectivePart[];
}

/** Every setting of a configuration as it counts. Rejects as a check would where it has a mistake. */
export async function effectiveConfig(folder: string, named?: string): Promise<EffectiveConfig> {
  const { root, path } = await loadConfig(folder, named);
  const text = await folderTree(root).read(path);
  if (text === undefined) throw new DriftError({ code: "bad-config", message: `${path} is gone.` });
  const document = readDocument(path, text);
  const contracts = valueAt(document.value, ["contracts"]);
  const entries = Array.isArray(contracts) ? contracts : [];
  return {
    file: path,
    parts: [
      { about: "file", settings: settingsOfFile(document) },
      ...entries.map((entry: Json, index) => ({
        about: nameOf(entry),
        settings: settingsOfContract(document, entry, index),
      })),
    ],
  };
}

/** A place of the file where a setting may stand, the one that counts most first. */
interface Layer {
  readonly path: readonly Step[];
  readonly profile?: string;
}

const DEFAULTS: JsonObject = {
  "fail-on": DEFAULT_POLICY.failOn,
  block: DEFAULT_POLICY.block,
  "removal-after-window": DEFAULT_POLICY.removalAfterWindow,
  "security-regressions": DEFAULT_POLICY.securityRegressions ?? "warn",
};

const OF_FILE: JsonObject = {
  base: "the repository's default branch",
  consumers: DEFAULT_MANIFESTS,
  waivers: [...DEFAULT_WAIVERS],
  ...DEFAULTS,
};

const OF_CONTRACT: JsonObject = {
  profile: "none",
  format: "detected",
  surfaces: "what the format promises",
  stability: "stable",
  generate: "none",
  ...DEFAULTS,
};

function settingsOfFile(document: ParsedDocument): readonly EffectiveSetting[] {
  return settingsIn(document, [{ path: [] }], OF_FILE);
}

function settingsOfContract(
  document: ParsedDocument,
  entry: Json,
  index: number,
): readonly EffectiveSetting[] {
  const own: Layer = { path: ["contracts", index] };
  const profile = isJsonObject(entry) ? entry["profile"] : undefined;
  const layers: readonly Layer[] = [
    own,
    ...(typeof profile === "string" ? [{ path: ["profiles", profile], profile }] : []),
    { path: [] },
  ];
  return settingsIn(document, layers, OF_CONTRACT);
}

function settingsIn(
  document: ParsedDocument,
  layers: readonly Layer[],
  defaults: JsonObject,
): readonly EffectiveSetting[] {
  return [
    ...Object.entries(defaults).map(
      ([setting, value]) =>
        firstSaid(document, layers, [setting]) ?? {
          setting,
          value: printed(value),
          from: "default",
        },
    ),
    ...severitiesIn(document, layers),
    ...windowIn(document, layers),
  ];
}

function firstSaid(
  document: ParsedDocument,
  layers: readonly Layer[],
  steps: readonly Step[],
): EffectiveSetting | undefined {
  for (const layer of layers) {
    const path = [...layer.path, ...steps];
    const value = valueAt(document.value, path);
    if (value !== undefined)
      return {
        setting: steps.join("."),
        value: printed(value),
        from: placeOf(document, layer, path),
      };
  }
  return undefined;
}

function placeOf(document: ParsedDocument, { profile }: Layer, path: readonly Step[]): string {
  const place = formatPlace(document.locate(pointerOf(path)));
  return profile === undefined ? place : `${place} (profile ${profile})`;
}

function severitiesIn(
  document: ParsedDocument,
  layers: readonly Layer[],
): readonly EffectiveSetting[] {
  const rules = layers.flatMap(({ path }) => keysAt(document, [...path, "severity"]));
  return [...new Set(rules)]
    .sort()
    .flatMap((rule) => firstSaid(document, layers, ["severity", rule]) ?? []);
}

/** What is asked of deprecations: key by key, down to the first preset, which starts afresh. */
function windowIn(document: ParsedDocument, layers: readonly Layer[]): readonly EffectiveSetting[] {
  const found = new Map<string, EffectiveSetting>();
  const take = (one: EffectiveSetting): void => {
    if (!found.has(one.setting)) found.set(one.setting, one);
  };
  for (const layer of layers) {
    const path = [...layer.path, "window"];
    for (const steps of leavesOf(valueAt(document.value, path), [])) {
      const at = placeOf(document, layer, [...path, ...steps]);
      const value = printed(valueAt(document.value, [...path, ...steps]));
      take({ setting: ["window", ...steps].join("."), value, from: at });
    }
    const preset = valueAt(document.value, [...path, "preset"]);
    if (typeof preset !== "string") continue;
    for (const [setting, value] of presetLeaves(preset))
      take({ setting, value, from: `preset ${preset}` });
    break;
  }
  return [...found.values()].sort((one, other) => (one.setting < other.setting ? -1 : 1));
}

function leavesOf(value: Json | undefined, path: readonly Step[]): readonly (readonly Step[])[] {
  if (!isJsonObject(value)) return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function presetLeaves(name: string): readonly (readonly [string, string])[] {
  const preset = Object.entries<WindowPolicy>(WINDOW_PRESETS).find(([key]) => key === name)?.[1];
  if (preset === undefined) return [];
  const partOf = (requirements: object, prefix: string) =>
    Object.entries(requirements).map(([key, value]: [string, unknown]) => {
      const spelt = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [
        `window.${prefix}${spelt}`,
        isPeriod(value) ? periodWords(value) : String(value),
      ] as const;
    });
  return [
    ...partOf(preset.all, ""),
    ...Object.entries(preset.levels).flatMap(([level, part]) => partOf(part, `levels.${level}.`)),
    ["window.coverage", String(preset.coverage)] as const,
  ];
}

function isPeriod(value: unknown): value is Period {
  return typeof value === "object" && value !== null && "count" in value && "unit" in value;
}

function periodWords({ count, unit }: Period): string {
  return `${count} ${unit}`;
}

function keysAt(document: ParsedDocument, path: readonly Step[]): readonly string[] {
  const value = valueAt(document.value, path);
  return isJsonObject(value) ? Object.keys(value) : [];
}

function nameOf(entry: Json): string {
  if (typeof entry === "string") return entry;
  if (!isJsonObject(entry)) return "contract";
  const { name, path } = entry;
  if (typeof name === "string") return name;
  return Array.isArray(path) ? path.map(printed).join(", ") : printed(path);
}

function printed(value: Json | undefined): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item: Json) => printed(item)).join(", ");
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value ?? null);
}
