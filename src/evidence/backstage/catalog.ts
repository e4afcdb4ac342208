import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Consumer } from "../../model/usage.ts";
import { at, items, text } from "../json-file.ts";

/** A reference to an entity in full: `component:default/web`, in lower case. */
export type EntityRef = string;

/** What a Backstage catalogue says of services, APIs and teams. */
export interface Catalog {
  readonly components: readonly CatalogComponent[];
  readonly apis: readonly CatalogApi[];
  readonly groups: readonly CatalogGroup[];
}

export interface CatalogComponent {
  readonly name: string;
  readonly ref: EntityRef;
  readonly owner?: EntityRef;
  readonly lifecycle?: string;
  readonly provides: readonly EntityRef[];
  readonly consumes: readonly EntityRef[];
}

export interface CatalogApi {
  readonly name: string;
  readonly ref: EntityRef;
  /** `openapi`, `graphql`, `grpc`, `asyncapi` … */
  readonly type?: string;
  /** `experimental`, `production`, `deprecated`, or any other text. */
  readonly lifecycle?: string;
  readonly owner?: EntityRef;
  /** The file of its definition (`$text`), as a path of the tree where the catalogue's own is known. */
  readonly definition?: string;
  /** Not defined by the format, but written in real files. */
  readonly consumedBy: readonly EntityRef[];
}

export interface CatalogGroup {
  readonly ref: EntityRef;
  readonly name: string;
  readonly email?: string;
}

/**
 * Reads the entities of catalogue documents (https://backstage.io/docs/features/software-catalog/descriptor-format).
 * Entities of other kinds are not looked at.
 */
export function readCatalog(documents: readonly Json[], file = ""): Catalog {
  const components: CatalogComponent[] = [];
  const apis: CatalogApi[] = [];
  const groups: CatalogGroup[] = [];
  for (const document of documents) {
    const entity = entityOf(document);
    if (entity === undefined) continue;
    if (entity.kind === "component") components.push(componentOf(entity));
    if (entity.kind === "api") apis.push(apiOf(entity, file));
    if (entity.kind === "group" || entity.kind === "user") groups.push(groupOf(entity));
  }
  return { components, apis, groups };
}

interface Entity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Json;
}

function entityOf(document: Json): Entity | undefined {
  const kind = text(at(document, "kind"));
  const name = text(at(document, "metadata", "name"));
  if (!isEntity(document) || kind === undefined || name === undefined) return undefined;
  return {
    kind: kind.toLowerCase(),
    name,
    namespace: text(at(document, "metadata", "namespace")) ?? "default",
    spec: at(document, "spec") ?? {},
  };
}

/** `apiVersion: backstage.io/v1alpha1`. */
export function isEntity(document: Json): boolean {
  return (
    isJsonObject(document) && (text(at(document, "apiVersion")) ?? "").startsWith("backstage.io/")
  );
}

function componentOf(entity: Entity): CatalogComponent {
  const { spec } = entity;
  return {
    name: entity.name,
    ref: refOf(entity),
    ...ownership(entity),
    provides: refs(at(spec, "providesApis"), entity, "api"),
    consumes: refs(at(spec, "consumesApis"), entity, "api"),
  };
}

function apiOf(entity: Entity, file: string): CatalogApi {
  const { spec } = entity;
  const type = text(at(spec, "type"));
  const definition = text(at(spec, "definition", "$text"));
  return {
    name: entity.name,
    ref: refOf(entity),
    ...(type === undefined ? {} : { type }),
    ...(definition === undefined || definition.includes("://")
      ? {}
      : { definition: besideFile(file, definition) }),
    ...ownership(entity),
    consumedBy: refs(at(spec, "apiConsumedBy"), entity, "component"),
  };
}

/** `./openapi.yaml` beside `services/orders/catalog-info.yaml`. */
function besideFile(file: string, path: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** Several catalogues as one. */
export function joinCatalogs(catalogs: readonly Catalog[]): Catalog {
  return {
    components: catalogs.flatMap(({ components }) => components),
    apis: catalogs.flatMap(({ apis }) => apis),
    groups: catalogs.flatMap(({ groups }) => groups),
  };
}

function groupOf(entity: Entity): CatalogGroup {
  const email = text(at(entity.spec, "profile", "email"));
  return { ref: refOf(entity), name: entity.name, ...(email === undefined ? {} : { email }) };
}

function ownership(entity: Entity): { readonly owner?: EntityRef; readonly lifecycle?: string } {
  const owner = text(at(entity.spec, "owner"));
  const lifecycle = text(at(entity.spec, "lifecycle"));
  return {
    ...(owner === undefined ? {} : { owner: fullRef(owner, "group", entity.namespace) }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
}

function refs(list: Json | undefined, entity: Entity, kind: string): readonly EntityRef[] {
  return items(list).flatMap((one) => {
    const written = text(one);
    return written === undefined ? [] : [fullRef(written, kind, entity.namespace)];
  });
}

function refOf({ kind, namespace, name }: Entity): EntityRef {
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

/** `[kind:][namespace/]name`, with what is left out filled in. */
function fullRef(written: string, kind: string, namespace: string): EntityRef {
  const match = /^(?:([^:/]+):)?(?:([^:/]+)\/)?(.+)$/.exec(written);
  const [, ownKind = kind, ownNamespace = namespace, name = written] = match ?? [];
  return `${ownKind}:${ownNamespace}/${name}`.toLowerCase();
}

/** The name at the end of a reference. */
export function nameOfRef(ref: EntityRef): string {
  return ref.replace(/^.*[:/]/, "");
}

/** A component as a service, with its owner as the team: a contact, no permission. */
export function serviceOf({ name, owner, ref }: CatalogComponent, { groups }: Catalog): Consumer {
  const group = groups.find((one) => one.ref === owner);
  return {
    service: name,
    ...(owner === undefined ? {} : { team: nameOfRef(owner) }),
    contacts: group?.email === undefined ? [] : [group.email],
    aliases: [ref],
  };
}
