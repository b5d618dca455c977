// Checks package-lock.json: every optional platform package that a dependency names is in it, and
// no package is fetched from anywhere but the public registry. Needs no package itself, so that it
// can run before `npm ci`.
// A platform package that was missing from a registry on the day of `npm install` is left out
// without a word, and then `npm ci` refuses that lock on the platform concerned (npm/cli 9846).
// Use: node scripts/check-lock.mjs [FILE]

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = process.argv[2] ?? join(import.meta.dirname, '..', 'package-lock.json');
const registry = 'https://registry.npmjs.org/';

/**
 * @typedef {object} Entry
 * @property {string} [resolved]
 * @property {boolean} [link]
 * @property {Record<string, string>} [optionalDependencies]
 */

/** @type {Record<string, Entry>} */
const entries = JSON.parse(readFileSync(file, 'utf8')).packages;

/** The folders in which a package at `place` may find its dependencies, nearest first. */
function* foldersAbove(/** @type {string} */ place) {
  for (let at = place; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    yield `${at}/node_modules/`;
  }
  yield 'node_modules/';
}

/** The optional packages of this entry that the lock does not hold. */
function missingFrom(/** @type {[string, Entry]} */ [place, { optionalDependencies = {} }]) {
  const isThere = (/** @type {string} */ name) =>
    [...foldersAbove(place)].some((folder) => `${folder}${name}` in entries);
  return Object.keys(optionalDependencies)
    .filter((name) => !isThere(name))
    .map((name) => `${place || 'package.json'} needs ${name}, which is not in the lock`);
}

/** A complaint when the entry is fetched from elsewhere; a lock may also name no address at all. */
function foreign(/** @type {[string, Entry]} */ [place, { resolved, link }]) {
  if (resolved === undefined || link || resolved.startsWith(registry)) return [];
  return [`${place} comes from ${resolved}, not from ${registry}`];
}

const packages = Object.entries(entries);
const complaints = packages.flatMap((entry) => [...missingFrom(entry), ...foreign(entry)]);
for (const complaint of complaints) console.error(complaint);
console.log(`${packages.length} packages in the lock, ${complaints.length} complaints`);
process.exitCode = complaints.length > 0 ? 1 : 0;
