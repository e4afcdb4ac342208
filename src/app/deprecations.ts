import { impactOfRemoval } from "../impact/removal.ts";
import type { ConsumerImpact } from "../impact/verdict.ts";
import type { Diagnostic } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { elementsOf } from "../model/walk.ts";
import type { Met } from "../model/walk.ts";
import type { DeprecatedElement, DeprecationsAnswer, RemovalAnswer } from "../report/answers.ts";
import { REMOVAL_ANSWERS } from "../report/answers.ts";
import { consumersOf, evidenceOn } from "./consumers.ts";
import { contractNamed, openCatalogue } from "./contracts.ts";
import type { Catalogue } from "./contracts.ts";
import type { FoundContract } from "./config/discover.ts";
import { evidenceDiagnostics } from "./judge.ts";
import { loadFound } from "./load.ts";
import { windowOf } from "../diff/lifecycle/window.ts";

/** What `deprecations` is asked. */
export interface DeprecationsQuestion {
  readonly folder: string;
  readonly config?: string;
  /** Default: every contract. */
  readonly contract?: string;
  readonly today: CalendarDate;
}

/** What is announced to go, whose window ends when, who still uses it, what may go now. */
export async function askDeprecations(question: DeprecationsQuestion): Promise<DeprecationsAnswer> {
  const catalogue = await openCatalogue(question.folder, question.config);
  const found =
    question.contract === undefined
      ? [...catalogue.contracts.values()]
      : [contractNamed(question.contract, catalogue)];
  const deprecations: DeprecatedElement[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const contract of found) {
    const part = await deprecationsIn(contract, catalogue, question.today);
    deprecations.push(...part.deprecations);
    diagnostics.push(...part.diagnostics);
  }
  return {
    today: question.today,
    contracts: found.map(({ name }) => name).sort(),
    deprecations: deprecations.sort(byUrgency),
    diagnostics,
  };
}

async function deprecationsIn(
  found: FoundContract,
  catalogue: Catalogue,
  today: CalendarDate,
): Promise<Pick<DeprecationsAnswer, "deprecations" | "diagnostics">> {
  const { result } = await loadFound(found, catalogue.tree);
  const { contract } = result;
  const deprecated = distinct(elementsOf(contract));
  if (deprecated.length === 0) return { deprecations: [], diagnostics: result.diagnostics };
  const evidence = await evidenceOn(catalogue.consumers, { name: found.name, contract });
  const deprecations = deprecated.map(({ deprecation, ...element }): DeprecatedElement => {
    const { impact } = impactOfRemoval({
      contract,
      element,
      consumers: consumersOf(catalogue.consumers),
      usages: evidence.usages,
    });
    const lifecycle = windowOf(deprecation, today);
    return {
      contract: found.name,
      element: element.coordinate,
      kind: element.kind,
      location: result.locate(element.origin),
      lifecycle,
      ...(deprecation.reason === undefined ? {} : { reason: deprecation.reason }),
      removal: removalAnswer(lifecycle.daysLeft, impact),
      impact,
    };
  });
  return {
    deprecations,
    diagnostics: [...result.diagnostics, ...evidenceDiagnostics(evidence)],
  };
}

type Deprecated = Met & { readonly deprecation: NonNullable<Met["deprecation"]> };

/** Each element once: a field and its inline shape carry the same mark. */
function distinct(elements: Iterable<Met>): readonly Deprecated[] {
  const found = new Map<string, Deprecated>();
  for (const element of elements) {
    const { deprecation, coordinate } = element;
    if (deprecation === undefined || found.has(coordinate)) continue;
    if (deprecation.deprecated || deprecation.sunset !== undefined) {
      found.set(coordinate, { ...element, deprecation });
    }
  }
  return [...found.values()];
}

function removalAnswer(
  daysLeft: number | undefined,
  impact: readonly ConsumerImpact[],
): RemovalAnswer {
  if (daysLeft === undefined) return "undated";
  if (daysLeft >= 0) return "later";
  if (impact.some(({ verdict }) => verdict === "breaks" || verdict === "may-break")) return "used";
  const isJudged = impact.every(({ verdict }) => verdict === "no-use-seen");
  return isJudged ? "now" : "unknown-use";
}

/** What can be acted on first, the earliest date first. */
function byUrgency(one: DeprecatedElement, other: DeprecatedElement): number {
  return (
    REMOVAL_ANSWERS.indexOf(one.removal) - REMOVAL_ANSWERS.indexOf(other.removal) ||
    byCodeUnits(one.lifecycle.sunset ?? "", other.lifecycle.sunset ?? "") ||
    byCodeUnits(`${one.contract} ${one.element}`, `${other.contract} ${other.element}`)
  );
}

function byCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
