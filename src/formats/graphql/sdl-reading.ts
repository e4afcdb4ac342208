import { DirectiveLocation } from "graphql/language/directiveLocation.js";
import { META_FIELDS } from "./definitions.ts";
import type {
  DefinitionKind,
  FieldDefinition,
  InputDefinition,
  OperationKind,
  TypeDefinition,
  TypeExpression,
  TypeUse,
  ValueDefinition,
} from "./definitions.ts";
import {
  CODE,
  Unusual,
  expect,
  originAt,
  peek,
  takeName,
  takes,
  takesKeyword,
} from "./sdl-cursor.ts";
import type { Cursor } from "./sdl-cursor.ts";
import { skipDescription } from "./sdl-strings.ts";
import { takeApplied, takeValue, within } from "./sdl-values.ts";
import type { WrittenDefinition, WrittenSchema, WrittenType } from "./written.ts";

/** What a definition begins with: its keyword and, of types, the name. */
export interface Head {
  readonly keyword: string;
  readonly isExtension: boolean;
  /** Of types. */
  readonly name: string | undefined;
  /** Where the name begins in the text. */
  readonly nameAt: number;
}

const KINDS: ReadonlyMap<string, DefinitionKind> = new Map([
  ["scalar", "scalar"],
  ["type", "object"],
  ["interface", "interface"],
  ["union", "union"],
  ["enum", "enum"],
  ["input", "input"],
]);

/** The head of the definition or extension that is next (specification, 3.2). */
export function takeHead(cursor: Cursor): Head {
  const isDescribed = peek(cursor) === CODE.quote;
  skipDescription(cursor);
  const first = takeName(cursor);
  const isExtension = first === "extend" && !isDescribed;
  const keyword = isExtension ? takeName(cursor) : first;
  if (!KINDS.has(keyword)) return { keyword, isExtension, name: undefined, nameAt: cursor.at };
  peek(cursor);
  const nameAt = cursor.at;
  return { keyword, isExtension, name: takeName(cursor), nameAt };
}

/** What follows a head. Throws `Unusual` where it is no definition of a schema. */
export function takeDefinition(cursor: Cursor, head: Head): WrittenDefinition {
  const kind = KINDS.get(head.keyword);
  const { name, isExtension } = head;
  if (kind !== undefined && name !== undefined)
    return takeType(cursor, { kind, name, nameAt: head.nameAt, isExtension });
  if (head.keyword === "schema") return takeSchema(cursor, isExtension);
  if (head.keyword !== "directive") throw new Unusual();
  return isExtension ? takeDirectiveExtension(cursor) : takeDirective(cursor);
}

interface TypeHead {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly nameAt: number;
  readonly isExtension: boolean;
}

const NOTHING: readonly never[] = [];

function takeType(cursor: Cursor, { kind, name, nameAt, isExtension }: TypeHead): WrittenType {
  const composite = kind === "object" || kind === "interface";
  const interfaces = composite ? takeInterfaces(cursor) : NOTHING;
  const applied = takeApplied(cursor);
  const members = kind === "union" ? takeMembers(cursor) : NOTHING;
  const fields = composite ? takeBlock(cursor, takeField) : NOTHING;
  const inputs = kind === "input" ? takeBlock(cursor, takeInput) : NOTHING;
  const values = kind === "enum" ? takeBlock(cursor, takeEnumValue) : NOTHING;
  const type: TypeDefinition = {
    kind,
    name,
    origin: originAt(cursor, nameAt),
    applied,
    interfaces,
    members,
    fields,
    inputs,
    values,
  };
  if (isExtension && saysNothing(type)) throw new Unusual();
  return { form: isExtension ? "type-extension" : "type", type, distinct: isDistinctType(type) };
}

function saysNothing({ interfaces, applied, members, fields, inputs, values }: TypeDefinition) {
  const said = [interfaces, applied, members, fields, inputs, values];
  return said.every((list) => list.length === 0);
}

function takeInterfaces(cursor: Cursor): readonly TypeUse[] {
  return takesKeyword(cursor, "implements") ? takeUses(cursor, CODE.ampersand) : NOTHING;
}

function takeMembers(cursor: Cursor): readonly TypeUse[] {
  return takes(cursor, CODE.equals) ? takeUses(cursor, CODE.bar) : NOTHING;
}

function takeUses(cursor: Cursor, delimiter: number): readonly TypeUse[] {
  takes(cursor, delimiter);
  const uses: TypeUse[] = [];
  do uses.push(takeUse(cursor));
  while (takes(cursor, delimiter));
  return uses;
}

function takeUse(cursor: Cursor): TypeUse {
  peek(cursor);
  const origin = originAt(cursor, cursor.at);
  return { name: takeName(cursor), origin };
}

/** What stands in braces, at least one; nothing where there are none. */
function takeBlock<T>(cursor: Cursor, take: (cursor: Cursor) => T): readonly T[] {
  if (!takes(cursor, CODE.openBrace)) return NOTHING;
  const items: T[] = [];
  do items.push(take(cursor));
  while (!takes(cursor, CODE.closeBrace));
  return items;
}

function takeField(cursor: Cursor): FieldDefinition {
  skipDescription(cursor);
  peek(cursor);
  const origin = originAt(cursor, cursor.at);
  const name = takeName(cursor);
  const inputs = takeInputs(cursor);
  expect(cursor, CODE.colon);
  return {
    name,
    origin,
    type: takeExpression(cursor),
    arguments: inputs,
    applied: takeApplied(cursor),
  };
}

function takeInputs(cursor: Cursor): readonly InputDefinition[] {
  if (!takes(cursor, CODE.open)) return NOTHING;
  const inputs: InputDefinition[] = [];
  do inputs.push(takeInput(cursor));
  while (!takes(cursor, CODE.close));
  return inputs;
}

function takeInput(cursor: Cursor): InputDefinition {
  skipDescription(cursor);
  peek(cursor);
  const origin = originAt(cursor, cursor.at);
  const name = takeName(cursor);
  expect(cursor, CODE.colon);
  const type = takeExpression(cursor);
  if (!takes(cursor, CODE.equals)) return { name, origin, type, applied: takeApplied(cursor) };
  return { name, origin, type, default: takeValue(cursor), applied: takeApplied(cursor) };
}

const RESERVED: ReadonlySet<string> = new Set(["true", "false", "null"]);

function takeEnumValue(cursor: Cursor): ValueDefinition {
  skipDescription(cursor);
  const { name, origin } = takeUse(cursor);
  if (RESERVED.has(name)) throw new Unusual();
  return { name, origin, applied: takeApplied(cursor) };
}

function takeExpression(cursor: Cursor): TypeExpression {
  const type = peek(cursor) === CODE.openBracket ? takeList(cursor) : takeNamed(cursor);
  return takes(cursor, CODE.bang) ? { kind: "non-null", of: type } : type;
}

function takeList(cursor: Cursor): TypeExpression {
  const origin = originAt(cursor, cursor.at++);
  const of = within(cursor, () => takeExpression(cursor));
  expect(cursor, CODE.closeBracket);
  return { kind: "list", of, origin };
}

function takeNamed(cursor: Cursor): TypeExpression {
  const origin = originAt(cursor, cursor.at);
  return { kind: "named", name: takeName(cursor), origin };
}

function takeSchema(cursor: Cursor, isExtension: boolean): WrittenSchema {
  const origin = originAt(cursor, cursor.start);
  const applied = takeApplied(cursor);
  const roots = takeBlock(cursor, takeRoot);
  if (roots.length === 0 && (!isExtension || applied.length === 0)) throw new Unusual();
  return { form: isExtension ? "schema-extension" : "schema", origin, applied, roots };
}

const OPERATIONS: ReadonlyMap<string, OperationKind> = new Map([
  ["query", "query"],
  ["mutation", "mutation"],
  ["subscription", "subscription"],
]);

function takeRoot(cursor: Cursor): WrittenSchema["roots"][number] {
  const operation = OPERATIONS.get(takeName(cursor));
  if (operation === undefined) throw new Unusual();
  expect(cursor, CODE.colon);
  return { operation, type: takeUse(cursor) };
}

function takeDirective(cursor: Cursor): WrittenDefinition {
  expect(cursor, CODE.at);
  const { name, origin } = takeUse(cursor);
  const inputs = takeInputs(cursor);
  const applied = takeApplied(cursor);
  const repeatable = takesKeyword(cursor, "repeatable");
  if (!takesKeyword(cursor, "on")) throw new Unusual();
  const locations = takeUses(cursor, CODE.bar).map((use) => use.name);
  if (!locations.every((location) => Object.hasOwn(DirectiveLocation, location)))
    throw new Unusual();
  return {
    form: "directive",
    directive: { name, origin, arguments: inputs, locations, repeatable, applied },
  };
}

function takeDirectiveExtension(cursor: Cursor): WrittenDefinition {
  expect(cursor, CODE.at);
  const name = takeName(cursor);
  const applied = takeApplied(cursor);
  if (applied.length === 0) throw new Unusual();
  return { form: "directive-extension", name, applied };
}

function isDistinctType({ interfaces, members, fields, inputs, values }: TypeDefinition): boolean {
  return (
    isDistinct(interfaces) &&
    isDistinct(members) &&
    isDistinct(fields) &&
    isDistinct(inputs) &&
    isDistinct(values) &&
    fields.every((field) => !META_FIELDS.has(field.name) && isDistinct(field.arguments))
  );
}

/** As many as are compared with each other faster than they are collected. */
const FEW = 6;

function isDistinct(items: readonly { readonly name: string }[]): boolean {
  if (items.length > FEW) return new Set(items.map((item) => item.name)).size === items.length;
  for (let at = 1; at < items.length; at++) {
    for (let other = 0; other < at; other++) {
      if (items[at]?.name === items[other]?.name) return false;
    }
  }
  return true;
}
