import { later, startOf } from "../../diff/lifecycle/calendar.ts";
import type { CalendarDate } from "../../model/lifecycle.ts";
import type { RegistryStore } from "../../registry/store.ts";
import type { RegistryPruneAnswer } from "../../report/registry-answers.ts";

/** What `registry prune` is asked. */
export interface PruneRequest {
  readonly today: CalendarDate;
  /** What was last seen, published or ended this many days ago may go. */
  readonly olderThan: number;
  readonly dryRun: boolean;
}

/** Lets go of what is old and not live. */
export async function pruneRegistry(
  store: RegistryStore,
  { today, olderThan, dryRun }: PruneRequest,
): Promise<RegistryPruneAnswer> {
  const before = later(today, { count: -olderThan, unit: "days" });
  const moment = new Date(startOf(before)).toISOString();
  const pruned = await store.prune({
    evidenceBefore: before,
    versionsBefore: moment,
    deploymentsBefore: moment,
    dryRun,
  });
  return { registry: store.label, before, done: !dryRun, ...pruned };
}
