import type { Failure, Run } from "./measure.ts";

/** One tool at one scenario, the median of its runs. */
export interface Row {
  readonly scenario: string;
  readonly about: string;
  readonly tool: string;
  readonly runs: number;
  readonly wall?: number;
  readonly cpu?: number;
  readonly memory?: number;
  readonly output?: number;
  readonly failure?: string;
}

/** The row of several runs; a single failure among them makes it one. */
export function rowOf(
  entry: Pick<Row, "scenario" | "about" | "tool">,
  runs: readonly (Run | Failure)[],
): Row {
  const failed = runs.find((run) => "failure" in run);
  if (failed !== undefined) return { ...entry, runs: runs.length, failure: failed.failure };
  const done = runs.filter((run) => "wall" in run);
  return {
    ...entry,
    runs: runs.length,
    wall: median(done.map(({ wall }) => wall)),
    cpu: median(done.map(({ cpu }) => cpu)),
    memory: median(done.map(({ memory }) => memory)),
    output: median(done.map(({ output }) => output)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A table in Markdown. The last columns are what each row's time and memory are of ours. */
export function renderTable(rows: readonly Row[]): string {
  const lines = [
    "| scenario | tool | wall s | CPU s | peak MB | output | ours / its wall | ours / its CPU | ours / its MB |",
    "| --- | --- | --: | --: | --: | --: | --: | --: | --: |",
  ];
  for (const row of rows) {
    const own = rows.find((other) => other.scenario === row.scenario);
    lines.push(`| ${cellsOf(row, own).join(" | ")} |`);
  }
  return `${lines.join("\n")}\n`;
}

function cellsOf(row: Row, own: Row | undefined): readonly string[] {
  const isOwn = row === own;
  const name = isOwn ? row.scenario : "";
  if (row.failure !== undefined) return [name, row.tool, row.failure, "", "", "", "", "", ""];
  const ratio = (key: "wall" | "cpu" | "memory"): string =>
    isOwn || own?.[key] === undefined || row[key] === undefined || row[key] === 0
      ? ""
      : (own[key] / row[key]).toFixed(2);
  return [
    name,
    row.runs === 1 ? `${row.tool} (1 run)` : row.tool,
    row.wall?.toFixed(2) ?? "",
    row.cpu?.toFixed(2) ?? "",
    row.memory?.toFixed(0) ?? "",
    bytes(row.output ?? 0),
    ratio("wall"),
    ratio("cpu"),
    ratio("memory"),
  ];
}

function bytes(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MB`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(0)} kB` : `${count} B`;
}
