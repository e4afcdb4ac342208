import type { Database } from "./database.ts";
import { migrate } from "./migrations/migrate.ts";
import { contracts, publish, texts, versions } from "./sql/contracts.ts";
import {
  deploy,
  environments,
  firstDeployments,
  live,
  tracked,
  undeploy,
} from "./sql/deployments.ts";
import { prune } from "./sql/prune.ts";
import { activity, dangling, evidence, uses } from "./sql/questions.ts";
import { record } from "./sql/record.ts";
import { declare, services } from "./sql/services.ts";
import type { RegistryStore } from "./store.ts";

/** The registry in an SQL database, brought to the form that this program knows. */
export async function sqlStore(database: Database): Promise<RegistryStore> {
  await migrate(database);
  const read: Database["read"] = (work) => database.read(work);
  const write: Database["write"] = (work) => database.write(work);
  return {
    label: database.label,
    publish: (version) => write((session) => publish(session, version)),
    contracts: () => read(contracts),
    versions: (contract) => read((session) => versions(session, contract)),
    texts: (contract, version) => read((session) => texts(session, contract, version)),
    declare: (some) => write((session) => declare(session, some)),
    services: () => read(services),
    deploy: (deployment) => write((session) => deploy(session, deployment)),
    undeploy: (filter, at) => write((session) => undeploy(session, filter, at)),
    live: (filter) => read((session) => live(session, filter)),
    firstDeployments: (service) => read((session) => firstDeployments(session, service)),
    tracked: () => read(tracked),
    environments: () => read(environments),
    record: (some) => write((session) => record(session, some)),
    evidence: (filter) => read((session) => evidence(session, filter)),
    uses: (filter) => read((session) => uses(session, filter)),
    dangling: (filter) => read((session) => dangling(session, filter)),
    activity: (contract, environment) =>
      read((session) => activity(session, contract, environment)),
    prune: (retention) => write((session) => prune(session, retention)),
    close: () => database.close(),
  };
}
