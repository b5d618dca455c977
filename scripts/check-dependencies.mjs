// Runs the import rules of .dependency-cruiser.cjs and prints each breach with the reason of its
// rule. It also fails when a file was not looked at: where it cannot read TypeScript the cruiser
// looks at nothing and reports success, and a rule that was never tried holds nothing.
// Use: node scripts/check-dependencies.mjs [FOLDER]

import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const house = join(import.meta.dirname, '..');
const root = process.argv[2] ?? house;
const folders = ['src', 'bots', 'commands', 'test', 'bench', 'scripts'];

/** The source files of one folder, as paths from the root with forward slashes. */
function filesOf(/** @type {string} */ folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('test/fixtures/'));
}

/** What the cruiser found in these files. */
async function look(/** @type {string[]} */ files) {
  const options = await extractOptions(join(house, '.dependency-cruiser.cjs'));
  const { enhancedResolveOptions } = options;
  const { output } = await cruise(files, { ...options, baseDir: root }, enhancedResolveOptions);
  if (typeof output === 'string') throw new Error('the cruiser answered with text, not with data');
  return { result: output, rules: options.ruleSet?.forbidden ?? [] };
}

const files = folders.flatMap(filesOf);
const { result, rules } = await look(files);
const seen = new Set(result.modules.map((module) => module.source));
const unseen = files.filter((file) => !seen.has(file));
const reasons = new Map(rules.map((rule) => [rule.name, rule.comment]));

for (const { rule, from, to, cycle } of result.summary.violations) {
  const way = cycle ? [from, ...cycle.map((step) => step.name)] : [from, to];
  console.error(`${rule.name}: ${way.join(' -> ')}\n  ${reasons.get(rule.name) ?? ''}`);
}
for (const file of unseen) console.error(`not looked at: ${file}`);
if (files.length === 0) console.error('no source files found');

const breaches = result.summary.violations.length + unseen.length;
console.log(
  `${files.length - unseen.length} files looked at, ${breaches} breaches of import rules`,
);
process.exitCode = breaches > 0 || files.length === 0 ? 1 : 0;
