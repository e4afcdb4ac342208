import { harmless } from "./style.ts";

/** A setting, what it is, and who says so. */
interface Setting {
  readonly setting: string;
  readonly value: string;
  readonly from: string;
}

/** What `config print` shows: the settings of the file, then those of each contract. */
export interface PrintedConfig {
  readonly file: string;
  readonly parts: readonly { readonly about: string; readonly settings: readonly Setting[] }[];
}

/** Settings in columns: name, value, where it comes from. */
export function renderConfig({ file, parts }: PrintedConfig): string {
  const sections = parts.map(({ about, settings }, index) => {
    const heading = index === 0 ? file : `contract ${about}`;
    return [harmless(heading), ...columns(settings)].join("\n");
  });
  return `${sections.join("\n\n")}\n`;
}

/** How wide a column grows before its values simply run on. */
const WIDEST = 44;

function columns(settings: readonly Setting[]): readonly string[] {
  const rows = settings.map(({ setting, value, from }) => [setting, value, from].map(harmless));
  const widths = [0, 1].map((column) =>
    Math.min(WIDEST, Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
