import { worstFirst } from "../impact/verdict.ts";
import type { CalendarDate } from "../model/lifecycle.ts";
import type { ChangeImpactAnswer, ConsumerOfChange } from "../report/answers.ts";
import type { Comparison } from "../report/report.ts";
import { compareReadings, compareRemoval, differentFormats } from "./compare.ts";
import type { Compared } from "./compare.ts";
import { withRecorded } from "./consumers.ts";
import type { RecordedConsumers } from "./consumers.ts";
import { contractNamed, openCatalogue } from "./contracts.ts";
import type { Catalogue } from "./contracts.ts";
import type { FoundContract } from "./config/discover.ts";
import { catalogueVersions } from "./history/known-versions.ts";
import { nothingBefore, openContractSide } from "./impact-sides.ts";
import type { OpenedSide, PublishedVersion } from "./impact-sides.ts";
import { contractOwners, ownershipIn } from "./owners.ts";

/** What `impact` is asked of a change. */
export interface ChangeQuestion {
  readonly folder: string;
  readonly config?: string;
  readonly contract: string;
  /** A path, a revision, `REVISION:PATH`, `version:NAME` of the registry. Absent: the work tree. */
  readonly before?: string;
  readonly after?: string;
  readonly today: CalendarDate;
  /** What a registry knows of consumers, beside the manifests. */
  readonly recorded?: RecordedConsumers;
  /** Finds a published version. Absent: no registry is named. */
  readonly published?: PublishedVersion;
}

/** What the difference between two versions of a contract does to each of its consumers. */
export async function askImpactOfChange(question: ChangeQuestion): Promise<ChangeImpactAnswer> {
  const catalogue = await openCatalogue(question.folder, question.config);
  const found = contractNamed(question.contract, catalogue);
  const place = { ...question, catalogue, found };
  const before = await openContractSide(question.before, place);
  try {
    const after = await openContractSide(question.after, place);
    try {
      const compared = await compareSides(before, after, place);
      const owners = contractOwners(found, await ownershipIn(catalogue.tree));
      return answerOf(compared, owners, question.today);
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}

interface Place extends ChangeQuestion {
  readonly catalogue: Catalogue;
  readonly found: FoundContract;
}

async function compareSides(
  before: OpenedSide,
  after: OpenedSide,
  { catalogue, found, today, recorded }: Place,
): Promise<Compared> {
  const { config } = found;
  const was = await before.read();
  if (was === undefined) throw nothingBefore(found.name, before.revision.ref);
  const versions =
    (await catalogueVersions(catalogue, found, was.result.texts.keys())) ??
    (await recorded?.versionsOf(found.name));
  const options = {
    contract: found.name,
    format: was.format,
    today,
    policy: config.policy,
    severities: config.severities,
    base: before.revision,
    head: after.revision,
    consumers: withRecorded(catalogue.consumers, recorded),
    ...(config.surfaces === undefined ? {} : { surfaces: config.surfaces }),
    ...(config.stability === undefined ? {} : { stability: config.stability }),
    ...(versions === undefined ? {} : { versions: () => Promise.resolve(versions) }),
  };
  const is = await after.read();
  if (is === undefined) return compareRemoval(was.result, options);
  if (was.format !== is.format) throw differentFormats(was.format, is.format);
  return compareReadings(was.result, is.result, options);
}

function answerOf(
  { comparison, coverage }: Compared,
  owners: readonly string[],
  today: CalendarDate,
): ChangeImpactAnswer {
  return {
    today,
    ...(owners.length === 0 ? {} : { owners }),
    consumers: consumersOfChange(comparison),
    coverage,
    comparison,
  };
}

/** The same impacts, by consumer instead of by change; who is hit worst comes first. */
function consumersOfChange({ changes }: Comparison): readonly ConsumerOfChange[] {
  const felt = changes.flatMap((change) => change.impact.map((impact) => ({ change, impact })));
  const byConsumer = Map.groupBy(felt, ({ impact }) => impact.consumer);
  return [...byConsumer.values()]
    .flatMap((all) => {
      const ordered = all.toSorted((a, b) => worstFirst(a.impact.verdict, b.impact.verdict));
      const [worst] = ordered;
      if (worst === undefined) return [];
      const { because: _, ...card } = worst.impact;
      const hits = ordered.filter(
        ({ impact }) => impact.verdict === "breaks" || impact.verdict === "may-break",
      );
      return [
        {
          ...card,
          changes: hits.map(({ change, impact }) => ({
            key: change.key,
            rule: change.rule,
            element: change.element,
            verdict: impact.verdict,
            because: impact.because,
          })),
        },
      ];
    })
    .sort((a, b) => worstFirst(a.verdict, b.verdict) || (a.consumer < b.consumer ? -1 : 1));
}
