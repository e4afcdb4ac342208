import type { ConsumerImpact } from "../../impact/verdict.ts";
import type { Finding } from "../findings.ts";

/** A line between neighbouring columns, by the rows of its ends. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly breaks: boolean;
}

/** Who is hit by what: the labels of three columns of boxes from the top, and the lines between them. */
export interface BlastRadius {
  readonly columns: readonly [
    elements: readonly string[],
    consumers: readonly string[],
    teams: readonly string[],
  ];
  /** From elements to consumers, then from consumers to teams. */
  readonly edges: readonly [readonly GraphEdge[], readonly GraphEdge[]];
}

/** Boxes in a column; what is over it becomes one box with a count. */
const ROWS = 30;

/** What the label of that box begins with; it stands last in its column. */
const REST = "… ";

/** How often columns are sorted by their neighbours; more changes little. */
const SWEEPS = 4;

interface Line {
  readonly from: string;
  readonly to: string;
  readonly breaks: boolean;
}

/**
 * The picture of what hits whom, weightiest first; undefined where nobody is known to be hit.
 * Boxes are sorted by the mean row of their neighbours, so that few lines cross.
 */
export function blastRadius(findings: readonly Finding[]): BlastRadius | undefined {
  const hits = findings.flatMap(({ comparison, change }) =>
    change.impact
      .filter(({ verdict }) => verdict === "breaks" || verdict === "may-break")
      .map((impact) => ({ element: `${comparison.contract}: ${change.element}`, impact })),
  );
  if (hits.length === 0) return undefined;
  const shown = {
    elements: limited(hits.map(({ element }) => element)),
    consumers: limited(hits.map(({ impact }) => impact.consumer)),
    teams: limited(hits.map(({ impact }) => teamOf(impact))),
  };
  const uses = joined(
    hits.map(({ element, impact }) => ({
      from: shown.elements(element),
      to: shown.consumers(impact.consumer),
      breaks: impact.verdict === "breaks",
    })),
  );
  const belongs = joined(
    hits.map(({ impact }) => ({
      from: shown.consumers(impact.consumer),
      to: shown.teams(teamOf(impact)),
      breaks: impact.verdict === "breaks",
    })),
  );
  return laidOut(uses, belongs);
}

function teamOf({ team }: ConsumerImpact): string {
  return team ?? "no team";
}

/** Names as they come; those over the limit stand together. */
function limited(names: readonly string[]): (name: string) => string {
  const distinct = [...new Set(names)];
  if (distinct.length <= ROWS) return (name) => name;
  const kept = new Set(distinct.slice(0, ROWS - 1));
  const rest = `${REST}${distinct.length - kept.size} more`;
  return (name) => (kept.has(name) ? name : rest);
}

/** One line for each pair; it breaks where one of those it stands for does. */
function joined(lines: readonly Line[]): readonly Line[] {
  const byPair = new Map<string, Line>();
  for (const line of lines) {
    const pair = JSON.stringify([line.from, line.to]);
    const other = byPair.get(pair);
    byPair.set(pair, { ...line, breaks: line.breaks || (other?.breaks ?? false) });
  }
  return [...byPair.values()];
}

function laidOut(uses: readonly Line[], belongs: readonly Line[]): BlastRadius {
  let elements = distinctOf(uses.map(({ from }) => from));
  let consumers = distinctOf(uses.map(({ to }) => to));
  let teams = distinctOf(belongs.map(({ to }) => to));
  const usedBy = neighboursOf(uses, "to");
  const consumersBy = neighboursOf(uses, "from");
  const members = neighboursOf(belongs, "to");
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    consumers = byNeighbours(consumers, usedBy, elements);
    teams = byNeighbours(teams, members, consumers);
    elements = byNeighbours(elements, consumersBy, consumers);
  }
  return {
    columns: [elements, consumers, teams],
    edges: [edges(uses, elements, consumers), edges(belongs, consumers, teams)],
  };
}

function distinctOf(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** For each name on one end of the lines, the names on the other. */
function neighboursOf(
  lines: readonly Line[],
  end: "from" | "to",
): ReadonlyMap<string, readonly string[]> {
  const other = end === "from" ? "to" : "from";
  const groups = Map.groupBy(lines, (line) => line[end]);
  return new Map([...groups].map(([name, group]) => [name, group.map((line) => line[other])]));
}

function byNeighbours(
  names: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  column: readonly string[],
): readonly string[] {
  const rows = rowsOf(column);
  const means = new Map(
    names.map((name) => {
      const around = (neighbours.get(name) ?? []).map((one) => rows.get(one) ?? 0);
      const mean = around.reduce((sum, row) => sum + row, 0) / Math.max(1, around.length);
      return [name, name.startsWith(REST) ? Infinity : mean];
    }),
  );
  return names.toSorted((one, other) => (means.get(one) ?? 0) - (means.get(other) ?? 0));
}

function rowsOf(column: readonly string[]): ReadonlyMap<string, number> {
  return new Map(column.map((name, row) => [name, row]));
}

function edges(
  lines: readonly Line[],
  left: readonly string[],
  right: readonly string[],
): readonly GraphEdge[] {
  const [from, to] = [rowsOf(left), rowsOf(right)];
  return lines.map((line) => ({
    from: from.get(line.from) ?? 0,
    to: to.get(line.to) ?? 0,
    breaks: line.breaks,
  }));
}
