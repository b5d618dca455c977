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
        hasInstallScript: z.boolean().optional(),
        integrity: z.string().optional(),
        link: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

const packages = Object.entries(lock.packages).filter(([place]) => place !== '');

test('only reviewed packages run a script when they are installed', () => {
  const withScript = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ''));
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
