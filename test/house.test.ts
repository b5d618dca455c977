/**
 * The rules of the house, tried on the whole house. What each rule calls wrong is shown in
 * house/rules.test.ts; which part may import which is scripts/check-dependencies.mjs.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { oneDoor } from './house/doors.ts';
import { featureFolders, incompleteFeatures, listedFeatures, pureRules } from './house/features.ts';
import { constantTime, noAny, noForcedType, noLooseEnds } from './house/honesty.ts';
import { fileNames, glossary } from './house/names.ts';
import { commandsIn, differences, scriptsIn, variablesOf } from './house/papers.ts';
import {
  commentWidth,
  fileLength,
  functionLength,
  idleAllowances,
  nesting,
} from './house/sizes.ts';
import { filesBelow, parse, type Rule, readSources, root } from './house/source.ts';
import { traditional } from './house/texts.ts';
import { unaskedSayings } from './house/unasked.ts';

const product = readSources('src', 'bots', 'commands');
const everything = [...product, ...readSources('test', 'bench', 'scripts')];

const isThere = (path: string): boolean => existsSync(join(root, path));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the code', () => {
  test.for<[string, Rule]>([
    ['has files that one can read in one sitting', fileLength],
    ['has functions that fit on a screen', functionLength],
    ['does not nest deeply', nesting],
    ['calls each idea by its one word', glossary],
    ['touches clock, chance, timers, environment and drivers in one file each', oneDoor],
    ['keeps rules pure', pureRules],
    ['has traditional Chinese texts without simplified characters', traditional],
    ['forces no types', noForcedType],
    ['never says any', noAny],
    ['compares secrets in constant time', constantTime],
  ])('%s', ([, rule]) => {
    expect(product.flatMap(rule)).toEqual([]);
  });

  test.for<[string, Rule]>([
    ['has files named after what they hold', fileNames],
    ['has comments of at most 100 columns', commentWidth],
    ['leaves nothing open without a number', noLooseEnds],
  ])('%s, tests and scripts included', ([, rule]) => {
    const sources = everything.filter(({ path }) => !path.startsWith('test/house/'));
    expect(sources.flatMap(rule)).toEqual([]);
  });

  test('has no allowance for a long file that nobody needs', () => {
    expect(idleAllowances(product)).toEqual([]);
  });
});

describe('the features', () => {
  const paths = filesBelow('commands');

  test('push what comes due, and say it only as an answer', () => {
    expect(unaskedSayings(product)).toEqual([]);
  });

  test('each have a front door, texts in three languages and a test', () => {
    expect(incompleteFeatures(paths)).toEqual([]);
  });

  test.runIf(isThere('commands/index.ts'))('are exactly the folders that the list names', () => {
    const list = parse('commands/index.ts', read('commands/index.ts'));
    expect([...listedFeatures(list)].sort()).toEqual(featureFolders(paths));
  });
});

describe('the papers', () => {
  const papers = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'].filter(isThere);
  const toldBut = (told: (text: string) => readonly string[], isTrue: (name: string) => boolean) =>
    papers.flatMap((paper) =>
      told(read(paper)).flatMap((name) => (isTrue(name) ? [] : [`${paper} tells of ${name}`])),
    );

  test.runIf(isThere('src/config.ts'))('.env.example says what the schema says', async () => {
    const { VARIABLES } = await import('../src/config.ts');
    const { accountVariables } = await import('../src/accounts.ts');
    const { platforms } = await import('../bots/index.ts');
    const all = { ...VARIABLES, ...accountVariables(platforms) };
    expect(differences(variablesOf(read('.env.example')), all)).toEqual([]);
  });

  test('say of the platforms what their own tables say', async () => {
    const { platformPage } = await import('../scripts/platform-matrix.ts');
    expect(read('docs/PLATFORMS.md')).toBe(platformPage());
  });

  test('tell only of npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    expect(toldBut(scriptsIn, (name) => name in scripts)).toEqual([]);
  });

  test.runIf(isThere('src/cli.ts'))('tell only of commands that qunli has', () => {
    const help = execFileSync(process.execPath, [join(root, 'src/qunli.mjs'), '--help'], {
      encoding: 'utf8',
    });
    expect(toldBut(commandsIn, (name) => new RegExp(`^ +${name}\\b`, 'm').test(help))).toEqual([]);
  });

  test('test the project with the command that CI uses', () => {
    for (const paper of [...papers, '.ci/run']) expect(read(paper)).toContain('npm ci && npm test');
  });
});
