/**
 * What may come with our packages: few of them, and no script at installation but reviewed ones.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';

const root = join(import.meta.dirname, '..');

/** Packages whose installation runs code, each with the reason why it may. */
const REVIEWED: Readonly<Record<string, string>> = {
  'better-sqlite3': 'fetches or compiles its native module',
  esbuild: 'checks that the binary of this platform is there',
  leveldown: 'blocked: it ships ready-made binaries (wechaty’s cache)',
  protobufjs: 'blocked: it only prints a notice',
  fsevents: 'optional and for macOS alone: compiles its native module',
};
/** Licences that ask for no more than their notice. */
const LICENCES: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense',
  'Zlib',
]);
/** Packages that name their licence in words of their own; open-graph says no more than «BSD». */
const READ_LICENCES: Readonly<Record<string, string>> = {
  'css-select': 'BSD-2-Clause',
  'dom-walk': 'MIT',
  domutils: 'BSD-2-Clause',
  'exif-parser': 'MIT',
  'open-graph': 'BSD-2-Clause',
};
/** Fewer direct packages than this run beside our code. */
const DIRECT_MAX = 25;

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    allowScripts: z.record(z.string(), z.boolean()).default({}),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        dev: z.boolean().optional(),
        hasInstallScript: z.boolean().optional(),
        integrity: z.string().optional(),
        license: z.string().optional(),
        link: z.boolean().optional(),
        version: z.string().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

const packages = Object.entries(lock.packages).filter(([place]) => place !== '');

test('only reviewed packages run a script when they are installed', () => {
  const withScript = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => nameOf(place));
  expect(withScript.filter((name) => !(name in REVIEWED))).toEqual([]);
  expect(Object.keys(manifest.allowScripts).filter((name) => !(name in REVIEWED))).toEqual([]);
});

test('every package is fixed to one version and to its bytes', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
  const unsealed = packages.filter(([, { integrity, link }]) => !integrity && !link);
  expect(unsealed.map(([place]) => place)).toEqual([]);
});

test('the program has at most 25 direct packages', () => {
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(DIRECT_MAX);
});

test('the lock holds every direct package in the very version that is wanted', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const other = Object.entries(wanted).filter(
    ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
  );
  expect(other).toEqual([]);
});

test('no package that runs comes under a licence that nobody has read', () => {
  const unread = packages
    .filter(([, { dev }]) => !dev)
    .map(([place, { license }]) => ({ name: nameOf(place), license }))
    .filter(({ name, license }) => !isAllowed(READ_LICENCES[name] ?? license));
  expect(unread).toEqual([]);
});

/** Of several licences one of our choice is enough, unless they hold together. */
function isAllowed(licence = ''): boolean {
  const plain = licence.replaceAll(/[()]/g, '');
  if (plain.includes(' AND ')) return plain.split(' AND ').every((one) => LICENCES.has(one));
  return plain.split(' OR ').some((one) => LICENCES.has(one));
}

function nameOf(place: string): string {
  return place.replace(/^.*node_modules\//, '');
}
