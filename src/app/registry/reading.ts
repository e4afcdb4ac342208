import type { ReadSettings } from "../../formats/reader.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Surface } from "../../model/semantics.ts";
import type { LoadOptions } from "../load.ts";

/** How a contract is read, and what it promises: what is kept beside its texts. */
export interface Reading extends Omit<LoadOptions, "format"> {
  readonly entries: readonly string[];
  /** The promised surfaces. Absent: what the format promises. */
  readonly surfaces?: readonly Surface[];
}

/** A reading as the store keeps it. */
export function readingToJson({
  entries,
  includePaths,
  roots,
  settings,
  surfaces,
}: Reading): JsonObject {
  return {
    entries,
    ...(includePaths === undefined || includePaths.length === 0 ? {} : { includePaths }),
    ...(roots === undefined ? {} : { roots }),
    ...(settings === undefined ? {} : { settings: settingsToJson(settings) }),
    ...(surfaces === undefined ? {} : { surfaces }),
  };
}

/** The inverse; what this version does not know is left out. */
export function readingFromJson(json: JsonObject): Reading {
  const roots = ROOTS.find((name) => name === json["roots"]);
  const surfaces = SURFACES.filter((name) => textsOf(json["surfaces"]).includes(name));
  const includePaths = textsOf(json["includePaths"]);
  const { settings } = json;
  return {
    entries: textsOf(json["entries"]),
    ...(includePaths.length === 0 ? {} : { includePaths }),
    ...(roots === undefined ? {} : { roots }),
    ...(isJsonObject(settings) ? { settings: settingsFromJson(settings) } : {}),
    ...(json["surfaces"] === undefined ? {} : { surfaces }),
  };
}

const ROOTS = ["input", "output", "both", "none"] as const;
const SURFACES = ["wire", "json", "source", "promise"] as const satisfies Surface[];

/** What does not change how a text is understood (`validate`, `allowHosts`) is not kept. */
function settingsToJson(settings: ReadSettings): JsonObject {
  const { sunsetExtensions, sinceExtensions, sunsetPattern } = settings;
  return {
    ...(sunsetExtensions === undefined ? {} : { sunsetExtensions }),
    ...(sinceExtensions === undefined ? {} : { sinceExtensions }),
    ...(sunsetPattern === undefined ? {} : { sunsetPattern }),
  };
}

function settingsFromJson(json: JsonObject): ReadSettings {
  const { sunsetExtensions, sinceExtensions, sunsetPattern } = json;
  return {
    ...(sunsetExtensions === undefined ? {} : { sunsetExtensions: textsOf(sunsetExtensions) }),
    ...(sinceExtensions === undefined ? {} : { sinceExtensions: textsOf(sinceExtensions) }),
    ...(typeof sunsetPattern === "string" ? { sunsetPattern } : {}),
  };
}

function textsOf(json: Json | undefined): readonly string[] {
  return Array.isArray(json) ? json.filter((item) => typeof item === "string") : [];
}
