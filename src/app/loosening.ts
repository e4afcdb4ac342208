import { looseningsOf } from "../policy/loosening.ts";
import type { ContractPolicy, Loosening } from "../policy/loosening.ts";
import { noticeKey } from "../report/key.ts";
import type { PolicyNotice } from "../report/report.ts";
import type { Config, ContractConfig } from "./config/config.ts";
import type { ContractPair } from "./config/discover.ts";

/** How many contracts a notice names before it counts. */
const NAMED = 3;

/**
 * What after's configuration would let pass that before's stops: settings of a contract, contracts
 * that are no longer listed, another base. One notice for each setting, however many contracts it
 * is about. They block: a branch must not switch its own check off.
 */
export function looseningNotices(
  before: Config,
  after: Config,
  pairs: readonly ContractPair[],
): readonly PolicyNotice[] {
  if (before === after) return [];
  const found = new Map<string, { readonly loosening: Loosening; readonly names: string[] }>();
  for (const { name, before: was, after: is } of pairs) {
    if (was === undefined || is === undefined) continue;
    if (!after.contracts.includes(is.config)) continue;
    for (const loosening of looseningsOf(policyOf(was.config), policyOf(is.config))) {
      const one = found.get(JSON.stringify(loosening)) ?? { loosening, names: [] };
      one.names.push(name);
      found.set(JSON.stringify(loosening), one);
    }
  }
  return [
    ...[...found.values()].map(({ loosening, names }) => looserNotice(after, loosening, names)),
    ...unlistedNotice(after, pairs),
    ...baseNotice(before, after),
  ];
}

function policyOf(config: ContractConfig): ContractPolicy {
  const { policy, severities, surfaces, roots, stability, generate } = config;
  return {
    policy,
    severities,
    ...(surfaces === undefined ? {} : { surfaces }),
    ...(roots === undefined ? {} : { roots }),
    ...(stability === undefined ? {} : { stability }),
    ...(generate === undefined ? {} : { generate: generate.command.join(" ") }),
  };
}

function looserNotice(
  { file }: Config,
  { setting, before, after }: Loosening,
  names: readonly string[],
): PolicyNotice {
  return notice(
    file,
    `The branch loosens ${setting} of ${listed(names)}: ${after} instead of ${before}.`,
  );
}

/** Contracts that only before's configuration still finds in after's tree. */
function unlistedNotice(after: Config, pairs: readonly ContractPair[]): readonly PolicyNotice[] {
  const names = pairs
    .filter(({ after: is }) => is !== undefined && !after.contracts.includes(is.config))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [notice(after.file, `The branch takes ${listed(names)} out of the configuration.`)];
}

function baseNotice(before: Config, after: Config): readonly PolicyNotice[] {
  if (before.base === after.base) return [];
  const [was, is] = [before.base ?? "not set", after.base ?? "not set"];
  return [notice(after.file, `The branch changes the base: ${is} instead of ${was}.`)];
}

function notice(file: string, message: string): PolicyNotice {
  const code = "policy-loosened";
  return {
    code,
    key: noticeKey(code, message),
    message: `${message} It counts from when it is merged; until then the base's policy holds.`,
    blocking: true,
    location: { file, line: 1, column: 1 },
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(", ");
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}
