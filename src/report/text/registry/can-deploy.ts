import type { RenderOptions } from "../../reporter.ts";
import type {
  CanDeployAnswer,
  DeployDecision,
  DeployFinding,
  DeployFirst,
} from "../../registry-answers.ts";
import type { Verdict } from "../../report.ts";
import { counted, harmless, styleOf, SYMBOLS } from "../style.ts";

const VERDICTS: Readonly<Record<DeployDecision, Verdict>> = {
  deny: "breaking",
  unknown: "dangerous",
  allow: "compatible",
};

/** Reasons of one finding that are shown. */
const REASONS = 3;

/** The answer of `can-deploy`: the decision, why, and what has to be there first. */
export function renderCanDeploy(answer: CanDeployAnswer, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const { service, version, environment, decision, findings, first, today } = answer;
  const verdict = VERDICTS[decision];
  const against = findings.filter((one) => one.decision !== "allow");
  const fine = findings.filter((one) => one.decision === "allow");
  return `${[
    `${style.verdict(verdict, `${SYMBOLS[verdict]} ${decision}`)}  ${harmless(`${service} ${version} to ${environment} on ${today}`)}`,
    ...against.flatMap((one) => ["", ...findingLines(one, options)]),
    ...fineLines(fine, options),
    ...(first.length === 0
      ? []
      : ["", style.strong("First"), ...first.map((one) => firstLine(one))]),
  ].join("\n")}\n`;
}

function findingLines(found: DeployFinding, { colour, verbose }: RenderOptions): readonly string[] {
  const style = styleOf(colour);
  const verdict = VERDICTS[found.decision];
  const role = found.role === "provider" ? "serving" : "using";
  const part = found.contract === undefined ? "" : `${role} ${found.contract}: `;
  const team = found.counterpart?.team;
  const owner = team === undefined ? "" : ` (team ${team})`;
  const limit = verbose ? Infinity : REASONS;
  const rest = found.because.length - Math.min(found.because.length, limit);
  return [
    `${style.verdict(verdict, `${SYMBOLS[verdict]} ${found.decision}`)}  ${harmless(`${part}${found.message}${owner}`)}`,
    ...found.changes
      .slice(0, limit)
      .map(({ rule, element }) => harmless(`    ${rule}  ${element}`)),
    ...found.because.slice(0, limit).map(({ detail, evidence }) => {
      const place =
        evidence.line === undefined ? evidence.file : `${evidence.file}:${evidence.line}`;
      const seen = evidence.seen === undefined ? "" : `, last seen ${evidence.seen}`;
      return harmless(`    ${detail} (${place}${seen})`);
    }),
    ...(rest > 0 ? [`    … and ${counted(rest, "more reason")} (--verbose lists them)`] : []),
  ];
}

/** What was checked and holds: the set that an allowance is good for. */
function fineLines(fine: readonly DeployFinding[], { colour }: RenderOptions): readonly string[] {
  if (fine.length === 0) return [];
  const style = styleOf(colour);
  return [
    "",
    ...fine.map(({ role, contract, message }) => {
      const part =
        contract === undefined ? "" : `${role === "provider" ? "serving" : "using"} ${contract}: `;
      return `${style.verdict("compatible", SYMBOLS.compatible)} ${style.faint(harmless(`${part}${message}`))}`;
    }),
  ];
}

function firstLine({ service, version, why }: DeployFirst): string {
  return harmless(`  ${service}${version === undefined ? "" : ` ${version}`}: ${why}`);
}
