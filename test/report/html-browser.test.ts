import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html/index.ts";
import type { Report } from "../../src/report/report.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { bigReport, FIRST_KEY, hostileReport, quietReport, shopReport } from "./shop-report.ts";

// Debian's and Ubuntu's package `chromium`, or whatever CHROMIUM names. Without one: skipped.
const executable = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

describe.skipIf(executable === undefined)("the page in Chromium", () => {
  const folder = temporaryFolder();
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executable ?? "",
      // Root in a container has no sandbox to use; the pages are our own.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
  });
  afterAll(() => browser.close());

  interface Opened {
    readonly page: Page;
    readonly requests: readonly string[];
    readonly complaints: readonly string[];
  }

  async function open(given: Report, options: BrowserContextOptions = {}): Promise<Opened> {
    const file = join(folder, "report.html");
    writeFileSync(file, renderHtml(given, { colour: false, verbose: false }));
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => complaints.push(dialog.message()));
    await page.goto(pathToFileURL(file).href);
    return { page, requests, complaints };
  }

  it.each([
    ["the shop", shopReport()],
    ["nothing", quietReport()],
    ["hostile names", hostileReport()],
    ["5,000 changes", bigReport(5000)],
  ])("asks for nothing but itself, and complains of nothing: %s", async (_, given) => {
    const { page, requests, complaints } = await open(given);
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([
    ["light", "the shop", shopReport()],
    ["dark", "the shop", shopReport()],
    ["light", "nothing", quietReport()],
    ["light", "hostile names", hostileReport()],
  ] as const)("has no fault that axe knows, %s: %s", async (colorScheme, _, given) => {
    const { page } = await open(given, { colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.context().close();
  });

  it("has no fault that axe knows where changes are rows of a table", async () => {
    const { page } = await open(bigReport(310));
    const axe = new AxeBuilder({ page }).disableRules("color-contrast").exclude("article");
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.context().close();
  });

  it("filters by severity, text, consumer and verdict, and gives all back", async () => {
    const { page } = await open(shopReport());
    const shown = () => page.locator("article:visible").count();
    expect(await shown()).toBe(7);
    await page.getByLabel("compatible").uncheck();
    expect(await shown()).toBe(5);
    await page.getByRole("searchbox", { name: "Text" }).fill("lost STATUS");
    expect(await shown()).toBe(1);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(shown).toBe(7);
    await page.getByRole("combobox", { name: "Consumer" }).selectOption("till");
    expect(await shown()).toBe(1);
    await page.getByRole("combobox", { name: "Consumer" }).selectOption("");
    await page.getByLabel("blocking only").check();
    expect(await shown()).toBe(2);
    expect(await page.getByRole("status").textContent()).toBe("2 of 7 shown");
    await page.context().close();
  });

  it("opens the change that its address names", async () => {
    const { page } = await open(shopReport());
    const closed = page.locator("article:not(.blocks)").first();
    expect(await closed.locator(".body").isVisible()).toBe(false);
    const id = await closed.getAttribute("id");
    await page.goto(`${page.url()}#${id}`);
    expect(await closed.locator(".body").isVisible()).toBe(true);
    await page.context().close();
  });

  it("can be used from the keyboard", async () => {
    const { page } = await open(shopReport());
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the changes");
    await page.locator(`#c-${FIRST_KEY} summary`).focus();
    await page.keyboard.press("Enter");
    expect(await page.locator(`#c-${FIRST_KEY} .body`).isVisible()).toBe(false);
    await page.context().close();
  });

  it("shows everything without script, and no filter that does nothing", async () => {
    const { page } = await open(shopReport(), { javaScriptEnabled: false });
    expect(await page.locator("article").count()).toBe(7);
    expect(await page.locator("#filter").isVisible()).toBe(false);
    await page.locator("article:not(.blocks) summary").first().click();
    expect(await page.locator("article:not(.blocks) .body").first().isVisible()).toBe(true);
    await page.context().close();
  });

  it.each([
    ["the shop", shopReport()],
    ["rows of a table", bigReport(310)],
  ])("fits a narrow window without scrolling sideways: %s", async (_, given) => {
    const { page } = await open(given, { viewport: { width: 400, height: 800 } });
    const wider = await page.evaluate(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth",
    );
    expect(wider).toBe(false);
    await page.context().close();
  });
});
