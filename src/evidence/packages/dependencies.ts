import { isJsonObject } from "../../model/json.ts";
import { at, jsonFile } from "../json-file.ts";

/** A package that a service depends on. */
export interface Dependency {
  /** As its registry names it: `@shop/orders-client`, `github.com/shop/orders-client/v3`, `com.shop:orders-client`. */
  readonly name: string;
  /** The version or the range as it is written. */
  readonly range: string;
  readonly line: number;
}

/** The kinds of package manifests, by the name of the file. A new kind is one line. */
const KINDS: readonly (readonly [RegExp, (text: string, path: string) => readonly Dependency[]])[] =
  [
    [/(?:^|\/)package\.json$/, inPackageJson],
    [/(?:^|\/)go\.mod$/, inGoMod],
    [/(?:^|\/)pom\.xml$/, inPom],
  ];

/** Whether a file is a package manifest, by its name. */
export function isPackageManifest(path: string): boolean {
  return KINDS.some(([name]) => name.test(path));
}

/** The dependencies of a package manifest; those for development alone are left out. */
export function dependenciesIn(path: string, text: string): readonly Dependency[] {
  return KINDS.find(([name]) => name.test(path))?.[1](text, path) ?? [];
}

function inPackageJson(text: string, path: string): readonly Dependency[] {
  const manifest = jsonFile({ file: path }, text, "The package manifest");
  return ["dependencies", "optionalDependencies", "peerDependencies"].flatMap((key) => {
    const listed = at(manifest, key);
    if (!isJsonObject(listed)) return [];
    return Object.entries(listed).flatMap(([name, range]) =>
      typeof range === "string"
        ? [{ name, range, line: lineOf(text, text.indexOf(JSON.stringify(name))) }]
        : [],
    );
  });
}

/** `require example.org/client v1.2.3`, by itself or in a block (https://go.dev/ref/mod#go-mod-file). */
function inGoMod(text: string): readonly Dependency[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const [, name, range] =
      /^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+)\s+(v\d\S*)/.exec(line) ?? [];
    return name === undefined || range === undefined ? [] : [{ name, range, line: index + 1 }];
  });
}

/** `groupId:artifactId`; versions that stand in properties of the same file are filled in. */
function inPom(text: string): readonly Dependency[] {
  return [...text.matchAll(/<dependency>([\s\S]{0,2000}?)<\/dependency>/g)].flatMap((match) => {
    const [, inner = ""] = match;
    const group = elementIn(inner, "groupId");
    const artifact = elementIn(inner, "artifactId");
    const version = elementIn(inner, "version");
    if (group === undefined || artifact === undefined || version === undefined) return [];
    if (elementIn(inner, "scope") === "test") return [];
    const property = /^\$\{([\w.-]+)\}$/.exec(version)?.[1];
    const range = property === undefined ? version : (elementIn(text, property) ?? version);
    return [{ name: `${group}:${artifact}`, range, line: lineOf(text, match.index) }];
  });
}

function elementIn(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}>`);
  const end = start === -1 ? -1 : text.indexOf(`</${name}>`, start);
  return end === -1 ? undefined : text.slice(start + name.length + 2, end).trim();
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, Math.max(0, offset)).split("\n").length;
}
