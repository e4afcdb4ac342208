import { isJsonObject } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Shape, ShapeRef } from "../../model/shape.ts";
import { isOfType } from "../../evidence/resolve/shape-parts.ts";
import { violation } from "./judging.ts";
import type { Judged, Judging, Violation } from "./judging.ts";
import type { ValuePlace } from "./place.ts";
import { arrayViolations, objectViolations } from "./violations-inside.ts";
import { scalarViolations } from "./violations-scalar.ts";

/** How often shapes may lead to each other over one value. */
const DEPTH = 200;

/** Why a shape does not take a value; none where it does. */
export function violationsOf(
  judging: Judging,
  ref: ShapeRef,
  value: Json,
  place: ValuePlace,
): readonly Violation[] {
  return judge({ ...judging, known: new Map() }, ref, { value, place, depth: 0 });
}

/** Terms with the answers given so far: alternatives ask the same of the same value many times. */
interface Asking extends Judging {
  readonly known: Map<ShapeRef, Map<Json, readonly Violation[]>>;
}

function judge(asking: Asking, ref: ShapeRef, judged: Judged): readonly Violation[] {
  const deeper = { ...judged, depth: judged.depth + 1 };
  if (deeper.depth > DEPTH) return [];
  if (typeof judged.value !== "object" || judged.value === null) return ask(asking, ref, deeper);
  const answers = asking.known.get(ref) ?? new Map<Json, readonly Violation[]>();
  asking.known.set(ref, answers);
  const answer = answers.get(judged.value) ?? ask(asking, ref, deeper);
  answers.set(judged.value, answer);
  return answer;
}

function ask(asking: Asking, ref: ShapeRef, judged: Judged): readonly Violation[] {
  if (ref.kind === "ref") {
    if (judged.value === null && ref.nullable) return [];
    const type = asking.contract.types.get(ref.to);
    return type === undefined ? [] : judge(asking, type.shape, judged);
  }
  const ofType = typeViolation(ref, judged);
  if (ofType !== undefined) return [ofType];
  const inside = {
    judging: asking,
    judge: (part: ShapeRef, one: Judged) => judge(asking, part, one),
  };
  return [
    ...(asking.isExact(judged.place.path) ? scalarViolations(ref, judged) : []),
    ...arrayViolations(inside, ref, judged),
    ...objectViolations(inside, ref, judged),
    ...(ref.allOf ?? []).flatMap((part) => judge(asking, part, judged)),
    ...alternativeViolations(asking, ref, judged),
    ...conditionViolations(asking, ref, judged),
  ];
}

function typeViolation(shape: Shape, { value, place }: Judged): Violation | undefined {
  const { types } = shape;
  if (types === undefined || types.some((type) => isOfType(type, value))) return undefined;
  return violation(place, "type", `must be ${types.length === 0 ? "absent" : types.join(" or ")}`);
}

/** At least one alternative takes the value; of `oneOf` exactly one where the value is whole. */
function alternativeViolations(
  judging: Asking,
  shape: Shape,
  judged: Judged,
): readonly Violation[] {
  const tagged = taggedViolations(judging, shape, judged);
  if (tagged !== undefined) return tagged;
  const found: Violation[] = [];
  for (const alternatives of [shape.anyOf, shape.oneOf]) {
    if (alternatives === undefined || alternatives.length === 0) continue;
    const each = alternatives.map((one) => judge(judging, one, judged));
    const fitting = each.filter((one) => one.length === 0).length;
    if (fitting === 0) found.push(...nearest(each));
    else if (alternatives === shape.oneOf && fitting > 1 && isWhole(judging, judged)) {
      found.push(violation(judged.place, "one-of", `fits ${fitting} alternatives, not one`));
    }
  }
  return found;
}

function isWhole(judging: Judging, judged: Judged): boolean {
  return judging.whole && judging.isExact(judged.place.path);
}

/** What the alternative says that has least to object. */
function nearest(each: readonly (readonly Violation[])[]): readonly Violation[] {
  return each.reduce((best, one) => (one.length < best.length ? one : best));
}

/** A discriminator decides by the value of its property alone (OpenAPI 3.1, 4.8.25). */
function taggedViolations(
  judging: Asking,
  shape: Shape,
  judged: Judged,
): readonly Violation[] | undefined {
  const { discriminator } = shape;
  const { value, place } = judged;
  const alternatives = [...(shape.oneOf ?? []), ...(shape.anyOf ?? [])];
  if (discriminator === undefined || alternatives.length === 0) return undefined;
  if (!isJsonObject(value) || !Object.hasOwn(value, discriminator.property)) return undefined;
  const tag = value[discriminator.property];
  const { mapping } = discriminator;
  const chosen = typeof tag === "string" && Object.hasOwn(mapping, tag) ? mapping[tag] : undefined;
  if (chosen === undefined) {
    return [violation(place, "discriminator", `is of no known ${discriminator.property}`)];
  }
  const named = alternatives.find((one) => one.kind === "ref" && one.to === chosen);
  return named === undefined ? undefined : judge(judging, named, judged);
}

/** What a part of a value does not fulfil, the whole may: `not` and `if` are asked of whole values. */
function conditionViolations(judging: Asking, shape: Shape, judged: Judged): readonly Violation[] {
  const whole: Asking = judging.whole ? judging : { ...judging, whole: true, known: new Map() };
  const found: Violation[] = [];
  if (shape.not !== undefined && isWhole(judging, judged)) {
    if (judge(whole, shape.not, judged).length === 0) {
      found.push(violation(judged.place, "not", "is what the contract excludes"));
    }
  }
  const { conditional } = shape;
  if (conditional === undefined) return found;
  const holds = judge(whole, conditional.if, judged).length === 0;
  const branch = holds ? conditional.then : conditional.else;
  return branch === undefined ? found : [...found, ...judge(judging, branch, judged)];
}
