import type { NamedType } from "../../../model/contract.ts";
import { protobufField, protobufMember } from "../../../model/coordinate.ts";
import type { Field, FieldGroup, ObjectFacet } from "../../../model/shape.ts";
import type { FieldNode, MessageNode, OneofNode } from "../syntax/syntax-tree.ts";
import { buildEnum } from "./build-enum.ts";
import { buildField } from "./build-field.ts";
import { checkFieldNumber, checkJsonNames, checkMessage } from "./checks.ts";
import { elementFacts, type Extension, originOf, report, type ScopeSite } from "./context.ts";
import { declareType } from "./declare-type.ts";
import { type Features, inheritFeatures } from "./features.ts";
import { typeFacts } from "./type-facts.ts";

/** A message, and every type declared in it, as types. */
export function buildMessage(around: ScopeSite, node: MessageNode): void {
  const fullName = protobufMember(around.fullName, node.name);
  const features = inheritFeatures(around.features, node.options);
  const scope: ScopeSite = { at: around.at, fullName, features };
  const origin = originOf(scope.at, node);
  checkMessage(scope, node);
  const type: NamedType = {
    kind: "type",
    coordinate: fullName,
    origin,
    id: fullName,
    name: node.name,
    definition: "message",
    file: scope.at.file.path,
    shape: {
      kind: "shape",
      coordinate: fullName,
      origin,
      types: ["object"],
      nominal: fullName,
      encoding: "message",
      object: objectFacet(scope, node),
    },
    ...(scope.at.stability === undefined ? {} : { stability: scope.at.stability }),
    ...elementFacts(scope, node, (facts) => typeFacts(scope, node, facts)),
  };
  declareType(scope.at, type, node);
  for (const nested of node.messages) buildMessage(scope, nested);
  for (const nested of node.enums) buildEnum(scope, nested);
}

function objectFacet(scope: ScopeSite, node: MessageNode): ObjectFacet {
  const { reserved, extensionRanges } = node;
  const groups = node.oneofs.map((oneof) => groupOf(scope, oneof));
  const isReserved = reserved.numbers.length > 0 || reserved.names.length > 0;
  return {
    fields: fieldsOf(scope, node),
    ...(groups.length === 0 ? {} : { groups }),
    ...(isReserved ? { reserved } : {}),
    ...(extensionRanges.length === 0 ? {} : { extensionRanges }),
  };
}

function groupOf(scope: ScopeSite, node: OneofNode): FieldGroup {
  return {
    kind: "oneof",
    coordinate: protobufMember(scope.fullName, node.name),
    origin: originOf(scope.at, node),
    name: node.name,
    members: node.members,
    ...elementFacts(scope, node),
  };
}

/** The message's own fields and those that extend it. */
function fieldsOf(scope: ScopeSite, node: MessageNode): readonly Field[] {
  const taken: Taken = { fields: [], numbers: new Map(), names: new Set() };
  const oneofs = featuresOfOneofs(scope, node);
  for (const item of node.fields) addField(scope, item, taken, oneofs);
  checkJsonNames(scope, taken.fields);
  for (const extension of scope.at.draft.extensions.get(scope.fullName) ?? []) {
    addExtension(scope, extension, taken);
  }
  return taken.fields;
}

type OneofFeatures = ReadonlyMap<string, Features>;

const NO_ONEOFS: OneofFeatures = new Map();

function featuresOfOneofs({ features }: ScopeSite, { oneofs }: MessageNode): OneofFeatures {
  if (oneofs.length === 0) return NO_ONEOFS;
  return new Map(oneofs.map(({ name, options }) => [name, inheritFeatures(features, options)]));
}

/** Fields so far, and what later ones cannot have again. */
interface Taken {
  readonly fields: Field[];
  readonly numbers: Map<number, string>;
  readonly names: Set<string>;
}

function addField(scope: ScopeSite, node: FieldNode, taken: Taken, oneofs: OneofFeatures): void {
  checkFieldNumber(scope, node);
  const holder = taken.numbers.get(node.number);
  const twice = taken.names.has(node.name)
    ? `${scope.fullName} has two fields named ${node.name}.`
    : holder === undefined
      ? undefined
      : `${scope.fullName} has two fields with the number ${node.number}, ${holder} and ${node.name}.`;
  if (twice !== undefined) {
    report(scope.at, "duplicate-definition", twice, node);
    return;
  }
  taken.numbers.set(node.number, node.name);
  taken.names.add(node.name);
  const features = node.oneof === undefined ? undefined : oneofs.get(node.oneof);
  const around = features === undefined ? scope : { ...scope, features };
  const coordinate = protobufField(scope.fullName, node.name, node.number);
  const name = { kind: "field", name: node.name, coordinate } as const;
  taken.fields.push(buildField(around, node, name));
}

function addExtension(scope: ScopeSite, { node, site }: Extension, taken: Taken): void {
  const fullName = protobufMember(site.fullName, node.name);
  const holder = taken.numbers.get(node.number);
  if (holder !== undefined) {
    const message = `${scope.fullName} has two fields with the number ${node.number}, ${holder} and the extension ${fullName}.`;
    report(site.at, "duplicate-definition", message, node);
    return;
  }
  taken.numbers.set(node.number, fullName);
  const name = { kind: "extension", name: `[${fullName}]`, coordinate: fullName } as const;
  taken.fields.push(buildField(site, node, name));
}
