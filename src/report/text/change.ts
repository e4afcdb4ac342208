import type { Json } from "../../model/json.ts";
import type { Rule } from "../../rules/rule.ts";
import { isGone, printedPlace } from "../findings.ts";
import type { ReportedChange } from "../report.ts";
import { witnessLine } from "../witness-text.ts";
import { deploySentence, feltBy, lapsedSentence, ruleOf, sentence } from "../words.ts";
import { consumerLines } from "./consumers.ts";
import { counted, harmless, shortened, SYMBOLS } from "./style.ts";
import type { Style } from "./style.ts";
import { windowSentence } from "./window.ts";

/** How many places are listed before the rest is a count. */
const LISTED = 5;

/** Longest value and longest witness shown; the JSON report has them whole. */
const VALUE_LIMIT = 160;
const WITNESS_LIMIT = 240;

/** One change on one line: symbol, severity, rule, element, place. */
function changeLine(change: ReportedChange, style: Style): string {
  return [
    levelOf(change, style),
    change.rule,
    style.strong(harmless(change.element)),
    ...placeIn(change, style),
  ].join("  ");
}

function levelOf({ severity }: ReportedChange, style: Style): string {
  return style.verdict(severity, `${SYMBOLS[severity]} ${severity}`);
}

function placeIn(change: ReportedChange, style: Style): readonly string[] {
  const place = placeOf(change);
  return place === undefined ? [] : [style.faint(harmless(place))];
}

/** Longest sentence on a line of its own change. */
const SENTENCE_LIMIT = 120;

/** The same for a change that has no more than this line: what happened, where the rule does not say it. */
export function onlyLine(change: ReportedChange, style: Style): string {
  if (isToldByRule(change)) return changeLine(change, style);
  const message = harmless(shortened(change.message, SENTENCE_LIMIT));
  const isNamed = change.message.includes(change.element);
  return [
    levelOf(change, style),
    change.rule,
    ...(isNamed ? [] : [style.strong(harmless(change.element))]),
    message,
    ...placeIn(change, style),
  ].join("  ");
}

/** A field that was removed, an operation that was added: rule and element say it all. */
function isToldByRule({ kind, rule }: ReportedChange): boolean {
  return rule.startsWith(`${kind === "header" ? "parameter" : kind}-`);
}

/** What a reader has been told already, so that a rule is explained once in a report. */
export type Explained = Set<string>;

/** One change in full: what, why, where, who, window, witness, verdict, what to do. */
export function changeBlock(change: ReportedChange, style: Style, explained: Explained): string {
  const rule = explained.has(change.rule) ? undefined : ruleOf(change);
  explained.add(change.rule);
  const rows: readonly Row[] = [
    ["why", whyOf(change, rule)],
    ...valueRows(change),
    ...labelled("where", whereOf(change)),
    ...labelled("who", whoOf(change)),
    ["window", change.lifecycle === undefined ? undefined : windowSentence(change.lifecycle)],
    ["witness", witnessOf(change)],
    ["deploy", deploySentence(change)],
    [change.blocking.value ? "blocks" : "passes", change.blocking.because],
    ["waiver", lapsedSentence(change)],
    ["do", rule?.advice],
    ["key", change.key],
  ];
  return withRows(change, rows, style);
}

/** A change that a waiver excuses: what it is, whom it hits, who answers for it. */
export function waivedBlock(change: ReportedChange, style: Style): string {
  const rows: readonly Row[] = [
    ...labelled("who", consumerLines(change.impact)),
    ["passes", change.blocking.because],
    ["key", change.key],
  ];
  return withRows(change, rows, style);
}

function withRows(change: ReportedChange, rows: readonly Row[], style: Style): string {
  const body = rows.flatMap(([label, text]) =>
    text === undefined ? [] : [`    ${style.faint(label.padEnd(8))}${harmless(text)}`],
  );
  return [changeLine(change, style), `    ${harmless(sentence(change.message))}`, ...body].join(
    "\n",
  );
}

/** A label and its text; rows without text are left out. */
type Row = readonly [label: string, text: string | undefined];

function labelled(label: string, lines: readonly string[]): readonly Row[] {
  return lines.map((line, index) => [index === 0 ? label : "", line]);
}

/** The place to look at: after's, or before's where the element is gone. */
function placeOf(change: ReportedChange): string | undefined {
  const { before, after } = change;
  if (after?.location !== undefined && !isGone(change)) return printedPlace(after.location);
  return before?.location === undefined ? undefined : `${printedPlace(before.location)} (before)`;
}

function whyOf(change: ReportedChange, rule: Rule | undefined): string {
  const felt = feltBy(change);
  return rule === undefined ? felt : `${felt}: ${rule.explanation}`;
}

/** Values that the message does not quote already. */
function valueRows(change: ReportedChange): readonly Row[] {
  const before = scalar(change.before?.value);
  const after = scalar(change.after?.value);
  if (before === undefined || after === undefined || before === after) return [];
  if (change.message.includes(unquoted(before)) && change.message.includes(unquoted(after)))
    return [];
  return [["values", `${shortened(before, VALUE_LIMIT)} → ${shortened(after, VALUE_LIMIT)}`]];
}

function scalar(value: Json | undefined): string | undefined {
  if (value === undefined || (typeof value === "object" && value !== null)) return undefined;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

function whereOf(change: ReportedChange): readonly string[] {
  const listed = change.reach
    .slice(0, LISTED)
    .map(({ operation, place }) => `${operation} ${place}`.trim());
  const total = Math.max(change.reachTotal, change.reach.length);
  const rest = total - listed.length;
  return rest > 0 ? [...listed, `… and ${rest} more of ${counted(total, "place")}`] : listed;
}

function whoOf({ impact, blocking }: ReportedChange): readonly string[] {
  if (impact.length > 0) return consumerLines(impact);
  // The verdict says it already where it turns on that.
  return blocking.because.startsWith("no consumer") ? [] : ["no consumer of it is known"];
}

function witnessOf(change: ReportedChange): string | undefined {
  const witness = change.witness;
  if (witness?.status === "undecidable") return `none: ${witness.why}`;
  if (witness?.status !== "confirmed") return undefined;
  // Two dated statements may be the very message of the change.
  if (witness.detail === change.message) return undefined;
  const message = shortened(witnessLine(witness), WITNESS_LIMIT);
  const detail = `${shortened(witness.detail, WITNESS_LIMIT)} (confirmed by ${witness.confirmedBy})`;
  return message === "" ? detail : `${message}: ${detail}`;
}
