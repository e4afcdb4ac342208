import type {
  ContractsAnswer,
  EvidenceAnswer,
  ServicesAnswer,
  TeamsAnswer,
} from "../../registry-answers.ts";
import { counted, harmless } from "../style.ts";
import { liveText } from "./records.ts";
import { table } from "./table.ts";

/** The answer of `registry services`. */
export function renderServices({ services }: ServicesAnswer): string {
  const blocks = services.flatMap((one) => {
    const owner = one.team === undefined ? "no team" : `team ${one.team}`;
    const details = [
      ...(one.contacts.length === 0 ? [] : [`contacts ${one.contacts.join(", ")}`]),
      ...(one.aliases.length === 0 ? [] : [`also known as ${one.aliases.join(", ")}`]),
      ...(one.provides.length === 0 ? [] : [`serves ${one.provides.join(", ")}`]),
      ...(one.uses.length === 0 ? [] : [`uses ${one.uses.join(", ")}`]),
      ...(one.live.length === 0 ? [] : [`live ${liveText(one.live)}`]),
      ...(one.lastSeen === undefined ? [] : [`last seen ${one.lastSeen}`]),
    ];
    const mark = one.declared ? "" : "  not declared by anybody";
    return [`${one.service}  ${owner}${mark}`, ...details.map((text) => `  ${text}`)];
  });
  const undeclared = services.filter(({ declared }) => !declared).length;
  const rest = undeclared === 0 ? "" : `, ${undeclared} of them not declared`;
  return lines([
    ...blocks.map((text) => harmless(text)),
    counted(services.length, "service") + rest,
  ]);
}

/** The answer of `registry teams`. */
export function renderTeams({ teams, withoutTeam }: TeamsAnswer): string {
  const rows = teams.map(({ team, contacts, services }) => [
    team,
    services.join(", "),
    contacts.join(", "),
  ]);
  return lines([
    ...table(rows),
    ...(withoutTeam.length === 0
      ? []
      : [harmless(`no team is known of ${withoutTeam.join(", ")}`)]),
    ...(rows.length + withoutTeam.length === 0 ? ["no team is known"] : []),
  ]);
}

/** The answer of `registry contracts`. */
export function renderContracts({ contracts }: ContractsAnswer): string {
  const rows = contracts.map((one) => [
    one.contract,
    one.format ?? "",
    one.latest === undefined ? "never published" : `${one.latest.version}`,
    counted(one.versions, "version"),
    counted(one.consumers, "consumer"),
    [
      ...(one.service === undefined ? [] : [`of ${one.service}`]),
      ...(one.owners.length === 0 ? [] : [`owned by ${one.owners.join(", ")}`]),
      ...Object.entries(one.labels).map(([label, version]) => `${label} = ${version}`),
    ].join("; "),
  ]);
  return lines(rows.length === 0 ? ["no contract is known"] : table(rows));
}

/** The answer of `registry evidence`. */
export function renderEvidence({ evidence }: EvidenceAnswer): string {
  const rows = evidence.map((one) => [
    one.contract,
    one.consumer,
    one.versions.slice(0, 3).join(", ") || "-",
    one.environment ?? "-",
    one.kind,
    one.lastSeen,
    `${counted(one.uses, "use")}${one.dangling === 0 ? "" : `, ${one.dangling} unresolved`}`,
    one.file,
  ]);
  return lines(rows.length === 0 ? ["no evidence is recorded"] : table(rows));
}

function lines(texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
