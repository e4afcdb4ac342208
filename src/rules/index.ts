import type { Format } from "../model/contract.ts";
import type { ElementKind } from "../model/element.ts";
import { CONSTRAINT_RULES } from "./constraints.ts";
import { DECLARATION_RULES } from "./declarations.ts";
import { DISCRIMINATOR_RULES } from "./discriminators.ts";
import { FIELD_RULES } from "./fields.ts";
import { LIFECYCLE_RULES } from "./lifecycle.ts";
import { OPERATION_RULES } from "./operations.ts";
import { PARAMETER_RULES } from "./parameters.ts";
import type { Rule } from "./rule.ts";
import { SECURITY_RULES } from "./security.ts";
import { TYPE_RULES } from "./types.ts";
import { VALUE_RULES } from "./values.ts";
import { wordFor } from "./words.ts";

const CATALOGUE = {
  ...OPERATION_RULES,
  ...PARAMETER_RULES,
  ...SECURITY_RULES,
  ...FIELD_RULES,
  ...TYPE_RULES,
  ...DISCRIMINATOR_RULES,
  ...VALUE_RULES,
  ...CONSTRAINT_RULES,
  ...DECLARATION_RULES,
  ...LIFECYCLE_RULES,
} as const;

/** The id of a rule: the name of a finding, stable for ever. */
export type RuleId = keyof typeof CATALOGUE;

/** Every rule by its id. The one source of severities, wording and documentation. */
export const RULES: Readonly<Record<RuleId, Rule>> = CATALOGUE;

/** Every rule id, in catalogue order. */
export const RULE_IDS: readonly RuleId[] = Object.keys(CATALOGUE).filter(isRuleId);

/** True for the id of a rule (not for a retired one, see `currentRuleId`). */
export function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(CATALOGUE, id);
}

/** The rule that an id stands for today: itself, or the rule that replaced a retired one. */
export function currentRuleId(id: string): RuleId | undefined {
  if (isRuleId(id)) return id;
  return RULE_IDS.find((candidate) => RULES[candidate].retired?.includes(id));
}

/** The first id a rule ever had: what change keys are built from, so that they survive renaming. */
export function firstRuleId(id: RuleId): string {
  return RULES[id].retired?.[0] ?? id;
}

export interface Wording {
  readonly kind: ElementKind;
  readonly element: string;
  readonly name?: string | undefined;
  readonly keyword?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly detail?: string | undefined;
}

/** The sentence of a finding, in the words of its format. */
export function wordingOf(id: RuleId, format: Format, wording: Wording): string {
  const values: Readonly<Record<string, string | undefined>> = {
    ...wording,
    kind: wordFor(wording.kind, format),
    name: wording.name ?? wording.element,
  };
  return RULES[id].wording
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
