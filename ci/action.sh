#!/usr/bin/env bash
# What the GitHub Action does: one check, all reports from it, the job's summary and outputs, the
# comment; then the check's own exit code. CONTRACT_DRIFT names another command to run, for tests.
set -uo pipefail

action=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
reports=${RUNNER_TEMP:-/tmp}/contract-drift
mkdir -p "$reports" || exit 5
rm -f "$reports"/*

if [ -n "${CONTRACT_DRIFT:-}" ]; then
  read -r -a tool <<<"$CONTRACT_DRIFT"
else
  version=${INPUT_VERSION:-$(node -p "require('$action/package.json').version")}
  tool=(npx --yes "contract-drift@$version")
fi

arguments=(check)
add() {
  if [ -n "$2" ]; then arguments+=("$1=$2"); fi
}
# One base on each line.
while IFS= read -r base; do add --against "$base"; done <<<"${INPUT_AGAINST:-}"
add --head "${INPUT_HEAD:-}"
add --config "${INPUT_CONFIG:-}"
add --policy "${INPUT_POLICY:-}"
add --fail-on "${INPUT_FAIL_ON:-}"
add --block "${INPUT_BLOCK:-}"
add --registry "${INPUT_REGISTRY:-}"
add --witness "${INPUT_WITNESS:-}"
for output in json=report.json markdown=comment.md risk=risk.md sarif=report.sarif html=report.html; do
  arguments+=(--format "${output%%=*}=$reports/${output#*=}")
done
if [ "${INPUT_ANNOTATIONS:-true}" = true ]; then
  arguments+=(--format github)
else
  arguments+=(--format text)
fi

"${tool[@]}" "${arguments[@]}"
code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"

# Without a report the run has said on standard error why there is none.
if [ ! -f "$reports/report.json" ]; then
  echo "### contract-drift could not check the contracts (exit code $code); the log says why." \
    >>"$GITHUB_STEP_SUMMARY"
  exit "$code"
fi

node -e '
  const { readFileSync } = require("node:fs");
  const { blocking, verdict, summary, policyNotices, comparisons } = JSON.parse(
    readFileSync(process.argv[1], "utf8"),
  );
  const { breaking, dangerous, compatible, waived } = summary;
  const quiet =
    breaking + dangerous + compatible + policyNotices.length === 0 &&
    comparisons.every(({ state }) => state !== "unreadable");
  const outputs = { blocking, verdict, breaking, dangerous, compatible, waived, quiet };
  for (const [name, value] of Object.entries(outputs)) console.log(`${name}=${value}`);
' "$reports/report.json" >"$reports/outputs"
{
  grep -v '^quiet=' "$reports/outputs"
  echo "report-path=$reports/report.json"
  echo "sarif-path=$reports/report.sarif"
  echo "html-path=$reports/report.html"
  echo "comment-path=$reports/comment.md"
} >>"$GITHUB_OUTPUT"

cat "$reports/comment.md" >>"$GITHUB_STEP_SUMMARY"
if [ "${INPUT_RISK_NOTE:-false}" = true ]; then
  cat "$reports/risk.md" >>"$GITHUB_STEP_SUMMARY"
fi

case "${INPUT_COMMENT:-true}:${GITHUB_EVENT_NAME:-}" in
true:pull_request | true:pull_request_target)
  comment=(comment "$reports/comment.md")
  # Where there is nothing to say only a comment that says otherwise is brought up to date.
  if grep -qx 'quiet=true' "$reports/outputs"; then comment+=(--update-only); fi
  # A comment that cannot be posted is no verdict on the contracts.
  "${tool[@]}" "${comment[@]}" ||
    echo "::warning title=contract-drift::The comment was not posted; the job summary has it."
  ;;
esac

exit "$code"
