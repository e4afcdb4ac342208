// In each of these the variable exists only while a pull or merge request is built.
const TARGET_VARIABLES: readonly string[] = [
  "GITHUB_BASE_REF",
  "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
  "BITBUCKET_PR_DESTINATION_BRANCH",
  "SYSTEM_PULLREQUEST_TARGETBRANCH",
  "CHANGE_TARGET",
  "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
];

/**
 * The branch a pull request asks to be merged into, as the CI names it: GitHub, GitLab, Bitbucket,
 * Azure, Jenkins, Buildkite. Right for stacked requests, where the default branch is not.
 */
export function ciTargetBranch(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  for (const name of TARGET_VARIABLES) {
    const value = environment[name];
    if (value !== undefined && value !== "") return value.replace(/^refs\/heads\//, "");
  }
  return undefined;
}
