import type { Coordinate, ElementKind } from "../../../model/element.ts";
import type { Json, JsonObject } from "../../../model/json.ts";
import type { Field, Shape, ShapeRef } from "../../../model/shape.ts";
import type { Mutable } from "../syntax/mutable.ts";
import type { FieldNode } from "../syntax/syntax-tree.ts";
import { type ElementFacts, elementFacts, originOf, type ScopeSite } from "./context.ts";
import {
  constrained,
  type Constraints,
  constraintsOf,
  isRequiredBy,
  unmodelledRules,
} from "./constraints.ts";
import { boundsRefuseEmpty, refusesEmpty } from "./empty-values.ts";
import { type Features, inheritFeatures } from "./features.ts";
import { defaultJsonName } from "./json-name.ts";
import { type OptionFacts, optionValue } from "./option-facts.ts";
import { type Owner, type ValueShape, valueShape } from "./value-shape.ts";

/** How a field appears in its message; extensions have names of their own. */
export interface FieldName {
  readonly kind: Extract<ElementKind, "field" | "extension">;
  readonly name: string;
  readonly coordinate: Coordinate;
}

/** A field with everything resolved. `scope` is where it is written, not what it extends. */
export function buildField(scope: ScopeSite, node: FieldNode, as: FieldName): Field {
  const origin = originOf(scope.at, node);
  const owner: Owner = { coordinate: as.coordinate, origin };
  const features = inheritFeatures(scope.features, node.options);
  const value = valueShape(scope, node.type, node, owner);
  const shape = cardinalShape(scope, node, { value, features, owner });
  let rules: JsonObject | undefined;
  const facts = elementFacts(scope, node, (options) => {
    const written = constraintsOf(options);
    rules = written?.rules;
    const others = written === undefined ? options : withoutModelled(options, shape, written);
    return fieldFacts(node, { features, value, options: others });
  });
  const field: Mutable<Field> = {
    kind: as.kind,
    coordinate: as.coordinate,
    origin,
    name: as.name,
    number: node.number,
    jsonName: jsonNameOf(node, as),
    shape: rules === undefined ? shape : constrained(shape, rules),
    required: rules !== undefined && isRequiredBy(rules, node.oneof !== undefined),
  };
  setPresence(field, node, { features, value, extension: as.kind === "extension" });
  if (rules !== undefined && field.presence !== "explicit" && refusesEmpty(rules)) {
    if (!field.required && boundsRefuseEmpty(field.shape)) field.requiredByBounds = true;
    field.required = true;
  }
  setFacts(field, facts);
  const assumed = optionValue(node.options, "default");
  if (assumed !== undefined) field.default = assumed;
  return field;
}

/** The options with what is left of the rules that the shape does not tell. */
function withoutModelled(
  options: OptionFacts,
  shape: ShapeRef,
  { name, rules }: Constraints,
): OptionFacts {
  const rest = unmodelledRules(shape, rules);
  const others = [...options].filter(([option]) => option !== name);
  return new Map(rest === undefined ? others : [...others, [name, rest]]);
}

function setFacts(field: Mutable<Field>, facts: ElementFacts): void {
  if (facts.attributes !== undefined) field.attributes = facts.attributes;
  if (facts.deprecation !== undefined) field.deprecation = facts.deprecation;
}

function jsonNameOf(node: FieldNode, as: FieldName): string {
  if (as.kind === "extension") return as.name;
  const written = optionValue(node.options, "json_name");
  return typeof written === "string" ? written : defaultJsonName(node.name);
}

interface Presence {
  readonly features: Features;
  readonly value: ValueShape;
  readonly extension: boolean;
}

/** https://protobuf.dev/programming-guides/field_presence: what always has presence comes first. */
function setPresence(field: Mutable<Field>, node: FieldNode, facts: Presence): void {
  if (node.label === "repeated" || node.mapKey !== undefined) return;
  const written = facts.features.get("field_presence");
  const single = node.oneof === undefined && !facts.extension;
  if (single && (node.label === "required" || written === "LEGACY_REQUIRED")) field.required = true;
  const always =
    !single ||
    node.label !== undefined ||
    node.proto3Optional === true ||
    facts.value.sort === "message" ||
    facts.value.sort === "unknown";
  field.presence = !always && written === "IMPLICIT" ? "implicit" : "explicit";
}

interface Cardinality {
  readonly value: ValueShape;
  readonly features: Features;
  readonly owner: Owner;
}

/** The value itself, a list of it, or a map to it. */
function cardinalShape(scope: ScopeSite, node: FieldNode, parts: Cardinality): ShapeRef {
  const { value, owner } = parts;
  const { coordinate, origin } = owner;
  if (node.mapKey !== undefined) {
    const key = valueShape(scope, node.mapKey, node, owner).shape;
    const object: Shape["object"] = { fields: [], map: { key }, additional: value.shape };
    return { kind: "shape", coordinate, origin, types: ["object"], object };
  }
  if (node.label !== "repeated") return value.shape;
  const items = value.shape;
  const array = isPackable(value) ? { items, packed: isPacked(node, parts.features) } : { items };
  return { kind: "shape", coordinate, origin, types: ["array"], array };
}

function isPackable({ sort }: ValueShape): boolean {
  return sort === "number" || sort === "enum";
}

function isPacked(node: FieldNode, features: Features): boolean {
  const written = optionValue(node.options, "packed");
  return typeof written === "boolean"
    ? written
    : features.get("repeated_field_encoding") === "PACKED";
}

interface FieldFactParts {
  readonly features: Features;
  readonly value: ValueShape;
  readonly options: OptionFacts;
}

/**
 * Adds what follows from features to the options of a field. What every modern file has anyway
 * (UTF-8 checked, plain strings, length-prefixed messages) is not written down.
 */
function fieldFacts(node: FieldNode, { features, value, options }: FieldFactParts): OptionFacts {
  const added: (readonly [string, Json])[] = [];
  if (value.sort === "text") {
    if (node.type === "string") {
      add(added, "utf8_validation", features.get("utf8_validation"), "VERIFY");
      const java = features.get("(pb.java).utf8_validation");
      add(added, "java_utf8_validation", java, "DEFAULT");
    }
    const text = optionValue(node.options, "ctype") ?? features.get("(pb.cpp).string_type");
    add(added, "cpp_string_type", text, "STRING");
  }
  const delimited = value.sort === "message" && features.get("message_encoding") === "DELIMITED";
  if (node.group === true || (delimited && node.mapKey === undefined)) {
    added.push(["encoding", "group"]);
  }
  return added.length === 0 ? options : new Map([...options, ...added]);
}

function add(
  added: (readonly [string, Json])[],
  name: string,
  value: Json | undefined,
  usual: string,
): void {
  if (value !== undefined && value !== usual) added.push([name, value]);
}
