import type { Field } from "../../../model/shape.ts";
import {
  type EnumNode,
  type FieldNode,
  MAX_FIELD_NUMBER,
  type MessageNode,
  type Range,
  type ReservedNode,
} from "../syntax/syntax-tree.ts";
import { report, type ScopeSite } from "./context.ts";
import { optionValue } from "./option-facts.ts";

/** Numbers that the protobuf implementation keeps for itself. */
const IMPLEMENTATION: Range = [19_000, 19_999];

/** Reports what the grammar allows and the language forbids: no compiler takes such a file. */
export function checkMessage(scope: ScopeSite, node: MessageNode): void {
  checkReserved(scope, node.fields, node.reserved);
  for (const oneof of node.oneofs) {
    if (oneof.members.length > 0) continue;
    const message = `The oneof ${scope.fullName}.${oneof.name} has no fields.`;
    report(scope.at, "invalid-document", message, oneof);
  }
}

/** Field numbers run from 1 to 2^29 - 1, without those of the implementation. */
export function checkFieldNumber(scope: ScopeSite, node: FieldNode): void {
  const { number } = node;
  const [from, to] = IMPLEMENTATION;
  const message =
    number < 1 || number > MAX_FIELD_NUMBER
      ? `The field ${scope.fullName}.${node.name} has the number ${number}, which is not between 1 and ${MAX_FIELD_NUMBER}.`
      : number >= from && number <= to
        ? `The field ${scope.fullName}.${node.name} has the number ${number}; ${from} to ${to} belong to the protobuf implementation.`
        : undefined;
  if (message !== undefined) report(scope.at, "invalid-document", message, node);
}

/** An enum has a value, and an open one starts with zero. */
export function checkEnum(scope: ScopeSite, node: EnumNode, open: boolean): void {
  const [first] = node.values;
  if (first === undefined) {
    report(scope.at, "invalid-document", `The enum ${scope.fullName} has no values.`, node);
  } else if (open && first.number !== 0) {
    const message = `The first value of the open enum ${scope.fullName} must be zero.`;
    report(scope.at, "invalid-document", message, first);
  }
  checkReserved(scope, node.values, node.reserved);
  checkAliases(scope, node);
}

function checkAliases(scope: ScopeSite, node: EnumNode): void {
  if (optionValue(node.options, "allow_alias") === true) return;
  const names = new Map<number, string>();
  for (const value of node.values) {
    const first = names.get(value.number);
    if (first === undefined) {
      names.set(value.number, value.name);
      continue;
    }
    const message = `${scope.fullName} gives the number ${value.number} to ${first} and ${value.name} without allow_alias.`;
    report(scope.at, "invalid-document", message, value);
  }
}

interface Numbered {
  readonly name: string;
  readonly number: number;
  readonly line: number;
  readonly column: number;
}

function checkReserved(
  scope: ScopeSite,
  members: readonly Numbered[],
  reserved: ReservedNode,
): void {
  if (reserved.numbers.length === 0 && reserved.names.length === 0) return;
  const names = new Set(reserved.names);
  const ranges = reserved.numbers.toSorted(([a], [b]) => a - b);
  for (const member of members) {
    const what = names.has(member.name)
      ? "the reserved name"
      : isIn(ranges, member.number)
        ? `the reserved number ${member.number} for`
        : undefined;
    if (what === undefined) continue;
    const message = `${scope.fullName} uses ${what} ${member.name}.`;
    report(scope.at, "invalid-document", message, member);
  }
}

/** Binary search for the last range that starts at or below the number. */
function isIn(ranges: readonly Range[], number: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[0] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range !== undefined && number <= range[1];
}

/** Two fields with one JSON name cannot be told apart in JSON; proto2 lets it pass. */
export function checkJsonNames(scope: ScopeSite, fields: readonly Field[]): void {
  if (scope.features.get("json_format") !== "ALLOW") return;
  const names = new Map<string, string>();
  for (const { name, jsonName = name, origin } of fields) {
    const first = names.get(jsonName);
    if (first === undefined) {
      names.set(jsonName, name);
      continue;
    }
    const message = `The fields ${first} and ${name} of ${scope.fullName} have the same JSON name ${jsonName}.`;
    if ("line" in origin) report(scope.at, "invalid-document", message, origin);
  }
}
