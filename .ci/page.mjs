// Opens a page in Chromium, narrow and wide: nothing scrolls sideways, axe finds nothing, cells are told as cells, and a
// figure opens on what it rests on by keyboard, without scripts, and leads back.
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

// Whether the first figure of the page, where it has one, opens and leads back.
async function opens() {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.setJavaScriptEnabled(false);
  await page.goto(page_url);
  const figure = await page.$("a.cijfer");
  if (!figure) return true;
  const id = await figure.evaluate((it) => it.id);
  await figure.focus();
  await page.keyboard.press("Enter");
  const open = await page.evaluate(() => {
    const part = document.querySelector(":target");
    const box = part?.getBoundingClientRect();
    return Boolean(part?.matches(".grond") && box.height > 40 && box.top >= 0 && box.bottom <= innerHeight + 1);
  });
  // The way back is the next stop of the keyboard, after the table if there is one.
  for (let stop = 0; stop < 3; stop += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.matches(".terug-naar a"))) break;
  }
  await page.keyboard.press("Enter");
  return open && (await page.evaluate(() => document.querySelector(":target")?.id)) === id;
}

// Whether cells that the style sheet puts under each other are still told as cells: nothing but the element says so.
async function tells_cells(page) {
  // Nobody is told of a table that is folded up.
  const cells = await page.$$eval("th, td", (all) =>
    all.filter((cell) => cell.checkVisibility()).map((cell) => getComputedStyle(cell).display));
  if (cells.every((display) => display === "table-cell")) return true;
  const { nodes } = await (await page.createCDPSession()).send("Accessibility.getFullAXTree");
  const roles = ["cell", "columnheader", "rowheader"];
  return nodes.filter(({ ignored, role }) => !ignored && roles.includes(role.value)).length === cells.length;
}

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
    if (!(await tells_cells(page))) {
      console.error(`${width} px: a cell of a table is not told as one`);
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
  if (!(await opens())) {
    console.error("a figure does not open by keyboard, or does not lead back");
    failed = true;
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
