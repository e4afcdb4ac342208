import { expect, it } from "vitest";
import { ciTargetBranch } from "../../src/sources/ci-branch.ts";

it.each([
  [{ GITHUB_BASE_REF: "release/2" }, "release/2"],
  [{ GITHUB_BASE_REF: "" }, undefined],
  [{ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" }, "main"],
  [{ SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" }, "main"],
  [{ GITHUB_REF_NAME: "main" }, undefined],
])("from %j the target branch is %s", (environment, expected) => {
  expect(ciTargetBranch(environment)).toBe(expected);
});
