import type { Declaration } from "../../../model/contract.ts";
import { protobufMember } from "../../../model/coordinate.ts";
import type { Json } from "../../../model/json.ts";
import { parentOf } from "../link/symbols.ts";
import type { Scope } from "../syntax/syntax-tree.ts";
import { buildEnum } from "./build-enum.ts";
import { buildField } from "./build-field.ts";
import { buildMessage } from "./build-message.ts";
import { buildService } from "./build-service.ts";
import {
  elementFacts,
  type Extension,
  type FileSite,
  originOf,
  report,
  resolveType,
  type ScopeSite,
} from "./context.ts";
import { fileFeatures, inheritFeatures } from "./features.ts";

/** The scope of a file's own declarations. */
export function scopeOfFile(at: FileSite): ScopeSite {
  return { at, fullName: at.file.package, features: fileFeatures(at.file) };
}

/** Everything a file declares. Extensions of all files must have been collected before. */
export function buildFile(scope: ScopeSite): void {
  const { file } = scope.at;
  declareFile(scope);
  declarePackage(scope);
  for (const node of file.messages) buildMessage(scope, node);
  for (const node of file.enums) buildEnum(scope, node);
  for (const node of file.services) buildService(scope, node);
}

function declareFile(scope: ScopeSite): void {
  const { file, draft } = scope.at;
  const publicImports = file.imports
    .filter(({ modifier }) => modifier === "public")
    .map(({ path }) => path);
  draft.declarations.set(file.path, {
    kind: "file",
    coordinate: file.path,
    origin: originOf(scope.at, { line: 1, column: 1 }),
    reachable: false,
    ...elementFacts(scope, file, (options) => {
      const facts = new Map<string, Json>([["syntax", file.syntax]]);
      if (file.package !== "") facts.set("package", file.package);
      if (publicImports.length > 0) facts.set("publicImports", publicImports.toSorted());
      return new Map([...facts, ...options]);
    }),
  });
}

function declarePackage({ at }: ScopeSite): void {
  const { file, draft } = at;
  if (file.package === "" || draft.declarations.has(file.package)) return;
  draft.declarations.set(file.package, {
    kind: "package",
    coordinate: file.package,
    origin: originOf(at, file.packageSpot ?? { line: 1, column: 1 }),
    reachable: false,
    ...(at.stability === undefined ? {} : { stability: at.stability }),
  });
}

/** Finds what each `extend` block extends, before any message is built. */
export function collectExtensions(scope: ScopeSite): void {
  collectIn(scope, scope.at.file);
}

function collectIn(scope: ScopeSite, declared: Scope): void {
  for (const { extendee, fields } of declared.extends) {
    for (const node of fields) addExtension({ node, site: scope }, extendee);
  }
  for (const message of declared.messages) {
    const fullName = protobufMember(scope.fullName, message.name);
    const features = inheritFeatures(scope.features, message.options);
    collectIn({ at: scope.at, fullName, features }, message);
  }
}

function addExtension(extension: Extension, written: string): void {
  const { node, site } = extension;
  const { draft } = site.at;
  const extendee = resolveType(site, written, node);
  const target = extendee?.fullName ?? written.replace(/^\./, "");
  if (extendee?.kind !== "message" || extendee.known || isOptions(target)) {
    declareExtension(extension, target);
    return;
  }
  const known = draft.extensions.get(target);
  if (known === undefined) draft.extensions.set(target, [extension]);
  else known.push(extension);
}

/** Extensions of options never travel in messages. */
function isOptions(name: string): boolean {
  return parentOf(name) === "google.protobuf" && name.endsWith("Options");
}

function declareExtension({ node, site }: Extension, extendee: string): void {
  const fullName = protobufMember(site.fullName, node.name);
  const { declarations } = site.at.draft;
  if (declarations.has(fullName)) {
    report(site.at, "duplicate-definition", `${fullName} is declared twice.`, node);
    return;
  }
  const { shape, ...field } = buildField(site, node, {
    kind: "extension",
    name: `[${fullName}]`,
    coordinate: fullName,
  });
  const declaration: Declaration = {
    kind: "extension",
    coordinate: fullName,
    origin: field.origin,
    shape,
    reachable: false,
    ...(field.deprecation === undefined ? {} : { deprecation: field.deprecation }),
    attributes: { ...field.attributes, extendee, number: node.number },
  };
  declarations.set(fullName, declaration);
}
