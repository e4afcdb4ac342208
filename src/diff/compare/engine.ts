import type { CalendarDate } from "../../model/lifecycle.ts";
import type { Direction, Semantics } from "../../model/semantics.ts";
import type { ShapeRef } from "../../model/shape.ts";
import type { RuleId } from "../../rules/index.ts";
import { worse, type Severity } from "../../rules/rule.ts";
import { isUndecided, severityOnSurface, severityOnWire } from "../effects.ts";
import type { Finding, Subject } from "../finding.ts";
import type { Normal } from "../normal/normal.ts";
import type { Normaliser } from "../normal/normalise.ts";
import type { Sameness } from "../same.ts";
import type { Circumstances, Comparison, Inner, Pair, Report } from "./pair.ts";
import { compareFacets } from "./facets.ts";
import { meetShapes } from "./meet.ts";
import { toldAt } from "./told-at.ts";

/** Compares shapes of two contracts; every pair of shapes once per direction. */
export interface Engine {
  readonly before: Normaliser;
  readonly after: Normaliser;
  readonly semantics: Semantics;
  readonly sameness: Sameness;
  readonly today: CalendarDate;
  /** How many comparisons under way are only asked whether one shape can stand for another. */
  readonly guesses: { depth: number };
  /** The comparison of two uses of shapes: findings about the use itself, and the pairs inside. */
  meet(inner: Inner & { readonly circumstances: Circumstances }): Pair;
  /** Findings of a pair and of everything inside it, each once. `seen` spans several calls. */
  collect(root: Pair, seen: Set<Pair>, visit: (finding: Finding) => void): void;
  /** All of them at once; the same list whenever it is asked for again, where it is final. */
  findingsIn(root: Pair): readonly Finding[];
}

const MAX_GUESSES = 12;

/** Rules by which a shape takes the same values as before. */
const ABOUT_NO_VALUES: ReadonlySet<RuleId> = new Set([
  "inert-keyword-changed",
  "xml-changed",
  "discriminator-added",
  "discriminator-changed",
  "discriminator-removed",
  "discriminator-mapping-added",
  "discriminator-mapping-changed",
  "discriminator-mapping-removed",
]);

export function engineFor(
  sides: Omit<Engine, "guesses" | "meet" | "collect" | "findingsIn">,
): Engine {
  const pairOf = pairTable();
  const explored: Explored = new Map();
  const engine: Engine = {
    ...sides,
    guesses: { depth: 0 },
    meet: (inner) => {
      const use = newPair(EMPTY, EMPTY, inner.circumstances, inner.subject);
      use.progress = "done";
      if (inner.itself !== true && engine.sameness.same(inner.before, inner.after)) return use;
      meetShapes({ inner, engine, use: comparisonOf(engine, use, explored), pairOf });
      return use;
    },
    collect: (root, seen, visit) => {
      collect(root, seen, { expand, visit });
    },
    findingsIn: (root) => {
      if (root.whole !== undefined) return root.whole;
      const found: Finding[] = [];
      const visit = (finding: Finding) => found.push(finding);
      if (collect(root, new Set(), { expand, visit })) root.whole = found;
      return found;
    },
  };
  const expand = (pair: Pair): void => {
    if (pair.progress !== "new") return;
    pair.progress = "under way";
    if (pair.before !== pair.after) compareFacets(comparisonOf(engine, pair, explored));
    pair.progress = "done";
  };
  return engine;
}

/** Whether everything that was met is done: what is under way may find more. */
function collect(
  root: Pair,
  seen: Set<Pair>,
  to: { readonly expand: (pair: Pair) => void; readonly visit: (finding: Finding) => void },
): boolean {
  const stack = [root];
  let isDone = true;
  for (let pair = stack.pop(); pair !== undefined; pair = stack.pop()) {
    if (seen.has(pair)) continue;
    seen.add(pair);
    to.expand(pair);
    if (pair.progress !== "done") isDone = false;
    for (const finding of pair.findings) to.visit(finding);
    stack.push(...pair.children);
  }
  return isDone;
}

type PairTable = (
  before: Normal,
  after: Normal,
  circumstances: Circumstances,
  subject: Subject,
) => Pair;

/**
 * One pair for two shapes in the same circumstances, whoever asks. What stands in messages and has
 * no name is a pair of its own in every message: nobody else knows where it can be met.
 */
function pairTable(): PairTable {
  const pairs = new Map<Normal, Map<Normal, Map<string, Pair>>>();
  return (before, after, circumstances, subject) => {
    const byAfter = entry(pairs, before, () => new Map<Normal, Map<string, Pair>>());
    const byKey = entry(byAfter, after, () => new Map<string, Pair>());
    return entry(byKey, textOf(circumstances), () =>
      newPair(before, after, circumstances, subject),
    );
  };
}

/** One text for circumstances that are alike. */
function textOf(around: Circumstances): string {
  const { direction, carried = direction, surfaces, switched, message = "" } = around;
  return `${direction}|${carried}|${surfaces?.join(" ") ?? ""}|${around.textual === true}|${around.lists ?? "no"}|${around.nonEmpty === true}|${around.xml === true}|${around.sheltered === true}|${around.exact === true}|${message}|${switched?.element ?? ""}`;
}

/**
 * What comparisons that report nothing have found, where that is final: alternatives are asked again
 * and again whether they can stand for each other. It does not depend on the place that asks.
 */
type Explored = Map<ShapeRef, Map<ShapeRef, Map<string, readonly Finding[]>>>;

function comparisonOf(engine: Engine, pair: Pair, explored: Explored): Comparison {
  const explore: Explore = (inner) => {
    const byAfter = entry(
      explored,
      inner.before,
      () => new Map<ShapeRef, Map<string, readonly Finding[]>>(),
    );
    const known = entry(byAfter, inner.after, () => new Map<string, readonly Finding[]>());
    const key = textOf(inner.circumstances);
    const done = known.get(key);
    if (done !== undefined) return done;
    const use = engine.meet(inner);
    // What says nothing of the values does not decide whether one stands for another.
    const found = engine.findingsIn(use).filter(isTelling);
    if (use.whole !== undefined) known.set(key, found);
    return found;
  };
  const { subject, circumstances } = pair;
  const guesses = guessesOf(engine, pair, explore);
  return {
    pair,
    before: pair.before,
    after: pair.after,
    engine,
    today: engine.today,
    report: (report) => pair.findings.push(findingOf(pair, report)),
    reportAs: (other, report) => pair.findings.push(findingOf(other, report)),
    inner: (inner) => {
      // Most of what stands inside is the same, and there is nothing to find in it.
      if (engine.sameness.same(inner.before, inner.after)) return;
      pair.children.push(
        engine.meet({ ...inner, circumstances: inside(circumstances, inner.circumstances) }),
      );
    },
    rulesBetween: (before, after) =>
      new Set(explore({ before, after, subject, circumstances }).map(({ rule }) => rule)),
    ...guesses,
    keeps: (before, after, direction) => guesses.worst(before, after, direction) === "compatible",
  };
}

type Explore = (inner: Inner & { readonly circumstances: Circumstances }) => readonly Finding[];

/** What comparisons under other circumstances would find; nothing is reported. */
function guessesOf(
  engine: Engine,
  { subject, circumstances }: Pair,
  explore: Explore,
): Pick<Comparison, "worst" | "loss"> {
  /** Undefined where it is given up. */
  const guess = (before: ShapeRef, after: ShapeRef, direction: Direction, exact = false) => {
    if (engine.sameness.same(before, after)) return [];
    if (engine.guesses.depth >= MAX_GUESSES) return undefined;
    engine.guesses.depth += 1;
    const found = explore({
      before,
      after,
      subject,
      circumstances: {
        ...circumstances,
        direction,
        carried: circumstances.carried ?? circumstances.direction,
        switched: undefined,
        sheltered: false,
        ...(exact ? { exact } : {}),
      },
    });
    engine.guesses.depth -= 1;
    return found;
  };
  // Deeper guesses inside guesses are given up: not kept is the safe answer.
  const worst: Comparison["worst"] = (before, after, direction, surface = "wire") =>
    guess(before, after, direction)?.reduce<Severity>(
      (most, finding) => worse(most, severityOnSurface(surface, finding, engine.semantics)),
      "compatible",
    ) ?? "breaking";
  const loss: Comparison["loss"] = (before, after, direction, exact) => {
    const found = guess(before, after, direction, exact);
    if (found === undefined) return "undecided";
    const felt = found.filter(
      (finding) => severityOnWire(finding, engine.semantics) !== "compatible",
    );
    if (felt.length === 0) return "none";
    return felt.every(isUndecided) ? "undecided" : "certain";
  };
  return { worst, loss };
}

/** What is true of a whole text says nothing of the parts it is made of. */
function inside(around: Circumstances, own: Partial<Circumstances> | undefined): Circumstances {
  if (own === undefined && around.nonEmpty !== true) return around;
  return { ...around, nonEmpty: false, ...own };
}

/** What somebody may have meant decides nothing where the letter says the same on both sides. */
function isTelling({ rule, facts }: Finding): boolean {
  return !ABOUT_NO_VALUES.has(rule) && facts.variant !== "meant";
}

const EMPTY: Normal = {
  coordinate: "",
  origin: { file: "", offset: 0 },
  types: [],
  groups: [],
  nots: [],
  conditionals: [],
};

function newPair(
  before: Normal,
  after: Normal,
  circumstances: Circumstances,
  subject: Subject,
): Pair {
  return { before, after, circumstances, subject, findings: [], children: [], progress: "new" };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** A finding in the pair's own place and circumstances, unless the report says otherwise. */
export function findingOf(pair: Pair, report: Report): Finding {
  const { switched } = pair.circumstances;
  const subject = toldAt(switched, report.subject ?? pair.subject);
  const details =
    report.details?.detail === pair.subject.element
      ? { ...report.details, detail: toldAt(switched, pair.subject).element }
      : report.details;
  const surfaces = report.surfaces ?? pair.circumstances.surfaces;
  return {
    rule: report.rule,
    direction: pair.circumstances.direction,
    ...(surfaces === undefined ? {} : { surfaces }),
    facts: report.facts ?? {},
    ...(pair.circumstances.sheltered === true ? { sheltered: true } : {}),
    ...(report.closed === undefined ? {} : { closed: report.closed }),
    element: subject.element,
    kind: subject.kind,
    holder: subject.holder,
    details: { name: subject.name, ...details },
    ...(report.before === undefined ? {} : { before: side(report.before) }),
    ...(report.after === undefined ? {} : { after: side(report.after) }),
    ...(report.window === undefined ? {} : { window: report.window }),
    ...(report.effects === undefined ? {} : { effects: report.effects }),
  };
}

function side(part: NonNullable<Report["before"]>) {
  return { origin: part.origin, ...(part.value === undefined ? {} : { value: part.value }) };
}
