import type { Contract } from "../model/contract.ts";
import type { Message, Operation } from "../model/operation.ts";
import type { Direction } from "../model/semantics.ts";
import type { ArrayFacet, Field, ObjectFacet, Shape, ShapeRef, TypeId } from "../model/shape.ts";
import type { Reach } from "./change.ts";
import { memberStep } from "./compare/fields.ts";
import type { Holder } from "./finding.ts";

/** More places than this are counted, not listed. */
const MAX_PLACES = 100;

/** Who refers to a type: another type or an operation's message, and how. */
interface Use {
  readonly holder: Holder;
  /** Of a message: its own direction. Of a type: that of what it belongs to. */
  readonly direction: Direction | "inherited";
  /** An argument: sent, although the type around it is received. */
  readonly turned: boolean;
}

/** Where the elements of one contract can be met; built once, asked for what changed. */
export interface ReachIndex {
  /** Whether an operation leads to the type in a direction. */
  reached(type: TypeId, direction: Direction): boolean;
  /** Whether anything at all refers to the type, operations or other types. */
  used(type: TypeId): boolean;
  /** The operations that lead to a place, with the shortest way in each, and how many there are. */
  of(
    holder: Holder,
    directions: ReadonlySet<Direction>,
  ): { readonly places: readonly Reach[]; readonly total: number };
}

export function reachIndexOf(contract: Contract): ReachIndex {
  const uses = new Map<TypeId, Use[]>();
  const record = (to: TypeId, use: Use) => {
    const known = uses.get(to);
    if (known === undefined) uses.set(to, [use]);
    else known.push(use);
  };
  for (const operation of contract.operations) recordOperation(operation, record);
  for (const [id, type] of contract.types) {
    followShape(
      type.shape,
      { holder: { type: id, place: "" }, direction: "inherited", turned: false },
      record,
    );
  }
  const reached = reachedTypes(uses);
  const ways = new Map<string, readonly Reach[]>();
  return {
    reached: (type, direction) => reached.has(`${direction} ${type}`),
    used: (type) => (uses.get(type) ?? []).some((use) => use.holder.type !== type),
    of: (holder, directions) => {
      if (holder.operation !== undefined) {
        return { places: [{ operation: holder.operation, place: holder.place }], total: 1 };
      }
      if (holder.type === undefined) return { places: [], total: 0 };
      const starts: ReadonlySet<Direction> =
        holder.turned === true ? new Set(["output"]) : directions;
      const key = `${[...starts].join(" ")} ${holder.type}`;
      const known = ways.get(key) ?? waysTo(holder.type, starts, uses);
      ways.set(key, known);
      const places = known
        .slice(0, MAX_PLACES)
        .map((way) => ({ operation: way.operation, place: way.place + holder.place }));
      return { places, total: known.length };
    },
  };
}

type Record = (to: TypeId, use: Use) => void;

function recordOperation(operation: Operation, record: Record): void {
  for (const message of operation.messages) {
    const base =
      message.kind === "request" ? "" : message.selector === "" ? "res" : `res.${message.selector}`;
    for (const parameter of message.parameters) {
      const step = `${parameter.place}.${parameter.position ?? parameter.name}`;
      followShape(
        parameter.shape,
        useIn(operation, message, base === "" ? step : `${base}.${step}`),
        record,
      );
    }
    for (const content of message.body?.contents ?? []) {
      const media = content.mediaType === "" ? "" : `[${content.mediaType}]`;
      const use = useIn(operation, message, `${base === "" ? "req" : base}${media}`);
      if (content.shape !== undefined) followShape(content.shape, use, record);
      if (content.itemShape !== undefined)
        followShape(content.itemShape, stepped(use, "[]"), record);
    }
  }
}

function useIn(operation: Operation, message: Message, place: string): Use {
  return {
    holder: { operation: operation.coordinate, place },
    direction: message.direction,
    turned: false,
  };
}

function stepped(use: Use, step: string): Use {
  return { ...use, holder: { ...use.holder, place: use.holder.place + step } };
}

/** Records every reference below a shape that is not itself declared. */
function followShape(root: ShapeRef, use: Use, record: Record): void {
  const stack: { readonly ref: ShapeRef; readonly use: Use }[] = [{ ref: root, use }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.ref.kind === "ref") {
      record(next.ref.to, next.use);
      continue;
    }
    for (const child of childrenOf(next.ref, next.use)) stack.push(child);
  }
}

type Child = { readonly ref: ShapeRef; readonly use: Use };

function childrenOf(shape: Shape, use: Use): readonly Child[] {
  const all = (refs: readonly ShapeRef[] = []) =>
    refs.flatMap((ref, index) => childAt(use, `<${index}>`, ref));
  return [
    ...(shape.allOf ?? []).flatMap((ref) => childAt(use, "", ref)),
    ...all(shape.anyOf),
    ...all(shape.oneOf),
    ...childAt(use, "", shape.not),
    ...Object.values(shape.conditional ?? {}).flatMap((ref: ShapeRef) => childAt(use, "", ref)),
    ...childAt(use, "", shape.string?.contentSchema),
    ...(shape.array === undefined ? [] : arrayChildren(shape.array, use)),
    ...(shape.object === undefined ? [] : objectChildren(shape.object, use)),
  ];
}

function childAt(use: Use, step: string, ref: ShapeRef | undefined): readonly Child[] {
  return ref === undefined ? [] : [{ ref, use: stepped(use, step) }];
}

function arrayChildren(array: ArrayFacet, use: Use): readonly Child[] {
  return [
    ...childAt(use, "[]", array.items),
    ...(array.prefixItems ?? []).flatMap((ref, index) => childAt(use, `[${index}]`, ref)),
    ...childAt(use, "[]", array.contains?.shape),
  ];
}

function objectChildren(object: ObjectFacet, use: Use): readonly Child[] {
  return [
    ...object.fields.flatMap((field) => fieldChildren(field, use)),
    ...(typeof object.additional === "object" ? childAt(use, "{}", object.additional) : []),
    ...(object.patternFields ?? []).flatMap((entry) => childAt(use, "{}", entry.shape)),
    ...Object.values(object.dependentSchemas ?? {}).flatMap((ref) => childAt(use, "", ref)),
  ];
}

function fieldChildren(field: Field, use: Use): readonly Child[] {
  const inner = stepped(use, memberStep(field.name));
  const sent = (field.arguments ?? []).map((argument) => ({
    ref: argument.shape,
    use: { ...stepped(inner, `(${argument.name}:)`), turned: true },
  }));
  return [{ ref: field.shape, use: inner }, ...sent];
}

/** `direction type` for every type that an operation leads to. */
function reachedTypes(uses: ReadonlyMap<TypeId, readonly Use[]>): ReadonlySet<string> {
  const forward = new Map<TypeId, { readonly to: TypeId; readonly turned: boolean }[]>();
  const queue: { readonly type: TypeId; readonly direction: Direction }[] = [];
  for (const [to, list] of uses) {
    for (const use of list) {
      if (use.holder.type !== undefined) {
        const known = forward.get(use.holder.type);
        if (known === undefined) forward.set(use.holder.type, [{ to, turned: use.turned }]);
        else known.push({ to, turned: use.turned });
      } else if (use.direction !== "inherited") {
        queue.push({ type: to, direction: use.turned ? "input" : use.direction });
      }
    }
  }
  const reached = new Set<string>();
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const key = `${next.direction} ${next.type}`;
    if (reached.has(key)) continue;
    reached.add(key);
    for (const edge of forward.get(next.type) ?? []) {
      queue.push({ type: edge.to, direction: edge.turned ? "input" : next.direction });
    }
  }
  return reached;
}

/** The ways from operations to a type, in each direction asked for; computed once per type. */
function waysTo(
  type: TypeId,
  directions: ReadonlySet<Direction>,
  uses: ReadonlyMap<TypeId, readonly Use[]>,
): readonly Reach[] {
  const found = new Map<string, Reach>();
  const queue: Step[] = [...directions].map((direction) => ({ type, direction }));
  const seen = new Set(queue.map(keyOfStep));
  for (let index = 0; index < queue.length; index++) {
    const step = queue[index];
    if (step === undefined) break;
    for (const use of uses.get(step.type) ?? []) {
      if (use.turned && step.direction !== "input") continue;
      if (use.holder.operation !== undefined) {
        if (use.turned || use.direction === step.direction) recordWay(found, use, step);
        continue;
      }
      for (const next of stepsInto(use, step)) {
        if (seen.has(keyOfStep(next))) continue;
        seen.add(keyOfStep(next));
        queue.push(next);
      }
    }
  }
  return [...found.values()].sort(byPlace);
}

/** One type on the way back to an operation, and how the next one refers to it. */
interface Step {
  readonly type: TypeId;
  readonly direction: Direction;
  readonly from?: { readonly step: Step; readonly place: string };
}

function keyOfStep(step: Step): string {
  return `${step.direction} ${step.type}`;
}

/** The type that holds the use; the type around an argument is met in either direction. */
function stepsInto(use: Use, step: Step): readonly Step[] {
  const { type, place } = use.holder;
  if (type === undefined) return [];
  const directions: readonly Direction[] = use.turned ? ["input", "output"] : [step.direction];
  return directions.map((direction) => ({ type, direction, from: { step, place } }));
}

function recordWay(found: Map<string, Reach>, use: Use, step: Step): void {
  const { operation, place } = use.holder;
  if (operation === undefined) return;
  const message = place.split(/[.[(<{]/, 2).join(" ");
  const key = `${operation} ${message}`;
  if (found.has(key)) return;
  let way = place;
  for (let at = step; at.from !== undefined; at = at.from.step) way += at.from.place;
  found.set(key, { operation, place: way });
}

function byPlace(a: Reach, b: Reach): number {
  const x = `${a.operation} ${a.place}`;
  const y = `${b.operation} ${b.place}`;
  return x < y ? -1 : x > y ? 1 : 0;
}
