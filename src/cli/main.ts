#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { fail } from "./failure.ts";
import { leaveNothingBehind } from "./interrupt.ts";
import { tolerateClosedPipes } from "./terminal.ts";
import { toolVersion } from "./version.ts";

/** Everything is loaded when it is needed: the answer to `--version` loads nothing. */
async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
    process.stdout.write(`${toolVersion()}\n`);
    return;
  }
  enableCompileCache();
  const { runProgram } = await import("./program.ts");
  await runProgram(args);
}

tolerateClosedPipes();
leaveNothingBehind();
const args = process.argv.slice(2);
try {
  await main(args);
} catch (error) {
  fail(error, args.includes("--debug"));
}
