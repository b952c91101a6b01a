// Opens the report in Chromium, narrow and wide: nothing scrolls sideways, and axe finds nothing.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const page_url = pathToFileURL(process.argv[2]).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run"],
});
let failed = false;
try {
  for (const width of [320, 768, 1280]) {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    await page.setBypassCSP(true);
    await page.goto(page_url);
    const content = await page.evaluate(() => document.documentElement.scrollWidth);
    if (content > width) {
      console.error(`${width} px: the page is ${content} px wide`);
      failed = true;
    }
    await page.evaluate(axe);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
    for (const violation of violations) {
      console.error(`${width} px: ${violation.id}: ${violation.help}`);
      for (const node of violation.nodes.slice(0, 5)) console.error(`    ${node.html}`);
      failed = true;
    }
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
