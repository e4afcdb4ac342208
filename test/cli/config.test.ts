import { expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

const CONFIG = `\
fail-on: dangerous
severity: { field-removed: dangerous }
profiles:
  public:
    block: always
    window: { preset: kubernetes-ga, grace: 10 days }
contracts:
  - { name: orders, path: orders.yaml, profile: public, window: { minimum: 90 days } }
  - stock/*.proto
`;

function rowsOf(text: string): readonly string[] {
  return text.split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " | "));
}

it("says of every setting what it is and where it comes from", () => {
  const folder = temporaryFolder({ "contract-drift.yaml": CONFIG });
  const { code, stdout, stderr } = contractDrift(["config", "print"], { cwd: folder });
  expect([code, stderr]).toEqual([0, ""]);
  expect(rowsOf(stdout)).toEqual(
    expect.arrayContaining([
      "contract orders",
      "fail-on | dangerous | contract-drift.yaml:1:1",
      "block | always | contract-drift.yaml:5:5 (profile public)",
      "removal-after-window | block-if-used | default",
      "severity.field-removed | dangerous | contract-drift.yaml:2:13",
      "window.minimum | 90 days | contract-drift.yaml:8:67",
      "window.grace | 10 days | contract-drift.yaml:6:38 (profile public)",
      "window.levels.beta.minimum | 9 months | preset kubernetes-ga",
      "contract stock/*.proto",
    ]),
  );
});

it("says the same as JSON", () => {
  const folder = temporaryFolder({ "contract-drift.yaml": CONFIG });
  const { stdout } = contractDrift(["config", "print", "--format", "json"], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    file: "contract-drift.yaml",
    parts: [
      { about: "file" },
      {
        about: "orders",
        settings: expect.arrayContaining([
          {
            setting: "block",
            value: "always",
            from: "contract-drift.yaml:5:5 (profile public)",
          },
        ]),
      },
      { about: "stock/*.proto" },
    ],
  });
});

it("stops at a mistake as a check does", () => {
  const folder = temporaryFolder({ "contract-drift.yaml": "contract: [a.yaml]\n" });
  const { code, stderr } = contractDrift(["config", "print"], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain("contract-drift.yaml:1:1");
});
