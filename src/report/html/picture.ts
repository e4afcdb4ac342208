import { counted, shortened } from "../text/style.ts";
import type { BlastRadius, GraphEdge } from "./graph.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";

const WIDTH = 1_080;
const HEAD = 28;
const ROW = 34;
const BOX = { height: 24, widths: [420, 200, 200], left: [0, 570, 880] } as const;

/** How many characters fit into a box of a column, at about 7 units each. */
const LETTERS = [56, 26, 26] as const;

const TITLES = ["Elements that change", "Consumers", "Teams"] as const;

/** The picture of who is hit by what, as SVG. The table beside it says the same. */
export function picture({ columns, edges }: BlastRadius): Markup {
  const rows = Math.max(...columns.map((column) => column.length));
  const height = HEAD + rows * ROW;
  const tops = columns.map((column) => HEAD + ((rows - column.length) / 2) * ROW);
  const [elements, consumers, teams] = columns;
  const summary = `${counted(elements.length, "changed element")}, ${counted(consumers.length, "consumer")}, ${counted(teams.length, "team")}.`;
  const titles = TITLES.map(
    (title, column) => markup`<text class="title" x="${BOX.left[column]}" y="16">${title}</text>`,
  );
  const curves = edges.flatMap((lines, gap) => lines.map((line) => curve(line, gap, tops)));
  const boxes = columns.flatMap((labels, column) =>
    labels.map((label, row) => box(label, column, (tops[column] ?? 0) + row * ROW)),
  );
  return markup`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="picture-title picture-text">
<title id="picture-title">Who is hit by what</title>
<desc id="picture-text">${summary} The table below says which.</desc>
${titles}
${curves}${boxes}</svg>`;
}

function curve({ from, to, breaks }: GraphEdge, gap: number, tops: readonly number[]): Markup {
  const start = (BOX.left[gap] ?? 0) + (BOX.widths[gap] ?? 0);
  const end = BOX.left[gap + 1] ?? 0;
  const middle = (start + end) / 2;
  const [high, low] = [
    (tops[gap] ?? 0) + from * ROW + BOX.height / 2,
    (tops[gap + 1] ?? 0) + to * ROW + BOX.height / 2,
  ];
  const path = `M${start} ${high}C${middle} ${high} ${middle} ${low} ${end} ${low}`;
  return markup`<path class="${breaks ? "breaks" : "may-break"}" d="${path}"/>
`;
}

function box(label: string, column: number, top: number): Markup {
  const left = BOX.left[column] ?? 0;
  const text = shortened(label, LETTERS[column] ?? 0);
  return markup`<g><title>${label}</title><rect x="${left}" y="${top}" width="${BOX.widths[column]}" height="${BOX.height}" rx="4"/><text x="${left + 8}" y="${top + 16}">${text}</text></g>
`;
}
