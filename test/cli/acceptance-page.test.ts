import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../sources/temporary.ts";
import { contractDrift } from "./run.ts";

// Debian's and Ubuntu's package `chromium`, or whatever CHROMIUM names. Without one: skipped.
const executable = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

const HOSTILE = "</script><img src=https://evil.example/x onerror=alert(1)>";

/** Two versions whose descriptions, defaults and enum values try to become a part of the page. */
function folderOf(values: readonly string[]): string {
  const text = (names: readonly string[]): string =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: HOSTILE, version: "1" },
      paths: {
        "/orders": {
          get: {
            description: HOSTILE,
            responses: {
              "200": {
                description: HOSTILE,
                content: { "application/json": { schema: { type: "string", enum: names } } },
              },
            },
          },
        },
      },
    });
  return temporaryFolder({
    "before.json": text(["open", HOSTILE]),
    "after.json": text(["open", ...values]),
  });
}

describe.skipIf(executable === undefined)(
  "9. Chromium: axe on the page, no foreign request, hostile names, no script of theirs",
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: executable ?? "",
        // Root in a container has no sandbox to use; the pages are our own.
        args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
      });
    });
    afterAll(() => browser.close());

    const STATES = [
      ["blocking", [`${HOSTILE}2`]],
      ["green", [HOSTILE]],
    ] as const;

    it.each(
      STATES.flatMap(([state, values]) =>
        (["light", "dark"] as const).map((colours) => [state, colours, values] as const),
      ),
    )("%s, %s", async (_, colorScheme, values) => {
      const folder = folderOf(values);
      const args = ["diff", "before.json", "after.json", "--format", "html=r.html"];
      contractDrift([...args, "--fail-on", "dangerous"], { cwd: folder });
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("dialog", (dialog) => complaints.push(dialog.message()));
      await page.goto(pathToFileURL(join(folder, "r.html")).href);
      expect(requests).toHaveLength(1);
      expect(complaints).toEqual([]);
      expect(await faultsIn(page)).toEqual([]);
      await context.close();
    });
  },
);

async function faultsIn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
