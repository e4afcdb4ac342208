import { DriftError } from "../errors.ts";
import type { CalendarDate } from "../model/lifecycle.ts";

/** What a deprecation reason or a comment says of an element's end. */
export interface WrittenLifecycle {
  /** The day after which the element may go. */
  readonly sunset?: CalendarDate;
  /** The day since which it is deprecated. */
  readonly since?: CalendarDate;
  /** What to use instead, without its quotes. */
  readonly replacement?: string;
  /** An end is announced, but not as a day of the calendar: the words as they stand. */
  readonly unreadable?: string;
}

/**
 * Reads dates and the replacement out of prose: `Removal on 2025-04-01 UTC. Use x instead.` A date
 * counts only where a word near it in the same sentence says what it is (removed, sunset, by,
 * since, deprecated …) or where it stands alone. No specification has a form for it, so the
 * conventions of public schemas are followed. `pattern` has a named group `date`; where it
 * matches, its date is the sunset.
 */
export function readLifecycle(text: string, pattern?: RegExp): WrittenLifecycle {
  const prose = text.slice(0, LONGEST).replaceAll(/\bhttps?:\/\/\S+/g, "");
  const own = pattern?.exec(prose)?.groups?.["date"];
  const { sunset: written, since } = bestByRole(prose);
  const sunset = own === undefined ? written : { text: own, day: readDate(own) };
  const replacement = replacementIn(prose);
  return {
    ...endOf(sunset),
    ...(since?.day === undefined ? {} : { since: since.day }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

function endOf(date: Pick<WrittenDate, "day" | "text"> | undefined): WrittenLifecycle {
  if (date === undefined) return {};
  return date.day === undefined ? { unreadable: date.text.trim() } : { sunset: date.day };
}

/** The first date of each role; a later one only where the first is no day of the calendar. */
function bestByRole(prose: string): Readonly<Partial<Record<Role, WrittenDate>>> {
  const found: Partial<Record<Role, WrittenDate>> = {};
  for (const date of datesIn(prose)) {
    const role = roleOf(prose, date);
    if (role === undefined) continue;
    const earlier = found[role];
    const better = earlier?.day === undefined && date.day !== undefined;
    if (earlier === undefined || better) found[role] = date;
  }
  return found;
}

/**
 * A text that is nothing but a date, in one of the forms known here, or an instant: a time with an
 * offset from UTC (RFC 3339), or seconds since 1970 (`@1688169599`, RFC 9745). An instant gives its
 * day in UTC; a time without an offset is dropped.
 */
export function readDate(text: string): CalendarDate | undefined {
  const trimmed = text.trim();
  const seconds = /^@(\d{1,11})$/.exec(trimmed)?.[1];
  if (seconds !== undefined) return utcDay(Number(seconds) * 1000);
  const [date] = datesIn(trimmed);
  if (date?.day === undefined || date.start !== 0) return undefined;
  const rest = REST.exec(trimmed.slice(date.end));
  if (rest === null) return undefined;
  const { time, offset } = rest.groups ?? {};
  if (time === undefined || offset === undefined) return date.day;
  const instant = Date.parse(`${date.day}T${time}${offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`);
  return Number.isNaN(instant) ? date.day : utcDay(instant);
}

/** What may stand after a date: a time of day, an offset from UTC. */
const REST = /^(?:[T ](?<time>[\d:.]+))?\s*(?:Z|UTC|GMT|(?<offset>[+-]\d\d:?\d\d))?[.,;]?$/;

function utcDay(instant: number): CalendarDate | undefined {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

/** The pattern of `settings.sunsetPattern`. Throws `bad-config` where it is none or names no date. */
export function sunsetPattern(source: string): RegExp {
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, "i");
  } catch (error) {
    throw badPattern(`"${source}" is not a regular expression.`, error);
  }
  if (source.includes("(?<date>")) return pattern;
  throw badPattern(`"${source}" has no group named "date".`);
}

function badPattern(message: string, cause?: unknown): DriftError {
  return new DriftError({
    code: "bad-config",
    message: `The sunset pattern ${message}`,
    hint: "Write for example `gone by (?<date>\\d{4}-\\d{2}-\\d{2})`.",
    cause,
  });
}

type Role = "sunset" | "since";

interface WrittenDate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Undefined: not a day of the calendar. */
  readonly day: CalendarDate | undefined;
}

/** More than any reason has; what follows is not read. */
const LONGEST = 20_000;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/**
 * Days first, with any white space inside, since comments break their lines anywhere; then what
 * names an end without a day: `04/01/2025` (day or month first?), months, quarters.
 */
const DATE = new RegExp(
  [
    String.raw`(?<!\d[./-]?)(?<y1>\d{4})[-/](?<m1>\d{1,2})[-/](?<d1>\d{1,2})(?!\d)`,
    String.raw`\b(?<d2>\d{1,2})(?:st|nd|rd|th)?\s{1,9}(?:of\s{1,9})?(?<m2>${MONTH})\b[.,]{0,2}\s{1,9}(?<y2>\d{4})\b`,
    String.raw`\b(?<m3>${MONTH})\b\.?\s{1,9}(?<d3>\d{1,2})(?:st|nd|rd|th)?,?\s{1,9}(?<y3>\d{4})\b`,
    String.raw`\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b`,
    String.raw`\b${MONTH}\b[.,]{0,2}\s{1,9}\d{4}\b`,
    String.raw`(?<!\d[./-]?)\d{4}-\d{2}(?![\d-])`,
    String.raw`\b\d{4}[- ]?Q[1-4]\b|\bQ[1-4][- /]?\d{4}\b`,
  ].join("|"),
  "gi",
);

function datesIn(text: string): readonly WrittenDate[] {
  return [...text.matchAll(DATE)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    day: dayOf(match.groups ?? {}),
  }));
}

function dayOf(groups: Readonly<Record<string, string | undefined>>): CalendarDate | undefined {
  const year = groups["y1"] ?? groups["y2"] ?? groups["y3"];
  const day = groups["d1"] ?? groups["d2"] ?? groups["d3"];
  const name = groups["m2"] ?? groups["m3"];
  const month =
    name === undefined ? Number(groups["m1"]) : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (year === undefined || day === undefined) return undefined;
  return calendarDate(Number(year), month, Number(day));
}

function calendarDate(year: number, month: number, day: number): CalendarDate | undefined {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    return undefined;
  }
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const CUES =
  /\b(?:(?<sunset>remov\w*|sunset\w*|retir\w*|delet\w*|discontinu\w*|decommission\w*|shut\w*|end(?:s|ing)?|end[- ]of[- ]life|eol|expir\w*|drop\w*|disappear\w*|go(?:es|ing)? away|gone|ceas\w*|stop\w*|unavailable|unsupported|no longer)|(?<since>since|deprecat\w*)|(?<other>add(?:ed|s)|introduc\w*|creat\w*|releas\w*|versions?|announc\w*|see))\b/gi;

/** These say it by standing directly before a date, and nothing elsewhere ("replaced by x"). */
const LIMIT = /\b(?:after|by|until|till?|before|no later than)[:\s]*(?:the\s+)?$/i;

/** How far from a date, in characters, its cue may stand. */
const NEAR = 300;

const LONE = /^\s*(?:on|from|as of)?\s*$/i;

/** What a date is: the nearest cue before it in its sentence decides, else the nearest after it. */
function roleOf(text: string, date: WrittenDate): Role | undefined {
  const before =
    text
      .slice(0, date.start)
      .split(/[.;!?]\s/)
      .at(-1) ?? "";
  const after = text.slice(date.end, date.end + NEAR).split(/[.;!?](?:\s|$)/, 1)[0] ?? "";
  if (LIMIT.test(before)) return "sunset";
  const cue = [...before.matchAll(CUES)].at(-1) ?? [...after.matchAll(CUES)][0];
  if (cue?.groups?.["sunset"] !== undefined) return "sunset";
  if (cue?.groups?.["since"] !== undefined) return "since";
  return cue === undefined && LONE.test(before) && /^\s*(?:UTC|Z)?\.?\s*$/.test(after)
    ? "sunset"
    : undefined;
}

/** A few words may qualify what is quoted: "in favour of the more capable `x`". */
const QUOTED = "(?:[a-z]+\\s+){0,3}[`\"'](?<quoted>[^`\"'\\n]+)[`\"']";
const CODE = String.raw`(?<plain>[A-Za-z_@#][\w@#$./:()-]*)`;
const ARTICLE = String.raw`(?:(?:the|a|an|new|field|argument|type|value|query|mutation|method)\s+)*`;
const KIND = String.raw`(?:\s+(?:field|argument|type|value|query|mutation|method|message|endpoint|operation|rpc|enum))?`;

/** From the plainest form to the loosest; unquoted words count only where they cannot be prose. */
const REPLACEMENTS: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:use|prefer|switch to|migrate to|move to)\s+${ARTICLE}${QUOTED}`, "i"),
  new RegExp(
    String.raw`\b(?:replaced (?:by|with)|superseded by|in favou?r of|renamed to|moved to|replacement:?)\s+${ARTICLE}${QUOTED}`,
    "i",
  ),
  new RegExp(String.raw`\buse\s+${ARTICLE}${CODE}${KIND}\s+instead\b`, "i"),
  new RegExp(String.raw`\binstead,?\s+(?:please\s+)?use\s+${ARTICLE}(?:${QUOTED}|${CODE})`, "i"),
  new RegExp(
    String.raw`\b(?:use|replaced (?:by|with)|superseded by|in favou?r of|renamed to|moved to|replacement:?)\s+${ARTICLE}${CODE}${KIND}(?=\s*(?:[.,;!)]|$))`,
    "i",
  ),
];

function replacementIn(text: string): string | undefined {
  for (const pattern of REPLACEMENTS) {
    const groups = pattern.exec(text)?.groups;
    const name = groups?.["quoted"] ?? groups?.["plain"]?.replace(/[.,;:]+$/, "");
    if (name !== undefined) return name.includes("(") ? name : name.replace(/\)+$/, "");
  }
  return undefined;
}
