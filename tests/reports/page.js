/* SPDX-License-Identifier: MIT */
/*
 * page.js MODULES CHROMIUM FILE...: each HTML report is valid, asks nobody
 * for anything, fits into narrow windows, and axe finds nothing to complain
 * about: light, dark, on paper, narrow, and without its script.
 */
"use strict";

const fs = require("fs");
const path = require("path");
const url = require("url");

const [modules, chromium, ...files] = process.argv.slice(2);
const load = (name) => require(path.join(modules, name));
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");

/* Browsers look for updates and the like; pages are not to hear of it. */
const quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run",
	"--disable-background-networking", "--disable-component-update",
	"--disable-sync", "--disable-default-apps", "--disable-dev-shm-usage"];

const looks = [
	{ name: "light", width: 1280, scheme: "light" },
	{ name: "dark", width: 1280, scheme: "dark" },
	{ name: "narrow", width: 390, scheme: "light" },
	{ name: "narrow and dark", width: 390, scheme: "dark" },
	{ name: "paper", width: 1280, scheme: "light", media: "print" },
	{ name: "without script", width: 1280, scheme: "light", mute: true }
];
let failures = 0;

function complain(file, look, what) {
	failures++;
	console.log(`${path.basename(file)}, ${look}: ${what}`);
}

async function byRules(file) {
	const { HtmlValidate } = load("html-validate");
	const judge = new HtmlValidate({
		extends: ["html-validate:recommended"],
		rules: {
			/* Layout of the source, which nobody reads. */
			"doctype-style": "off",
			"long-title": "off",
			"no-trailing-whitespace": "off"
		}
	});
	const report = await judge.validateFile(file);

	for (const result of report.results)
		for (const m of result.messages.slice(0, 20))
			complain(file, "html-validate",
			    `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
}

/* axe itself is no script of the page: the page's policy is set aside. */
async function byAxe(page, file, look) {
	/* Of more than a hundred rules a few will do. */
	await page.evaluate(() => {
		const all = document.querySelectorAll(
		    "details:not(.ruledef), #r-CERT001, #r-XREF001");

		for (const d of all)
			d.open = true;
	});
	await page.evaluate(axe);
	const found = await page.evaluate(() => window.axe.run(document, {
		resultTypes: ["violations"]
	}));

	for (const violation of found.violations)
		complain(file, look, `axe ${violation.id}: ${violation.help}: ` +
		    violation.nodes.slice(0, 3).map((n) => n.html.slice(0, 150))
			.join(" | "));
}

async function look(browser, file, how) {
	const context = await browser.newContext({
		viewport: { width: how.width, height: 900 },
		colorScheme: how.scheme,
		javaScriptEnabled: !how.mute,
		offline: true
	});
	const page = await context.newPage();
	const own = url.pathToFileURL(file).href;

	page.on("request", (request) => {
		if (request.url() !== own)
			complain(file, how.name, `asks for ${request.url()}`);
	});
	page.on("console", (message) =>
	    complain(file, how.name, `console: ${message.text()}`));
	page.on("pageerror", (error) =>
	    complain(file, how.name, `script: ${error.message}`));
	await page.goto(own);
	if (how.media)
		await page.emulateMedia({ media: how.media });
	if (!how.mute) {
		const wide = await page.evaluate(() =>
		    document.documentElement.scrollWidth - window.innerWidth);

		if (wide > 0)
			complain(file, how.name, `${wide} pixels too wide`);
		await byAxe(page, file, how.name);
	}
	await context.close();
}

/* The table can be sorted and filtered by keyboard. */
async function play(browser, file) {
	const page = await browser.newPage();

	await page.goto(url.pathToFileURL(file).href);
	const table = page.locator("table.profiles").first();

	if (await table.count() > 0) {
		await table.locator("thead button").first().press("Enter");
		const sorted = await table.locator("thead th").first()
		    .getAttribute("aria-sort");

		if (sorted !== "ascending")
			complain(file, "keyboard", "the table is not sorted");
		await page.locator("input[type=search]").first()
		    .fill("no such profile");
		if (await table.locator("tbody tr:visible").count() > 0)
			complain(file, "keyboard", "the filter does not work");
	}
	await page.close();
}

async function main() {
	const browser = await load("playwright-core").chromium.launch({
		executablePath: chromium, args: quiet });

	for (const file of files) {
		await byRules(file);
		for (const how of looks)
			await look(browser, path.resolve(file), how);
		await play(browser, path.resolve(file));
	}
	await browser.close();
	console.log(`${files.length} pages, ${failures} failures`);
	process.exit(failures > 0 || files.length === 0 ? 1 : 0);
}

main().catch((error) => {
	console.log(error.message);
	process.exit(1);
});
