import type { Command } from "commander";
import { addDeployments } from "./deployments.ts";
import { addListings } from "./listings.ts";
import { addPrune } from "./prune.ts";
import { addPublish } from "./publish.ts";
import { addRecord } from "./record.ts";

const EXAMPLES = `Examples:
  $ contract-drift registry publish orders --version 2.4.0      what is served
  $ contract-drift registry record consumers/web.yaml           who uses what of it
  $ contract-drift registry deploy orders 2.4.0 --to production what runs where
`;

/** `registry …`: what is kept about contracts, consumers and deployments. */
export function addRegistry(program: Command): void {
  const registry = program
    .command("registry")
    .description("keep contract versions, evidence of use, and deployments; list what is known")
    .addHelpText("before", EXAMPLES);
  for (const add of [addPublish, addRecord, addDeployments, addListings, addPrune]) add(registry);
}
