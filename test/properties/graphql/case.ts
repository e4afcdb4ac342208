import { buildSchema } from "graphql";
import { diffContracts } from "../../../src/diff/index.ts";
import type { Change } from "../../../src/diff/change.ts";
import { graphqlReader } from "../../../src/formats/graphql/index.ts";
import type { Json } from "../../../src/model/json.ts";
import { memoryTree } from "../../../src/model/tree-in-memory.ts";
import { graphqlReferee, newlyBroken, type GraphqlReferee } from "../../../src/referee/index.ts";
import { randomFrom, type Random } from "../openapi/random.ts";
import { randomDocument } from "./documents.ts";
import { mutate } from "./mutations.ts";
import { randomResponse } from "./responses.ts";
import { randomSchema, sdlOf } from "./schemas.ts";

/** What the referee says against our answer for one generated pair. */
export interface Contradiction {
  readonly seed: number;
  readonly before: string;
  readonly after: string;
  readonly document: string;
  readonly data?: Json;
  readonly because: string;
}

/** Documents, and responses to them, that are tried on one pair. */
const DOCUMENTS = 12;

/** One pair, repeated exactly by its seed: a document or response that breaks, and we saw no break. */
export async function judgeCase(seed: number): Promise<Contradiction | undefined> {
  const random = randomFrom(seed);
  const made = randomSchema(random);
  const edited = mutate(made, random);
  const [schema, other] = seed % 2 === 0 ? [made, edited] : [edited, made];
  const before = sdlOf(schema);
  const after = sdlOf(other);
  const changes = await changesBetween(before, after);
  if (changes.some(breaks)) return undefined;
  const sides = { before: await refereeFor(before), after: await refereeFor(after) };
  for (let tried = 0; tried < DOCUMENTS; tried++) {
    const document = randomDocument(schema, random);
    const broken =
      judgeDocument(sides, document) ?? judgeResponse(sides, document, { after, random });
    const found = broken && { seed, before, after, document, ...broken };
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Referees {
  readonly before: GraphqlReferee;
  readonly after: GraphqlReferee;
}

type Broken = Pick<Contradiction, "because" | "data">;

function judgeDocument({ before, after }: Referees, document: string): Broken | undefined {
  if (before.validateDocument(document).ok !== true) return undefined;
  const answer = newlyBroken(before, after, document);
  return answer.ok === false
    ? { because: answer.errors.map(({ message }) => message).join("; ") }
    : undefined;
}

function judgeResponse(
  { before, after }: Referees,
  document: string,
  on: { readonly after: string; readonly random: Random },
): Broken | undefined {
  const isValid = [before, after].every((side) => side.validateDocument(document).ok === true);
  if (!isValid) return undefined;
  const data = randomResponse(buildSchema(on.after, { assumeValid: true }), document, on.random);
  if (after.readableBy(document, data).ok !== true) return undefined;
  const answer = before.readableBy(document, data);
  return answer.ok === false ? { because: answer.errors.join("; "), data } : undefined;
}

function breaks({ effects }: Change): boolean {
  return effects.some(({ surface, severity }) => surface === "wire" && severity === "breaking");
}

export async function changesBetween(before: string, after: string): Promise<readonly Change[]> {
  const read = (text: string) => {
    const name = text.startsWith("{") ? "shop.json" : "shop.graphql";
    return graphqlReader.read({ tree: memoryTree({ [name]: text }), entries: [name] });
  };
  const sides = [await read(before), await read(after)] as const;
  return diffContracts(sides[0].contract, sides[1].contract, { today: "2026-11-22" });
}

function refereeFor(text: string): Promise<GraphqlReferee> {
  return graphqlReferee(new Map([["shop.graphql", text]]));
}
