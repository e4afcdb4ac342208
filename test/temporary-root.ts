import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = mkdtempSync(join(tmpdir(), "contract-drift-tests-"));

/**
 * Runs once before all tests: what they and the processes they start put into the system's folder
 * for temporary files lands in one folder.
 */
export function setup(): void {
  for (const name of ["TMPDIR", "TMP", "TEMP"]) process.env[name] = root;
}

/** Runs once after all tests. */
export function teardown(): void {
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
}
