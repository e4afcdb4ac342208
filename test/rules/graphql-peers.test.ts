import {
  BreakingChangeType,
  buildSchema,
  DangerousChangeType,
  findSchemaChanges,
  SafeChangeType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { explainRules } from "../../src/app/explain.ts";
import { RULES, type RuleId } from "../../src/rules/index.ts";
import { changesOf } from "../diff/compare-texts.ts";

type Row = readonly [peerId: string, before: string, after: string, ours: RuleId];

const Q = "type Query { a: Int }";
const arg = (text: string) => `type Query { a${text === "" ? "" : `(x: ${text})`}: Int }`;
const input = (text: string) => `type Query { a(f: F): Int } input F { i: Int ${text} }`;
const hit = (members: string) =>
  `type Query { h: Hit o: O } type O { i: Int } type P { i: Int } union Hit = ${members}`;
const live = (text: string) => `${Q} directive @live${text}`;
const marked = (text: string) => `directive @mark on ${PLACES} ${text}`;
const PLACES =
  "SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION";
const node = (name: string) =>
  `type Query { o: O } interface N { i: Int } type O${name} { i: Int }`;

const GRAPHQL_JS: readonly Row[] = [
  ["TYPE_REMOVED", `${Q} type O { i: Int }`, Q, "type-removed"],
  [
    "TYPE_CHANGED_KIND",
    "type Query { o: O } scalar O",
    "type Query { o: O } enum O { A }",
    "type-kind-changed",
  ],
  ["TYPE_REMOVED_FROM_UNION", hit("O | P"), hit("O"), "alternative-removed"],
  [
    "VALUE_REMOVED_FROM_ENUM",
    "type Query { e: E } enum E { A B }",
    "type Query { e: E } enum E { A }",
    "enum-value-removed",
  ],
  ["REQUIRED_INPUT_FIELD_ADDED", input(""), input("j: Int!"), "field-added"],
  ["IMPLEMENTED_INTERFACE_REMOVED", node(" implements N"), node(""), "interface-removed"],
  ["FIELD_REMOVED", "type Query { a: Int b: Int }", Q, "field-removed"],
  ["FIELD_CHANGED_KIND", Q, "type Query { a: Boolean }", "type-changed"],
  ["FIELD_CHANGED_KIND", "type Query { a: Int! }", Q, "null-allowed"],
  ["REQUIRED_ARG_ADDED", arg(""), arg("Int!"), "field-added"],
  ["ARG_REMOVED", arg("Int"), arg(""), "field-removed"],
  ["ARG_CHANGED_KIND", arg("Int"), arg("Boolean"), "type-changed"],
  ["ARG_CHANGED_KIND", arg("Int"), arg("Int!"), "null-forbidden"],
  ["DIRECTIVE_REMOVED", live(" on FIELD"), Q, "directive-removed"],
  ["DIRECTIVE_ARG_REMOVED", live("(x: Int) on FIELD"), live(" on FIELD"), "field-removed"],
  ["REQUIRED_DIRECTIVE_ARG_ADDED", live(" on FIELD"), live("(x: Int!) on FIELD"), "field-added"],
  [
    "DIRECTIVE_REPEATABLE_REMOVED",
    live(" repeatable on FIELD"),
    live(" on FIELD"),
    "directive-repeatable-removed",
  ],
  [
    "DIRECTIVE_LOCATION_REMOVED",
    live(" on FIELD | QUERY"),
    live(" on FIELD"),
    "directive-location-removed",
  ],
  [
    "VALUE_ADDED_TO_ENUM",
    "type Query { e: E } enum E { A }",
    "type Query { e: E } enum E { A B }",
    "enum-value-added",
  ],
  ["TYPE_ADDED_TO_UNION", hit("O"), hit("O | P"), "alternative-added"],
  ["OPTIONAL_INPUT_FIELD_ADDED", input(""), input("j: Int"), "field-added"],
  ["OPTIONAL_ARG_ADDED", arg(""), arg("Int"), "field-added"],
  ["IMPLEMENTED_INTERFACE_ADDED", node(""), node(" implements N"), "interface-added"],
  ["ARG_DEFAULT_VALUE_CHANGE", arg("Int = 1"), arg("Int = 2"), "default-changed"],
  ["ARG_DEFAULT_VALUE_CHANGE", arg("Int! = 1"), arg("Int!"), "field-became-required"],
  ["INPUT_FIELD_DEFAULT_VALUE_CHANGE", input("j: Int = 1"), input("j: Int = 2"), "default-changed"],
  [
    "INPUT_FIELD_DEFAULT_VALUE_CHANGE",
    input("j: Int! = 1"),
    input("j: Int!"),
    "field-became-required",
  ],
  ["TYPE_ADDED", Q, `${Q} type O { i: Int }`, "type-added"],
  ["DIRECTIVE_ADDED", Q, live(" on FIELD"), "declaration-added"],
  ["FIELD_ADDED", Q, "type Query { a: Int b: Int }", "field-added"],
  [
    "DIRECTIVE_REPEATABLE_ADDED",
    live(" on FIELD"),
    live(" repeatable on FIELD"),
    "directive-repeatable-added",
  ],
  [
    "DIRECTIVE_LOCATION_ADDED",
    live(" on FIELD"),
    live(" on FIELD | QUERY"),
    "directive-location-added",
  ],
  ["OPTIONAL_DIRECTIVE_ARG_ADDED", live(" on FIELD"), live("(x: Int) on FIELD"), "field-added"],
  ["FIELD_CHANGED_KIND_SAFE", Q, "type Query { a: Int! }", "null-forbidden"],
  ["ARG_CHANGED_KIND_SAFE", arg("Int!"), arg("Int"), "null-allowed"],
  ["ARG_DEFAULT_VALUE_ADDED", arg("Int"), arg("Int = 1"), "default-changed"],
  ["ARG_DEFAULT_VALUE_ADDED", arg("Int!"), arg("Int! = 1"), "field-became-optional"],
  ["INPUT_FIELD_DEFAULT_VALUE_ADDED", input("j: Int"), input("j: Int = 1"), "default-changed"],
];

/** What a place looks like without and with a directive of the schema's own. */
const APPLIED: Readonly<Record<string, (mark: string) => string>> = {
  UNION_MEMBER: (mark) => marked(`type Query { h: Hit } type O { i: Int } union Hit ${mark} = O`),
  ENUM: (mark) => marked(`type Query { e: E } enum E ${mark} { A }`),
  ENUM_VALUE: (mark) => marked(`type Query { e: E } enum E { A ${mark} }`),
  INPUT_OBJECT: (mark) => marked(`type Query { a(f: F): Int } input F ${mark} { i: Int }`),
  SCALAR: (mark) => marked(`type Query { d: D } scalar D ${mark}`),
  OBJECT: (mark) => marked(`type Query { o: O } type O ${mark} { i: Int }`),
  INTERFACE: (mark) => marked(`type Query { n: N } interface N ${mark} { i: Int }`),
  ARGUMENT_DEFINITION: (mark) => marked(`type Query { a(x: Int ${mark}): Int }`),
  SCHEMA: (mark) => marked(`schema ${mark} { query: Query } ${Q}`),
  FIELD_DEFINITION: (mark) => marked(`type Query { a: Int ${mark} }`),
  INPUT_FIELD_DEFINITION: (mark) =>
    marked(`type Query { a(f: F): Int } input F { i: Int ${mark} }`),
};

const dated = (reason: string) => `type Query { a: Int b: Int ${reason} }`;
const value = (reason: string) => `type Query { e: E } enum E { A B ${reason} }`;

const INSPECTOR: readonly Row[] = [
  ["TYPE_REMOVED", `${Q} type O { i: Int }`, Q, "type-removed"],
  ["TYPE_ADDED", Q, `${Q} type O { i: Int }`, "type-added"],
  [
    "TYPE_KIND_CHANGED",
    "type Query { o: O } scalar O",
    "type Query { o: O } enum O { A }",
    "type-kind-changed",
  ],
  ["UNION_MEMBER_REMOVED", hit("O | P"), hit("O"), "alternative-removed"],
  ["UNION_MEMBER_ADDED", hit("O"), hit("O | P"), "alternative-added"],
  ["ENUM_VALUE_REMOVED", value(""), "type Query { e: E } enum E { A }", "enum-value-removed"],
  ["ENUM_VALUE_ADDED", "type Query { e: E } enum E { A }", value(""), "enum-value-added"],
  [
    "ENUM_VALUE_DEPRECATION_REASON_ADDED",
    value(""),
    value('@deprecated(reason: "x")'),
    "deprecation-added",
  ],
  [
    "ENUM_VALUE_DEPRECATION_REASON_CHANGED",
    value('@deprecated(reason: "x")'),
    value('@deprecated(reason: "y")'),
    "deprecation-reworded",
  ],
  [
    "ENUM_VALUE_DEPRECATION_REASON_REMOVED",
    value('@deprecated(reason: "x")'),
    value(""),
    "deprecation-removed",
  ],
  ["FIELD_REMOVED", "type Query { a: Int b: Int }", Q, "field-removed"],
  ["FIELD_ADDED", Q, "type Query { a: Int b: Int }", "field-added"],
  ["FIELD_TYPE_CHANGED", Q, "type Query { a: Boolean }", "type-changed"],
  ["FIELD_TYPE_CHANGED", Q, "type Query { a: Int! }", "null-forbidden"],
  ["FIELD_TYPE_CHANGED", "type Query { a: Int! }", Q, "null-allowed"],
  ["FIELD_DEPRECATION_ADDED", dated(""), dated("@deprecated"), "deprecation-added"],
  ["FIELD_DEPRECATION_REMOVED", dated("@deprecated"), dated(""), "deprecation-removed"],
  [
    "FIELD_DEPRECATION_REASON_CHANGED",
    dated('@deprecated(reason: "x")'),
    dated('@deprecated(reason: "y")'),
    "deprecation-reworded",
  ],
  [
    "FIELD_DEPRECATION_REASON_ADDED",
    dated("@deprecated"),
    dated('@deprecated(reason: "y")'),
    "deprecation-reworded",
  ],
  [
    "FIELD_DEPRECATION_REASON_REMOVED",
    dated('@deprecated(reason: "x")'),
    dated("@deprecated"),
    "deprecation-reworded",
  ],
  ["FIELD_ARGUMENT_ADDED", arg(""), arg("Int!"), "field-added"],
  ["FIELD_ARGUMENT_REMOVED", arg("Int"), arg(""), "field-removed"],
  ["FIELD_ARGUMENT_TYPE_CHANGED", arg("Int"), arg("Boolean"), "type-changed"],
  ["FIELD_ARGUMENT_TYPE_CHANGED", arg("Int"), arg("Int!"), "null-forbidden"],
  ["FIELD_ARGUMENT_DEFAULT_CHANGED", arg("Int = 1"), arg("Int = 2"), "default-changed"],
  ["FIELD_ARGUMENT_DEFAULT_CHANGED", arg("Int! = 1"), arg("Int!"), "field-became-required"],
  ["INPUT_FIELD_ADDED", input(""), input("j: Int!"), "field-added"],
  ["INPUT_FIELD_REMOVED", input("j: Int"), input(""), "field-removed"],
  ["INPUT_FIELD_TYPE_CHANGED", input("j: Int"), input("j: Boolean"), "type-changed"],
  ["INPUT_FIELD_TYPE_CHANGED", input("j: Int!"), input("j: Int"), "null-allowed"],
  ["INPUT_FIELD_DEFAULT_VALUE_CHANGED", input("j: Int = 1"), input("j: Int"), "default-changed"],
  ["OBJECT_TYPE_INTERFACE_ADDED", node(""), node(" implements N"), "interface-added"],
  ["OBJECT_TYPE_INTERFACE_REMOVED", node(" implements N"), node(""), "interface-removed"],
  [
    "SCHEMA_QUERY_TYPE_CHANGED",
    `schema { query: Query } ${Q} type R { a: Int }`,
    `schema { query: R } ${Q} type R { a: Int }`,
    "root-type-changed",
  ],
  [
    "SCHEMA_MUTATION_TYPE_CHANGED",
    `${Q} type Mutation { a: Int }`,
    `schema { query: Query } ${Q} type Mutation { a: Int }`,
    "operation-removed",
  ],
  [
    "SCHEMA_SUBSCRIPTION_TYPE_CHANGED",
    `schema { query: Query } ${Q} type S { a: Int }`,
    `schema { query: Query subscription: S } ${Q} type S { a: Int }`,
    "operation-added",
  ],
  ["DIRECTIVE_REMOVED", live(" on FIELD"), Q, "directive-removed"],
  ["DIRECTIVE_ADDED", Q, live(" on FIELD"), "declaration-added"],
  [
    "DIRECTIVE_REPEATABLE_ADDED",
    live(" on FIELD"),
    live(" repeatable on FIELD"),
    "directive-repeatable-added",
  ],
  [
    "DIRECTIVE_REPEATABLE_REMOVED",
    live(" repeatable on FIELD"),
    live(" on FIELD"),
    "directive-repeatable-removed",
  ],
  [
    "DIRECTIVE_LOCATION_ADDED",
    live(" on FIELD"),
    live(" on FIELD | QUERY"),
    "directive-location-added",
  ],
  [
    "DIRECTIVE_LOCATION_REMOVED",
    live(" on FIELD | QUERY"),
    live(" on FIELD"),
    "directive-location-removed",
  ],
  ["DIRECTIVE_ARGUMENT_ADDED", live(" on FIELD"), live("(x: Int!) on FIELD"), "field-added"],
  ["DIRECTIVE_ARGUMENT_REMOVED", live("(x: Int) on FIELD"), live(" on FIELD"), "field-removed"],
  [
    "DIRECTIVE_ARGUMENT_TYPE_CHANGED",
    live("(x: Int) on FIELD"),
    live("(x: Boolean) on FIELD"),
    "type-changed",
  ],
  [
    "DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED",
    live("(x: Int = 1) on FIELD"),
    live("(x: Int = 2) on FIELD"),
    "default-changed",
  ],
  [
    "DIRECTIVE_USAGE_INPUT_OBJECT_ADDED",
    input("j: Int"),
    input("j: Int").replace("input F", "input F @oneOf"),
    "exactly-one-added",
  ],
  [
    "DIRECTIVE_USAGE_INPUT_OBJECT_REMOVED",
    input("j: Int").replace("input F", "input F @oneOf"),
    input("j: Int"),
    "exactly-one-removed",
  ],
  [
    "DIRECTIVE_USAGE_ARGUMENT_ADDED",
    dated("@deprecated"),
    dated('@deprecated(reason: "y")'),
    "deprecation-reworded",
  ],
  [
    "DIRECTIVE_USAGE_ARGUMENT_REMOVED",
    dated('@deprecated(reason: "y")'),
    dated("@deprecated"),
    "deprecation-reworded",
  ],
  ...Object.entries(APPLIED).flatMap(([place, schema]): readonly Row[] => [
    [`DIRECTIVE_USAGE_${place}_ADDED`, schema(""), schema("@mark"), "attribute-changed"],
    [`DIRECTIVE_USAGE_${place}_REMOVED`, schema("@mark"), schema(""), "attribute-changed"],
  ]),
];

/** Changes of descriptions, which are for people, by element. */
const DESCRIBED = /_DESCRIPTION_(?:ADDED|CHANGED|REMOVED)$/;
/** What graphql-inspector defines and its comparison never reports. */
const NEVER_REPORTED = ["DIRECTIVE_USAGE_FIELD_ADDED", "DIRECTIVE_USAGE_FIELD_REMOVED"];

async function rulesBetween(before: string, after: string): Promise<readonly string[]> {
  return (await changesOf("graphql", before, after)).map(({ rule }) => rule);
}

describe("What graphql-js tells", () => {
  it.each(GRAPHQL_JS)("%s: %s to %s is told by %4$s", async (peerId, before, after, ours) => {
    const build = (text: string) => buildSchema(text, { assumeValidSDL: true });
    const theirs = findSchemaChanges(build(before), build(after)).map(({ type }) => String(type));
    expect(theirs).toContain(peerId);
    expect(await rulesBetween(before, after)).toContain(ours);
    expect(RULES[ours].peers?.["graphql-js"]).toContain(peerId);
  });

  it("is known whole: every type of change it has, but for descriptions", () => {
    const all = [BreakingChangeType, DangerousChangeType, SafeChangeType].flatMap((one) =>
      Object.values(one).map(String),
    );
    const known = new Set(GRAPHQL_JS.map(([peerId]) => peerId));
    expect(new Set(all).size).toBeGreaterThan(30);
    expect(all.filter((id) => !known.has(id))).toEqual(["DESCRIPTION_CHANGED"]);
  });
});

describe("What graphql-inspector tells", () => {
  it.each(INSPECTOR)("%s: %s to %s is told by %4$s", async (peerId, before, after, ours) => {
    expect(await rulesBetween(before, after)).toContain(ours);
    expect(explainRules(peerId).map(({ id }) => id)).toContain(ours);
  });

  it("is all of the 80 types of change it has that are no descriptions", () => {
    const known = new Set([...INSPECTOR.map(([peerId]) => peerId), ...NEVER_REPORTED]);
    const described = 13;
    expect([...known].filter((id) => DESCRIBED.test(id))).toEqual([]);
    expect(known.size + described).toBe(80);
  });
});

describe("Another tool's id", () => {
  it.each([
    ["FIELD_REMOVED", ["field-removed"]],
    ["FIELD_CHANGED_KIND", ["type-changed", "null-allowed"]],
    ["field-removed", ["field-removed"]],
  ])("%s stands for %j", (id, rules) => {
    expect(explainRules(id).map((rule) => rule.id)).toEqual(rules);
  });

  it("that nobody has is no rule", () => {
    expect(() => explainRules("FIELD_PAINTED")).toThrow(/no rule "FIELD_PAINTED"/);
  });
});
