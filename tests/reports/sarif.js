/* SPDX-License-Identifier: MIT */
/*
 * sarif.js MODULES FILE...: each file agrees with the schema of SARIF, and
 * Microsoft's multitool finds no error and no warning in it.  What the tool
 * thinks stands in its output; its exit code is 0 whatever it finds.
 */
"use strict";

const { execFileSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const [modules, ...files] = process.argv.slice(2);
const load = (name) => require(path.join(modules, name));
const tool = path.join(modules, "@microsoft/sarif-multitool-linux",
    "Sarif.Multitool");
const Ajv = load("ajv/dist/2020");
let failures = 0;

function complain(file, what) {
	failures++;
	console.log(`${path.basename(file)}: ${what}`);
}

function schemaIn(folder) {
	for (const entry of fs.readdirSync(folder, { recursive: true })) {
		if (/sarif-2\.1\.0\.json$/.test(entry))
			return path.join(folder, entry);
	}
	return null;
}

function bySchema(validate, file) {
	if (!validate(JSON.parse(fs.readFileSync(file, "utf8"))))
		for (const error of validate.errors)
			complain(file, `${error.instancePath} ${error.message}`);
}

/* Kinds: the standard, GitHub; Azure DevOps where the build is there. */
function byTool(file, scratch) {
	const output = path.join(scratch, "judged.sarif");
	const kinds = /ado/.test(path.basename(file)) ? "Sarif;Ghas;Ado"
	    : "Sarif;Ghas";

	fs.rmSync(output, { force: true });
	try {
		execFileSync(tool, ["validate", file, "--output", output,
		    "--log", "ForceOverwrite", "--rule-kind", kinds,
		    "--level", "Error;Warning"], {
			stdio: "pipe",
			timeout: 120000,
			env: { ...process.env,
			    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" }
		});
	} catch (error) {
		complain(file, `multitool: ${error.message}`);
		return;
	}
	const run = JSON.parse(fs.readFileSync(output, "utf8")
	    .replace(/^\ufeff/, "")).runs[0];

	for (const result of run.results || [])
		complain(file, `${result.ruleId} ${result.level} ` +
		    JSON.stringify(result.message).slice(0, 300));
	for (const call of run.invocations || [])
		for (const note of call.toolExecutionNotifications || [])
			if (note.level === "error")
				complain(file, JSON.stringify(note.message));
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "sarif-"));
const schema = schemaIn(path.join(modules, "@microsoft"));
const ajv = new Ajv({ strict: false, allErrors: true });

load("ajv-formats")(ajv);
fs.chmodSync(tool, 0o755);
const validate = ajv.compile(JSON.parse(
    fs.readFileSync(schema, "utf8").replace(/^\ufeff/, "")));
for (const file of files) {
	bySchema(validate, file);
	byTool(file, scratch);
}
fs.rmSync(scratch, { recursive: true });
console.log(`${files.length} SARIF files, ${failures} failures`);
process.exit(failures > 0 || files.length === 0 ? 1 : 0);
