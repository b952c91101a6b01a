// Writes remarks in the page of a draft by keyboard alone, and asks whether `pmg remarks --add` finds the sentence of each.
//
// Run with the program, the folder of the years and that of the outputs, in which the draft of 2024 was kept. The page is
// opened as a reviewer opens it, from the disk and with its own policy. Remarks go to sentences of every kind; they must be
// there after a reload and in another browser that takes the file in. With the panel open axe finds nothing, and nothing
// scrolls sideways; without scripts, in a final edition and for a municipality, there is no panel.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [pmg, years, output] = process.argv.slice(2);
const folder = join(output, "2024");
const page_url = pathToFileURL(join(folder, "rapport.html")).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const downloads = mkdtempSync(join(tmpdir(), "remarks-"));
const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run"],
});
const errors = [];

async function opened(context, { width = 1280, before } = {}) {
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.setViewport({ width, height: 900 });
  if (before) await page.evaluateOnNewDocument(before);
  await page.goto(page_url);
  return page;
}

const plain = (text) => text.replace(/\s+/g, " ").trim();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
const status = (page) => page.$eval(".opmerkingen [role=status]", (it) => it.textContent);
const listed = (page) => page.$$eval(".opmerkingen li .opmerkingen-tekst", (all) => all.map((it) => it.textContent));

// Goes on with Tab until the focus is there.
async function tab_to(page, wanted, most = 60) {
  for (let stop = 0; stop < most; stop += 1) {
    if ((await focused(page)) === wanted) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${wanted}`);
}

async function open_panel(page) {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "_opm-zin", "two stops from the top");
}

// Writes a remark by keyboard, from the field for the sentence.
async function write(page, number, text) {
  await tab_to(page, "_opm-zin");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(String(number));
  await tab_to(page, "_opm-tekst");
  await page.keyboard.type(text);
  await tab_to(page, "Opmerking bewaren");
  await page.keyboard.press("Enter");
  assert.match(await status(page), new RegExp(`bij §${number} is (bewaard|toegevoegd)`));
  assert.equal(await focused(page), "_opm-zin");
}

// A sentence of each kind of place.
async function of_every_kind(page) {
  const places = ["main > p", "h2", "h3", ".kader p", "caption", "thead th", "tbody tr", "details tbody tr", "main > ul > li", ".kaarten li", ".voetnoten li", "blockquote"];
  const found = await page.evaluate((places) => places.map((place) =>
    [...document.querySelectorAll(`${place} .zin`)].at(-1)?.dataset.zin), places);
  return [...new Set(found.filter(Boolean).map(Number))];
}

async function is_accessible(page, what) {
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
  const told = violations.flatMap((it) => [`${it.id}: ${it.help}`, ...it.nodes.slice(0, 5).map((node) => `    ${node.html}`)]);
  assert.deepEqual(told, [], what);
  const [wide, all] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(all <= wide, `${what}: the page is ${all} px wide`);
}

async function downloaded(page) {
  const before = new Set(readdirSync(downloads));
  await page.keyboard.press("Enter");
  for (let wait = 0; wait < 100; wait += 1) {
    const name = readdirSync(downloads).find((it) => !before.has(it) && it.endsWith(".json"));
    if (name) return join(downloads, name);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail("nothing was downloaded");
}

try {
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  const said = new Map(JSON.parse(readFileSync(join(folder, "nummers.json"), "utf8")).map((it) => [it.number, plain(it.text)]));

  // The page shows each sentence as the program knows it.
  let page = await opened(browser);
  await open_panel(page);
  const seen = await page.evaluate(() => {
    const field = document.getElementById("_opm-zin");
    return [...document.querySelectorAll("main .zin")].map(({ dataset: { zin } }) => {
      field.value = zin;
      field.dispatchEvent(new Event("input"));
      return [Number(zin), document.getElementById("_opm-gekozen").textContent];
    });
  });
  assert.equal(seen.length, said.size);
  for (const [number, text] of seen) assert.equal(plain(text), `§${number} ${said.get(number)}`);

  // Remarks on sentences of every kind, one of them with markup; then one by the arrows in the text.
  await page.reload();
  await open_panel(page);
  const numbers = await of_every_kind(page);
  assert.ok(numbers.length >= 8, `places of only ${numbers.length} kinds`);
  for (const number of numbers) await write(page, number, `Bij ${number}: <b>klopt</b> dit?`);
  await tab_to(page, "Kies in de tekst");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const by_arrows = await page.evaluate(() => Number(document.activeElement.dataset.zin));
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "_opm-tekst");
  await page.keyboard.type(`Bij ${by_arrows}: met de pijlen.`);
  await tab_to(page, "Opmerking bewaren");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => Number(document.activeElement.dataset.zin)), by_arrows, "back where it was chosen");
  assert.equal((await page.$$(".opmerkingen b")).length, 0, "markup is text");

  // One is changed, one is deleted and put back, one is deleted.
  await page.keyboard.press("Escape");
  await tab_to(page, "Veranderen", 40);
  await page.keyboard.press("Enter");
  await page.keyboard.type(" En dit?");
  await tab_to(page, "Opmerking bewaren");
  await page.keyboard.press("Enter");
  assert.equal((await listed(page)).filter((it) => it.endsWith(" En dit?")).length, 1);
  for (const [undo, left] of [[true, numbers.length + 1], [false, numbers.length]]) {
    await tab_to(page, "Verwijderen", 40);
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "Terugzetten");
    if (undo) await page.keyboard.press("Enter");
    assert.equal((await listed(page)).length, left);
  }

  // What was typed wrongly is told where it was typed, and no remark goes to the sentence of before.
  await tab_to(page, "_opm-zin", 80);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type("999999");
  await tab_to(page, "_opm-tekst");
  assert.equal(await status(page), "Die zin staat niet in dit concept.");
  await page.keyboard.type("Nergens.");
  await tab_to(page, "Opmerking bewaren");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "_opm-zin");
  assert.equal((await listed(page)).length, numbers.length);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type("woorden die er niet staan");
  await page.keyboard.press("Enter");
  assert.match(await page.$eval("#_opm-zin-fout", (it) => it.textContent), /staat niet in dit concept/);
  await page.evaluate(() => { document.getElementById("_opm-tekst").value = ""; });
  await tab_to(page, "Bestand downloaden", 80);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "_opm-functie");
  assert.match(await page.$eval("#_opm-functie-fout", (it) => it.textContent), /welke functie/);

  for (const width of [320, 600, 800, 1100, 1366]) {
    for (const value of ["light", "dark"]) {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      await is_accessible(page, `${width} px, ${value}`);
    }
  }
  await page.setViewport({ width: 1280, height: 900 });

  // A reload loses nothing, and the file has it all.
  const kept = await listed(page);
  await page.reload();
  assert.deepEqual(await listed(page), kept, "after a reload");
  await open_panel(page);
  await tab_to(page, "_opm-functie", 80);
  await page.keyboard.type("Directie Financiën & Jeugd");
  await tab_to(page, "Bestand downloaden");
  const file = await downloaded(page);
  assert.ok(file.endsWith("opmerkingen-2024-concept-1-directie-financien-jeugd.json"), file);
  const content = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(content.opmerkingen.length, kept.length);

  // In a browser that has nothing of it, the file goes on.
  const other = await browser.createBrowserContext();
  page = await opened(other);
  assert.deepEqual(await listed(page), []);
  await open_panel(page);
  const field = await page.$("#_opm-bestand");
  for (const [more, told] of [[`${kept.length} opmerkingen erbij`, kept], ["0 opmerkingen erbij", kept]]) {
    await field.uploadFile(file);
    await page.waitForFunction((more) => document.querySelector(".opmerkingen [role=status]").textContent.startsWith(more), {}, more);
    assert.deepEqual(await listed(page), told);
  }
  const hostile = join(downloads, "vreemd.json");
  for (const [text, why] of [
    ["geen json", "niet te lezen"],
    [JSON.stringify({ ...content, concept: 2 }), "hoort niet bij concept 1"],
    [JSON.stringify({ ...content, jaar: "2024" }), "hoort niet bij concept 1"],
    [JSON.stringify({ ...content, soort: "iets" }), "geen bestand met opmerkingen"],
    [JSON.stringify({ ...content, opmerkingen: [null, { opmerking: 7 }, { opmerking: "<img src=x onerror=alert(1)>", zin: 1e300 }] }), "1 opmerking erbij"],
  ]) {
    writeFileSync(hostile, text);
    await field.uploadFile(hostile);
    await page.waitForFunction((why) => document.querySelector(".opmerkingen [role=status]").textContent.includes(why), {}, why);
  }
  assert.equal((await page.$$(".opmerkingen img")).length, 0);
  await other.close();

  // By mouse: the number of a sentence, and words that are selected.
  const third = await browser.createBrowserContext();
  page = await opened(third);
  await page.evaluate(() => {
    const paragraph = document.querySelector("main > p");
    paragraph.scrollIntoView();
    const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    document.getSelection().setBaseAndExtent(text, 0, text, 6);
  });
  await page.waitForFunction(() => document.querySelector(".opmerkingen-knoppen button:not([hidden])").textContent.startsWith("Opmerking bij §"));
  await page.click(".opmerkingen-knoppen button");
  assert.equal(await focused(page), "_opm-tekst");
  assert.match(await page.$eval("#_opm-bij", (it) => it.textContent), /^Bij de woorden “/);
  await third.close();

  // Where a browser keeps nothing, it says so, and the remarks can still be downloaded.
  const fourth = await browser.createBrowserContext();
  page = await opened(fourth, { before: () => Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("no"); } }) });
  await open_panel(page);
  assert.ok(await page.$eval(".opmerkingen-let-op", (it) => it.checkVisibility()));
  await write(page, numbers[0], "Zonder opslag.");
  assert.deepEqual(await listed(page), ["Zonder opslag."]);
  await fourth.close();

  // Whoever has no scripts sees the page and nothing of this; nor does the page of another edition have it.
  const fifth = await browser.createBrowserContext();
  for (const path of [join(folder, "rapport.html"), ...process.argv.slice(5)]) {
    page = await fifth.newPage();
    if (path.startsWith(folder)) await page.setJavaScriptEnabled(false);
    assert.ok(existsSync(path), path);
    await page.goto(pathToFileURL(path).href);
    const html = await page.content();
    assert.ok(html.includes("<main"));
    const made = path.startsWith(folder) ? ["class=\"opmerkingen", "role=\"button\""] : ["<script", "opmerkingen-", "script-src"];
    for (const part of made) assert.ok(!html.includes(part), `${path}: ${part}`);
  }

  // The program takes the file in, each remark at its sentence; a second time only what is new.
  const remarks = (...more) => execFileSync(pmg, ["remarks", "2024", ...more, "--input", years, "--output", output], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  remarks("--add", file);
  content.opmerkingen.push({ ...content.opmerkingen[0], kenmerk: "ab".repeat(16), opmerking: `Bij ${content.opmerkingen[0].zin}: nog een.` });
  const again = join(downloads, "nog-eens.json");
  writeFileSync(again, JSON.stringify(content));
  remarks("--add", again);
  const shown = remarks().split("\n\n").filter((it) => it.startsWith("directie-financien-jeugd-"));
  assert.equal(shown.length, kept.length + 1);
  for (const remark of shown) {
    const [, number, stood, meant] = /§(\d+) .*\n {2}stond er: {2}(.*)\n {2}opmerking: Bij (\d+):/.exec(remark) ?? assert.fail(remark);
    assert.deepEqual([Number(number), plain(stood)], [Number(meant), said.get(Number(meant))]);
  }
  assert.deepEqual(errors, []);
} finally {
  await browser.close();
}
