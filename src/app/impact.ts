import { DriftError } from "../errors.ts";
import { findElement } from "../evidence/resolve/find-element.ts";
import type { FoundElement } from "../evidence/resolve/find-element.ts";
import { impactOfRemoval } from "../impact/removal.ts";
import type { Contract } from "../model/contract.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import { elementsOf } from "../model/walk.ts";
import type { ImpactAnswer } from "../report/answers.ts";
import { consumersOf, evidenceOn, withRecorded } from "./consumers.ts";
import type { RecordedConsumers } from "./consumers.ts";
import { contractNamed, openCatalogue } from "./contracts.ts";
import { catalogueVersions } from "./history/known-versions.ts";
import { evidenceDiagnostics, undeclared } from "./judge.ts";
import { loadFound } from "./load.ts";
import { contractOwners, ownershipIn } from "./owners.ts";
import { windowOf } from "../diff/lifecycle/window.ts";

/** What `impact` is asked. */
export interface ImpactQuestion {
  readonly folder: string;
  readonly config?: string;
  readonly contract: string;
  /** A declaration, an operation, or a place of use. */
  readonly coordinate: string;
  readonly today: CalendarDate;
  /** What a registry knows of consumers, beside the manifests. */
  readonly recorded?: RecordedConsumers;
}

/** Who would break if an element of a contract were removed, and how sure that is. */
export async function askImpact(question: ImpactQuestion): Promise<ImpactAnswer> {
  const catalogue = await openCatalogue(question.folder, question.config);
  const found = contractNamed(question.contract, catalogue);
  const { result, format } = await loadFound(found, catalogue.tree);
  const { contract } = result;
  const element = elementNamed(contract, question);
  const consumers = withRecorded(catalogue.consumers, question.recorded);
  const versions =
    (await catalogueVersions(catalogue, found, result.texts.keys())) ??
    (await question.recorded?.versionsOf(found.name));
  const evidence = await evidenceOn(consumers, {
    name: found.name,
    contract,
    ...(versions === undefined ? {} : { versions }),
  });
  const { impact, coverage, strangers } = impactOfRemoval({
    contract,
    element,
    consumers: consumersOf(consumers),
    usages: evidence.usages,
    today: question.today,
    ...(found.config.surfaces === undefined ? {} : { surfaces: found.config.surfaces }),
  });
  const owners = contractOwners(found, await ownershipIn(catalogue.tree));
  const met = [...elementsOf(contract)].find((one) => one.coordinate === element.coordinate);
  return {
    today: question.today,
    contract: found.name,
    format,
    element: element.coordinate,
    kind: element.kind,
    ...(met === undefined ? {} : { location: result.locate(met.origin) }),
    ...(met?.deprecation === undefined
      ? {}
      : { lifecycle: windowOf(met.deprecation, question.today) }),
    impact,
    ...(owners.length === 0 ? {} : { owners }),
    coverage,
    diagnostics: [
      ...result.diagnostics,
      ...evidenceDiagnostics(evidence),
      ...strangers.map((service) => undeclared(service, found.name)),
    ],
  };
}

function elementNamed(contract: Contract, question: ImpactQuestion): FoundElement {
  const found = findElement(contract, question.coordinate);
  if (!("suggestion" in found)) return found;
  throw new DriftError({
    code: "usage",
    message: `The contract ${question.contract} has no ${question.coordinate}.`,
    hint:
      found.suggestion === undefined
        ? "Name it as reports do: `#schemas.Order.status`, `GET /orders/{}`, `Query.order(id:)`, `shop.v1.Item.sku#1`."
        : `Did you mean ${found.suggestion}?`,
  });
}
