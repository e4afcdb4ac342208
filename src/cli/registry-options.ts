import { InvalidArgumentError } from "commander";
import type { Command } from "commander";
import type { PublishedSide, PublishedSides } from "../app/check-input.ts";
import type { RecordedConsumers } from "../app/consumers.ts";
import type { RegistryChoice } from "../app/registry/place.ts";
import { DriftError } from "../errors.ts";

/** Which registry a command works on. */
export interface RegistryOptions {
  readonly registry?: string;
}

/** Adds `--registry`. */
export function withRegistryOption(command: Command): Command {
  return command.option(
    "--registry <place>",
    "a file or postgres://… (default: CONTRACT_DRIFT_REGISTRY, else .contract-drift/registry.db)",
  );
}

/** The registry that the options and the environment name. */
export function registryChoice({ registry }: RegistryOptions): RegistryChoice {
  const environment = process.env["CONTRACT_DRIFT_REGISTRY"];
  return {
    folder: process.cwd(),
    ...(registry === undefined ? {} : { named: registry }),
    ...(environment === undefined ? {} : { environment }),
  };
}

/** Adds `--registry` to a command that can do without one. */
export function withOptionalRegistry(command: Command): Command {
  return command.option(
    "--registry <place>",
    "also by what this registry knows (default: CONTRACT_DRIFT_REGISTRY, else none)",
  );
}

/** Which environment a registry is asked about. */
export interface EnvironmentOptions {
  readonly environment?: string;
}

/** Adds `--environment` to a command that can do without a registry. */
export function withEnvironmentOption(command: Command): Command {
  return command.option(
    "--environment <name>",
    "of what the registry knows, only what was seen there, or nobody says where",
  );
}

/** What a registry adds to a comparison; nothing without one. */
export interface KnownOfRegistry {
  readonly recorded?: RecordedConsumers;
  readonly deployed?: (environment: string) => Promise<PublishedSides>;
  readonly published?: (contract: string, version: string) => Promise<PublishedSide>;
}

/** Runs a command with what a registry knows of consumers, where one is named. */
export async function withRecordedConsumers<T>(
  options: RegistryOptions & EnvironmentOptions,
  work: (known: KnownOfRegistry) => Promise<T>,
): Promise<T> {
  const choice = registryChoice(options);
  if ((choice.named ?? choice.environment ?? "") === "") {
    if (options.environment !== undefined) throw noRegistry(options.environment);
    return work({});
  }
  const { withRegistry } = await import("../app/registry/place.ts");
  const { recordedConsumers } = await import("../app/registry/recorded.ts");
  const { deployedIn, publishedVersion } = await import("../app/registry/deployed.ts");
  return withRegistry(choice, "must-exist", async (store) =>
    work({
      recorded: await recordedConsumers(store, options.environment),
      deployed: async (environment) => deployedIn(store, environment),
      published: async (contract, version) => publishedVersion(store, contract, version),
    }),
  );
}

function noRegistry(environment: string): DriftError {
  return new DriftError({
    code: "usage",
    message: `What was seen in ${environment} stands in a registry, and none is named.`,
    hint: "Name it: `--registry PLACE`, or CONTRACT_DRIFT_REGISTRY.",
  });
}

/** Adds `--at`, for what is recorded after it happened. */
export function withMoment(command: Command): Command {
  return command.option("--at <time>", "when it happened, if not now (2026-11-22T18:30:00Z)");
}

/** The moment of an event: as given, or now. In UTC. */
export function momentOf(given: string | undefined): string {
  const moment = given === undefined ? new Date() : new Date(given);
  const isMoment = given === undefined || /^\d{4}-\d{2}-\d{2}(?:T.+)?$/.test(given);
  if (isMoment && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new DriftError({
    code: "usage",
    message: `${JSON.stringify(given)} is not a time.`,
    hint: "Write --at as 2026-11-22 or 2026-11-22T18:30:00Z.",
  });
}

/** A length of time in days: `30`, `30d`, `12w`. */
export function days(text: string): number {
  const [, count, unit] = /^(\d{1,5})([dw]?)$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("Write a number of days: 30d, 12w.");
  return Number(count) * (unit === "w" ? 7 : 1);
}
