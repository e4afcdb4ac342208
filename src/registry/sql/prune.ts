import type { Session } from "../database.ts";
import { numberIn } from "../rows.ts";
import type { Pruned, Retention } from "../store.ts";

/** Evidence that is old, and that no live version of its consumer was recorded with. */
const OLD_EVIDENCE = `
  select e.contract, e.id from evidence e
  where e.last_seen < ? and not exists (
    select 1 from sighting s
    join deployment d on d.service = e.consumer and d.version = s.version and d.until is null
    where s.contract = e.contract and s.evidence = e.id
  )`;

/** Versions that nothing holds: no label, no live deployment, no evidence, and a later one exists. */
const OLD_VERSIONS = `
  select v.contract, v.id from contract_version v
  join contract c on c.id = v.contract
  where v.published_at < ?
    and exists (
      select 1 from contract_version n where n.contract = v.contract
        and (n.published_at > v.published_at or (n.published_at = v.published_at and n.id > v.id)))
    and not exists (
      select 1 from contract_label l where l.contract = v.contract and l.version = v.id)
    and not exists (
      select 1 from deployment d
      where d.service = c.provider and d.version = v.version and d.until is null)
    and not exists (
      select 1 from sighting s where s.contract = v.contract and s.against = v.version)`;

/**
 * Deployments that are over. The first one of a version tells since when what it announces could be
 * seen: it stays as long as the version's contract does.
 */
const ENDED = `
  until is not null and until < ? and (
    exists (
      select 1 from deployment e
      where e.environment = deployment.environment and e.service = deployment.service
        and e.version = deployment.version
        and (e.since < deployment.since
          or (e.since = deployment.since and e.target < deployment.target)))
    or not exists (
      select 1 from contract c
      join contract_version v on v.contract = c.id
      where c.provider = deployment.service and v.version = deployment.version))`;

/** Lets go of what is old and not live; see `RegistryStore.prune`. */
export async function prune(session: Session, retention: Retention): Promise<Pruned> {
  const evidence = await session.all(OLD_EVIDENCE, [retention.evidenceBefore]);
  if (retention.dryRun === true) {
    const [deployments] = await session.all(`select count(*) as n from deployment where ${ENDED}`, [
      retention.deploymentsBefore,
    ]);
    return {
      evidence: evidence.length,
      versions: (await session.all(OLD_VERSIONS, [retention.versionsBefore])).length,
      deployments: deployments === undefined ? 0 : numberIn(deployments, "n"),
    };
  }
  for (const row of evidence) {
    const key = [numberIn(row, "contract"), numberIn(row, "id")];
    for (const table of ["usage", "dangling_use", "sighting"]) {
      await session.run(`delete from ${table} where contract = ? and evidence = ?`, key);
    }
    await session.run("delete from evidence where contract = ? and id = ?", key);
  }
  const versions = await session.all(OLD_VERSIONS, [retention.versionsBefore]);
  for (const row of versions) {
    const key = [numberIn(row, "contract"), numberIn(row, "id")];
    await session.run("delete from contract_file where contract = ? and version = ?", key);
    await session.run("delete from contract_version where contract = ? and id = ?", key);
  }
  await session.run(
    `delete from contract_text where not exists (
       select 1 from contract_file f
       where f.contract = contract_text.contract and f.digest = contract_text.digest)`,
  );
  const deployments = await session.run(`delete from deployment where ${ENDED}`, [
    retention.deploymentsBefore,
  ]);
  return { evidence: evidence.length, versions: versions.length, deployments };
}
