/**
 * The import rules refuse what they are there to refuse: a small house that breaks each of them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './source.ts';

const house = mkdtempSync(join(tmpdir(), 'qunli-imports-'));
const use = (...paths: readonly string[]) => paths.map((path) => `import '${path}';`).join('\n');

/** What each file imports, and the rules that this breaks. */
const files: readonly [path: string, text: string, broken: readonly string[]][] = [
  ['src/kit/index.ts', use('zod', './points.ts'), []],
  ['src/kit/points.ts', use('node:fs'), ['kit-stands-alone']],
  ['src/kit/house.ts', use('../host.ts'), ['kit-stands-alone']],
  ['src/host.ts', use('#kit', './log.ts'), []],
  ['src/log.ts', `import type { Log } from './runtime/log.ts';\n${use('pino')}`, []],
  ['src/config.ts', use('./store/sqlite.ts'), ['leaf-imports-kit-and-leaves']],
  ['src/store/sqlite.ts', use('better-sqlite3', '#kit'), []],
  ['src/store/open.ts', use('better-sqlite3'), ['one-door-to-sqlite']],
  ['src/store/read.ts', use('../insight/report.ts'), ['store-looks-down']],
  ['src/insight/report.ts', use('../store/sqlite.ts', 'pino'), ['one-door-to-the-log']],
  ['src/runtime/log.ts', 'export type Log = string;', []],
  [
    'src/runtime/sending/outbox.ts',
    use('../../app.ts'),
    ['nobody-imports-the-top', 'runtime-looks-down'],
  ],
  ['src/export/worker.ts', use('../insight/report.ts', '../store/sqlite.ts'), []],
  ['src/export/csv.ts', use('exceljs'), ['no-dev-package-in-the-product']],
  ['src/attic/a.ts', use('#kit'), ['part-has-a-line']],
  ['src/app.ts', use('./host.ts', '../commands/index.ts', '../bots/sandbox/index.ts'), []],
  ['src/round.ts', use('./trip.ts'), ['no-cycle']],
  ['src/trip.ts', `import type { A } from './round.ts';`, []],
  [
    'commands/index.ts',
    use('#kit', './points/index.ts', './poll/store.ts'),
    ['lists-name-folders-only'],
  ],
  ['commands/points/index.ts', use('#kit', './rules.ts', 'zod'), []],
  ['commands/points/rules.ts', use('../../src/kit/points.ts'), ['feature-imports-kit-and-itself']],
  ['commands/points/points.test.ts', use('../../src/app.ts', './index.ts'), []],
  ['commands/poll/index.ts', use('../points/index.ts'), ['feature-imports-kit-and-itself']],
  ['commands/poll/store.ts', use('node:fs'), ['feature-imports-kit-and-itself']],
  [
    'commands/poll/texts.ts',
    use('../points/points.test.ts'),
    ['feature-imports-kit-and-itself', 'product-does-not-import-tests'],
  ],
  ['bots/sandbox/index.ts', use('#kit', 'node:readline', 'picocolors'), []],
  ['bots/sandbox/send.ts', use('../../src/log.ts'), ['bot-imports-kit-and-itself']],
  ['bots/sandbox/wire.ts', use('no-such-package'), ['no-unresolved']],
];

beforeAll(() => {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), `${text}\n`);
  }
  cpSync(join(root, 'package.json'), join(house, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
});

afterAll(() => rmSync(house, { recursive: true }));

const check = (folder: string) =>
  spawnSync(process.execPath, [join(root, 'scripts/check-dependencies.mjs'), folder], {
    encoding: 'utf8',
  });

test('each forbidden import is refused by the rule that says why, and no other', () => {
  const { stderr, status } = check(house);
  const found = [...stderr.matchAll(/^(\S+): (\S+) ->/gm)].map(
    ([, rule, path]) => `${path} ${rule}`,
  );
  const expected = files.flatMap(([path, , broken]) => broken.map((rule) => `${path} ${rule}`));
  expect(found.sort()).toEqual(expected.sort());
  expect(status).toBe(1);
});

test('a folder in which nothing was looked at does not pass', () => {
  expect(check(join(house, 'src/attic')).status).toBe(1);
});
