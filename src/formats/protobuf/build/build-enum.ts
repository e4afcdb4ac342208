import type { NamedType } from "../../../model/contract.ts";
import { protobufMember } from "../../../model/coordinate.ts";
import type { EnumValue } from "../../../model/shape.ts";
import type { EnumNode, EnumValueNode } from "../syntax/syntax-tree.ts";
import { checkEnum } from "./checks.ts";
import { elementFacts, originOf, report, type ScopeSite } from "./context.ts";
import { inheritFeatures } from "./features.ts";
import { typeFacts } from "./type-facts.ts";
import { declareType } from "./declare-type.ts";

/** An enum as a type. Values are told apart by name; later names of a number are its aliases. */
export function buildEnum(around: ScopeSite, node: EnumNode): void {
  const fullName = protobufMember(around.fullName, node.name);
  const features = inheritFeatures(around.features, node.options);
  const scope: ScopeSite = { at: around.at, fullName, features };
  const open = features.get("enum_type") === "OPEN";
  const origin = originOf(scope.at, node);
  checkEnum(scope, node, open);
  const type: NamedType = {
    kind: "type",
    coordinate: fullName,
    origin,
    id: fullName,
    name: node.name,
    definition: "enum",
    file: scope.at.file.path,
    shape: {
      kind: "shape",
      coordinate: fullName,
      origin,
      types: ["integer"],
      nominal: fullName,
      encoding: "enum",
      values: { open, items: valuesOf(scope, node) },
    },
    reserved: node.reserved,
    ...(scope.at.stability === undefined ? {} : { stability: scope.at.stability }),
    ...elementFacts(scope, node, (facts) => typeFacts(scope, node, facts)),
  };
  declareType(scope.at, type, node);
}

function valuesOf(scope: ScopeSite, node: EnumNode): readonly EnumValue[] {
  const values = new Map<string, EnumValue>();
  const numbers = new Set<number>();
  for (const item of node.values) {
    if (values.has(item.name)) {
      const message = `${scope.fullName} has two values named ${item.name}.`;
      report(scope.at, "duplicate-definition", message, item);
      continue;
    }
    values.set(item.name, valueOf(scope, item, numbers.has(item.number)));
    numbers.add(item.number);
  }
  return [...values.values()];
}

function valueOf(scope: ScopeSite, node: EnumValueNode, alias: boolean): EnumValue {
  return {
    kind: "enum-value",
    coordinate: protobufMember(scope.fullName, node.name),
    origin: originOf(scope.at, node),
    value: node.name,
    number: node.number,
    ...(alias ? { alias } : {}),
    ...elementFacts(scope, node),
  };
}
