import { buildSchema, introspectionFromSchema } from "graphql";
import { expect, it } from "vitest";
import { randomFrom } from "../openapi/random.ts";
import { changesBetween, judgeCase, type Contradiction } from "./case.ts";
import { rewritten } from "./rewrites.ts";
import { randomSchema, sdlOf } from "./schemas.ts";

const RUNS = Number(process.env["CONTRACT_DRIFT_PROPERTY_RUNS"] ?? 200);
/** Milliseconds that a run of so many may take on a busy machine. */
const LIMIT = 60_000 + RUNS * 200;

it(
  `lets graphql-js contradict none of ${RUNS} generated pairs of schemas`,
  async () => {
    const found: Contradiction[] = [];
    for (let seed = 0; seed < RUNS; seed++) {
      const contradiction = await judgeCase(seed);
      if (contradiction !== undefined) found.push(contradiction);
    }
    expect(found).toEqual([]);
  },
  LIMIT,
);

it(
  "sees no change in the same schema in other words",
  async () => {
    for (let seed = 0; seed < RUNS / 4; seed++) {
      const random = randomFrom(seed);
      const schema = randomSchema(random);
      const changes = await changesBetween(sdlOf(schema), rewritten(schema, random));
      const told = changes.map(({ rule, element }) => `${String(seed)}: ${rule} ${element}`);
      expect(told).toEqual([]);
    }
  },
  LIMIT,
);

it(
  "sees no change between a schema and what introspection tells of it",
  async () => {
    for (let seed = 0; seed < RUNS / 10; seed++) {
      const text = sdlOf(randomSchema(randomFrom(seed)));
      const told = introspectionFromSchema(buildSchema(text, { assumeValid: true }));
      const changes = await changesBetween(text, JSON.stringify({ data: told }));
      expect(changes.map(({ rule, element }) => `${String(seed)}: ${rule} ${element}`)).toEqual([]);
    }
  },
  LIMIT,
);
