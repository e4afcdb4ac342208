import { DriftError } from "../../errors.ts";
import { serviceNames } from "../../evidence/aliases.ts";
import type { Deployment, DeploymentFilter, RegistryStore } from "../../registry/store.ts";
import type { DeploymentAnswer, LiveVersion } from "../../report/registry-answers.ts";

/** What `registry deploy` and `registry release` are told. */
export interface DeployRequest {
  readonly service: string;
  readonly version: string;
  readonly environment: string;
  readonly target?: string;
  readonly kind: Deployment["kind"];
  readonly now: string;
}

/** Remembers that a version runs in an environment. */
export async function recordDeployment(
  store: RegistryStore,
  { now, ...request }: DeployRequest,
): Promise<DeploymentAnswer> {
  const service = await canonicalName(store, request.service);
  const { version, environment, kind } = request;
  await store.deploy({ ...request, service, since: now });
  return {
    registry: store.label,
    action: kind,
    service,
    version,
    environment,
    live: await liveOf(store, { service, environment }),
    notes: await openQuestions(store, service, version),
  };
}

/** Ends what is live of a service. Rejects (`usage`) where nothing of it is. */
export async function endDeployments(
  store: RegistryStore,
  filter: DeploymentFilter & { readonly service: string },
  now: string,
): Promise<DeploymentAnswer> {
  const service = await canonicalName(store, filter.service);
  const { version, environment } = filter;
  if ((await store.undeploy({ ...filter, service }, now)) === 0) {
    throw await nothingLive(store, { ...filter, service });
  }
  return {
    registry: store.label,
    action: "ended",
    service,
    ...(version === undefined ? {} : { version }),
    ...(environment === undefined ? {} : { environment }),
    live: await liveOf(store, {
      service,
      ...(environment === undefined ? {} : { environment }),
    }),
    notes: [],
  };
}

async function canonicalName(store: RegistryStore, name: string): Promise<string> {
  return serviceNames(await store.services()).nameOf(name);
}

async function liveOf(
  store: RegistryStore,
  filter: DeploymentFilter,
): Promise<readonly LiveVersion[]> {
  return (await store.live(filter)).map((one) => liveVersion(one));
}

/** A deployment without the service that it is of. */
export function liveVersion({
  environment,
  version,
  target,
  kind,
  since,
}: Deployment): LiveVersion {
  return {
    environment,
    version,
    ...(target === undefined ? {} : { target }),
    kind,
    since,
  };
}

/** What `can-deploy` will not know about the version. */
async function openQuestions(
  store: RegistryStore,
  service: string,
  version: string,
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const { name, provider } of await store.contracts()) {
    if (provider !== service) continue;
    const known = await store.versions(name);
    if (!known.some((one) => one.version === version)) {
      notes.push(`no version ${version} of its contract ${name} is published`);
    }
  }
  const evidence = await store.evidence({ consumer: service });
  const isRecorded = evidence.some(({ sightings }) =>
    sightings.some((one) => one.version === version),
  );
  if (evidence.length > 0 && !isRecorded) {
    notes.push(`no evidence is recorded of what ${service} ${version} uses`);
  }
  return notes;
}

async function nothingLive(
  store: RegistryStore,
  { service, version, environment }: DeploymentFilter & { readonly service: string },
): Promise<DriftError> {
  const live = await store.live({ service });
  const there = live.map((one) => `${one.version} in ${one.environment}`).join(", ");
  const what = version === undefined ? service : `${service} ${version}`;
  return new DriftError({
    code: "usage",
    message: `${what} is not live${environment === undefined ? "" : ` in ${environment}`}.`,
    hint: live.length === 0 ? `Nothing of ${service} is.` : `Live of ${service}: ${there}.`,
  });
}
