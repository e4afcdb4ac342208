import { DriftError } from "../../../errors.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { SpotFinder } from "./descriptor-spots.ts";
import {
  integerOf,
  memberOf,
  objectsOf,
  optionsOf,
  rangesOf,
  textOf,
  textsOf,
} from "./descriptor-values.ts";
import type { Mutable } from "../syntax/mutable.ts";
import {
  type EnumNode,
  type ExtendNode,
  type FieldNode,
  MAX_DEPTH,
  type MessageNode,
  type OneofNode,
  type OptionNode,
  type Spot,
} from "../syntax/syntax-tree.ts";

/** The file that descriptors are read for. */
export interface Site {
  readonly file: string;
  readonly find: SpotFinder;
}

/** A `DescriptorProto`. Map entries become map fields, synthetic oneofs vanish. */
export function messageOf(message: JsonObject, path: string, site: Site): MessageNode {
  if (path.split(",").length > 2 * MAX_DEPTH) {
    throw new DriftError({
      code: "too-deep",
      message: `Messages are nested deeper than ${MAX_DEPTH} levels.`,
      place: { file: site.file },
    });
  }
  const { spot, comment } = site.find(path);
  const nested = objectsOf(message, "nestedType");
  const entries = new Map(
    nested.filter((item) => isMapEntry(item)).map((item) => [textOf(item, "name"), item]),
  );
  const oneofNames = objectsOf(message, "oneofDecl").map((item) => textOf(item, "name"));
  const parts: FieldParts = { message: textOf(message, "name"), entries, oneofNames };
  const fields = objectsOf(message, "field").map((item, at) =>
    fieldOf(item, parts, { ...site, path: `${path},2,${at}` }),
  );
  return {
    name: textOf(message, "name"),
    fields,
    oneofs: oneofsOf(message, fields, { ...site, path }),
    // The index is the one in the descriptor, map entries included: source info counts them.
    messages: nested.flatMap((item, at) =>
      isMapEntry(item) ? [] : [messageOf(item, `${path},3,${at}`, site)],
    ),
    enums: objectsOf(message, "enumType").map((item, at) => enumOf(item, `${path},4,${at}`, site)),
    extends: extendsOf(message, `${path},6`, site),
    extensionRanges: rangesOf(message, "extensionRange", 1),
    reserved: {
      numbers: rangesOf(message, "reservedRange", 1),
      names: textsOf(message, "reservedName"),
    },
    options: optionsOf(message, spot, site.file),
    ...visibilityOf(message),
    ...spot,
    ...(comment === undefined ? {} : { comment }),
  };
}

function visibilityOf(type: JsonObject): Pick<MessageNode, "visibility"> {
  switch (textOf(type, "visibility")) {
    case "VISIBILITY_LOCAL":
      return { visibility: "local" };
    case "VISIBILITY_EXPORT":
      return { visibility: "export" };
    default:
      return {};
  }
}

/** An `EnumDescriptorProto`; its reserved ranges include their end. */
export function enumOf(item: JsonObject, path: string, site: Site): EnumNode {
  const { spot, comment } = site.find(path);
  return {
    name: textOf(item, "name"),
    values: objectsOf(item, "value").map((value, at) => {
      const found = site.find(`${path},2,${at}`);
      return {
        name: textOf(value, "name"),
        number: integerOf(value, "number"),
        options: optionsOf(value, found.spot, site.file),
        ...found.spot,
        ...(found.comment === undefined ? {} : { comment: found.comment }),
      };
    }),
    reserved: {
      numbers: rangesOf(item, "reservedRange", 0),
      names: textsOf(item, "reservedName"),
    },
    options: optionsOf(item, spot, site.file),
    ...visibilityOf(item),
    ...spot,
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Extensions declared in a file or a message: one block for each field. */
export function extendsOf(scope: JsonObject, path: string, site: Site): readonly ExtendNode[] {
  const parts: FieldParts = { message: "", entries: new Map(), oneofNames: [] };
  return objectsOf(scope, "extension").map((item, at) => ({
    extendee: textOf(item, "extendee"),
    fields: [fieldOf(item, parts, { ...site, path: `${path},${at}` })],
  }));
}

interface FieldParts {
  /** The message's own name; empty for extensions. */
  readonly message: string;
  /** The synthetic messages of map fields, by name. */
  readonly entries: ReadonlyMap<string, JsonObject>;
  readonly oneofNames: readonly string[];
}

interface FieldSite extends Site {
  readonly path: string;
}

function isMapEntry(message: JsonObject): boolean {
  const options = memberOf(message, "options");
  return isJsonObject(options) && memberOf(options, "mapEntry") === true;
}

function oneofsOf(
  message: JsonObject,
  fields: readonly FieldNode[],
  site: FieldSite,
): readonly OneofNode[] {
  const byOneof = Map.groupBy(fields, ({ oneof }) => oneof);
  return objectsOf(message, "oneofDecl").flatMap((item, at): readonly OneofNode[] => {
    const name = textOf(item, "name");
    const members = (byOneof.get(name) ?? []).map((field) => field.name);
    const { spot, comment } = site.find(`${site.path},8,${at}`);
    const options = optionsOf(item, spot, site.file);
    const text = comment === undefined ? {} : { comment };
    return members.length === 0 ? [] : [{ name, members, options, ...spot, ...text }];
  });
}

const LABELS: ReadonlyMap<string, "required" | "repeated"> = new Map([
  ["LABEL_REQUIRED", "required"],
  ["LABEL_REPEATED", "repeated"],
]);

function fieldOf(field: JsonObject, parts: FieldParts, site: FieldSite): FieldNode {
  const { spot, comment } = site.find(site.path);
  const entry = entryOf(field, parts);
  const label = entry === undefined ? LABELS.get(textOf(field, "label")) : undefined;
  const optional = memberOf(field, "proto3Optional") === true;
  const node: Mutable<FieldNode> = {
    name: textOf(field, "name"),
    number: integerOf(field, "number"),
    type: typeOf(entry?.value ?? field),
    options: fieldOptionsOf(field, spot, site.file),
    ...spot,
  };
  if (entry !== undefined) node.mapKey = typeOf(entry.key);
  if (label !== undefined) node.label = label;
  if (optional) node.proto3Optional = true;
  if (textOf(field, "type") === "TYPE_GROUP") node.group = true;
  if (comment !== undefined) node.comment = comment;
  const oneof = Object.hasOwn(field, "oneofIndex")
    ? parts.oneofNames[integerOf(field, "oneofIndex")]
    : undefined;
  if (oneof !== undefined && !optional) node.oneof = oneof;
  return node;
}

/** Key and value of a map field's synthetic message. */
function entryOf(
  field: JsonObject,
  parts: FieldParts,
): { readonly key: JsonObject; readonly value: JsonObject } | undefined {
  const [scope = "", name = ""] = textOf(field, "typeName").split(".").slice(-2);
  const entry = scope === parts.message ? parts.entries.get(name) : undefined;
  const [key, value] = entry === undefined ? [] : objectsOf(entry, "field");
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** `TYPE_SINT32` is `sint32`; messages, groups and enums are named. */
function typeOf(field: JsonObject): string {
  const name = textOf(field, "typeName");
  return name === ""
    ? textOf(field, "type")
        .replace(/^TYPE_/, "")
        .toLowerCase()
    : name;
}

/** `jsonName` and `defaultValue` stand outside the options in descriptors. */
function fieldOptionsOf(field: JsonObject, spot: Spot, file: string): readonly OptionNode[] {
  const options = optionsOf(field, spot, file);
  const jsonName = memberOf(field, "jsonName");
  if (jsonName !== undefined && !Object.hasOwn(field, "extendee")) {
    options.push({ path: ["json_name"], value: jsonName, ...spot });
  }
  const written = memberOf(field, "defaultValue");
  if (typeof written === "string") {
    options.push({ path: ["default"], value: defaultOf(written, typeOf(field)), ...spot });
  }
  return options;
}

/** Descriptors write every default as a string. */
function defaultOf(written: string, type: string): Json {
  if (type === "bool") return written === "true";
  if (type === "string" || type === "bytes" || type.startsWith(".")) return written;
  const value = Number(written);
  if (Number.isNaN(value) || !Number.isFinite(value)) return written;
  return /^-?[0-9]+$/.test(written) && !Number.isSafeInteger(value) ? BigInt(written) : value;
}
