// Prints "N passed, N failed" from vitest's JSON report. Runs on whatever Node the machine has.
// Fails where the report is missing, counts nothing, or counts a failure.
const { readFileSync } = require("node:fs");

let report;
try {
  report = JSON.parse(readFileSync(process.argv[2], "utf8"));
} catch {
  console.log("0 passed, 0 failed (the tests did not run to their end)");
  process.exit(1);
}

// A file that does not load has no tests of its own to count.
const unloaded = report.testResults.filter(
  (file) =>
    file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
).length;
const passed = report.numPassedTests;
const failed = report.numFailedTests + unloaded;
console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
