import type { Row, Session } from "../database.ts";
import { optionalText, textIn } from "../rows.ts";
import type { Deployment, DeploymentFilter, FirstDeployment, Instant } from "../store.ts";
import { conditions } from "./lists.ts";
import type { Conditions } from "./lists.ts";
import { ensureServices } from "./services.ts";

/** Remembers that a version runs; what it replaces ends. See `RegistryStore.deploy`. */
export async function deploy(
  session: Session,
  deployment: Omit<Deployment, "until">,
): Promise<void> {
  const { environment, service, version, target = "", kind, since } = deployment;
  await ensureServices(session, [service]);
  const place = [environment, service, target];
  const live = await session.all(
    `select version, kind from deployment
     where environment = ? and service = ? and target = ? and until is null`,
    place,
  );
  if (live.some((row) => row["version"] === version && row["kind"] === kind)) return;
  await session.run(
    `update deployment set until = ?
     where environment = ? and service = ? and target = ? and until is null
       and (version = ? or (kind = 'deployed' and ? = 'deployed'))`,
    [since, ...place, version, kind],
  );
  await session.run(
    `insert into deployment (environment, service, target, version, since, kind)
     values (?, ?, ?, ?, ?, ?)
     on conflict (environment, service, target, version, since)
     do update set kind = excluded.kind, until = null`,
    [...place, version, since, kind],
  );
}

/** Ends live deployments; see `RegistryStore.undeploy`. */
export async function undeploy(
  session: Session,
  filter: DeploymentFilter,
  at: Instant,
): Promise<number> {
  const which = conditionsOf(filter);
  return session.run(`update deployment set until = ? where until is null and ${which.sql}`, [
    at,
    ...which.values,
  ]);
}

/** What is live; see `RegistryStore.live`. */
export async function live(
  session: Session,
  filter: DeploymentFilter,
): Promise<readonly Deployment[]> {
  const which = conditionsOf(filter);
  const rows = await session.all(
    `select environment, service, target, version, since, kind from deployment
     where until is null and ${which.sql}`,
    which.values,
  );
  return rows.map((row) => deploymentIn(row)).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** First deployments, live or ended; see `RegistryStore.firstDeployments`. */
export async function firstDeployments(
  session: Session,
  service: string,
): Promise<readonly FirstDeployment[]> {
  const rows = await session.all(
    `select environment, version, min(since) as since from deployment
     where service = ? group by environment, version
     order by min(since), environment, version`,
    [service],
  );
  return rows.map((row) => ({
    environment: textIn(row, "environment"),
    version: textIn(row, "version"),
    since: textIn(row, "since"),
  }));
}

/** The services with deployments; see `RegistryStore.tracked`. */
export async function tracked(session: Session): Promise<readonly string[]> {
  const rows = await session.all("select distinct service from deployment");
  return rows.map((row) => textIn(row, "service")).sort();
}

/** Every environment's name; see `RegistryStore.environments`. */
export async function environments(session: Session): Promise<readonly string[]> {
  const rows = await session.all(
    `select environment from deployment union select environment from evidence
     where environment <> ''`,
  );
  return rows.map((row) => textIn(row, "environment")).sort();
}

function conditionsOf({ environment, service, version, target }: DeploymentFilter): Conditions {
  return conditions([
    ["environment = ?", environment],
    ["service = ?", service],
    ["version = ?", version],
    ["target = ?", target],
  ]);
}

function deploymentIn(row: Row): Deployment {
  return {
    environment: textIn(row, "environment"),
    service: textIn(row, "service"),
    version: textIn(row, "version"),
    ...optionalText("target", row, "target"),
    kind: row["kind"] === "released" ? "released" : "deployed",
    since: textIn(row, "since"),
  };
}

function keyOf({ environment, service, target = "", version }: Deployment): string {
  return JSON.stringify([environment, service, target, version]);
}
