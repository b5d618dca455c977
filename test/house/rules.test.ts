/** Each house rule refuses what it is there to refuse, and leaves the innocent alone. */
import { expect, test } from 'vitest';
import { oneDoor } from './doors.ts';
import { featureFolders, incompleteFeatures, listedFeatures, pureRules } from './features.ts';
import { constantTime, noAny, noForcedType, noLooseEnds } from './honesty.ts';
import { fileNames, glossary } from './names.ts';
import { commandsIn, differences, scriptsIn, variablesOf } from './papers.ts';
import { commentWidth, fileLength, functionLength, nesting } from './sizes.ts';
import { parse, type Rule } from './source.ts';
import { traditional } from './texts.ts';
import { unaskedSayings } from './unasked.ts';

const lines = (count: number): string => 'now();\n'.repeat(count);
const deep = 'for (;;) { if (a) { while (b) { if (c) { d(); } } } }';

type Case = readonly [rule: Rule, path: string, text: string];

const broken: readonly Case[] = [
  [fileLength, 'src/a.ts', lines(251)],
  [functionLength, 'src/a.ts', `function f() {\n${lines(70)}}`],
  [functionLength, 'src/a.ts', `const f = () => {\n${lines(70)}};`],
  [nesting, 'src/a.ts', `function f() { ${deep} }`],
  [commentWidth, 'src/a.ts', `// ${'so '.repeat(40)}`],
  [fileNames, 'src/kit/utils.ts', ''],
  [fileNames, 'src/store/ban-list.ts', ''],
  [glossary, 'src/a.ts', 'const raffleWinner = 1;'],
  [glossary, 'commands/points/a.ts', 'interface Row { readonly user_id: string }'],
  [glossary, 'src/a.ts', 'function kickMember() {}'],
  [oneDoor, 'src/a.ts', 'const now = Date.now();'],
  [oneDoor, 'src/a.ts', 'const now = new Date();'],
  [oneDoor, 'src/a.ts', 'const now = performance.now();'],
  [oneDoor, 'src/a.ts', 'const pick = Math.random();'],
  [oneDoor, 'src/a.ts', "import { randomUUID } from 'node:crypto'; use(randomUUID);"],
  [oneDoor, 'src/a.ts', 'crypto.getRandomValues(bytes);'],
  [oneDoor, 'src/a.ts', 'setTimeout(f, 1);'],
  [oneDoor, 'src/a.ts', 'const host = { setInterval };'],
  [oneDoor, 'src/a.ts', "import { setTimeout as wait } from 'node:timers/promises';"],
  [oneDoor, 'src/a.ts', 'const home = process.env.HOME;'],
  [oneDoor, 'src/a.ts', "import Database from 'better-sqlite3';"],
  [oneDoor, 'src/a.ts', "const { pino } = await import('pino');"],
  [pureRules, 'commands/a/rules.ts', 'const day = new Date(0);'],
  [pureRules, 'commands/a/rules/b.ts', 'export async function decide() {}'],
  [pureRules, 'commands/a/rules.ts', 'const pick = Math.random();'],
  [traditional, 'commands/a/texts/zh-TW.ts', "export const zhTW = { done: '签到成功' };"],
  [traditional, 'commands/a/texts/zh-TW.ts', 'export const done = `簽到 1 积分`;'],
  [noForcedType, 'src/a.ts', 'const a = b as unknown as string;'],
  [noForcedType, 'src/a.ts', 'const a = b as never;'],
  [noAny, 'src/a.ts', 'const a: any[] = [];'],
  [constantTime, 'bots/a/door.ts', 'const isRight = digest(given).equals(secret);'],
  [constantTime, 'bots/a/door.ts', 'const isRight = Buffer.compare(given, secret) === 0;'],
  [noLooseEnds, 'src/a.ts', '// TODO later'],
  [noLooseEnds, 'src/a.ts', '// @ts-expect-error it works'],
];

const kept: readonly Case[] = [
  [fileLength, 'src/a.ts', lines(250)],
  [fileLength, 'commands/a/texts/en.ts', lines(900)],
  [functionLength, 'src/a.ts', `function f() {\n${lines(68)}}`],
  [
    nesting,
    'src/a.ts',
    'function f() { if (a) {} else if (b) {} else if (c) {} else if (d) { e(); } }',
  ],
  [
    nesting,
    'src/a.ts',
    `function f() { for (;;) { if (a) { g(() => { if (b) { while (c) {} } }); } } }`,
  ],
  [commentWidth, 'src/a.ts', `// see https://example.org/${'long'.repeat(30)}`],
  [glossary, 'src/a.ts', "import { userInfo } from 'node:os'; const { username } = userInfo();"],
  [glossary, 'bots/telegram/wire.ts', 'const User = z.object({ user: z.string() });'],
  [glossary, 'src/a.ts', 'const roomy = userland.kick; const bank = urban;'],
  [oneDoor, 'src/host.ts', 'const now = Date.now(); setTimeout(f, 1);'],
  [oneDoor, 'src/a.test.ts', 'setTimeout(f, 1);'],
  [oneDoor, 'src/a.ts', 'const noon = new Date(0); interface Timers { setTimeout(): void }'],
  [oneDoor, 'src/a.ts', "import { createHash } from 'node:crypto';"],
  [oneDoor, 'src/a.ts', "import { setImmediate } from 'node:timers/promises';"],
  [oneDoor, 'src/cli/a.ts', 'const took = performance.now() - before;'],
  [pureRules, 'commands/a/rules.ts', 'type Facts = { day: Day }; // Date and await in words'],
  [pureRules, 'commands/a/index.ts', 'await save();'],
  [
    traditional,
    'commands/a/texts/zh-TW.ts',
    "export const zhTW = { done: '簽到成功，得 5 積分' };",
  ],
  [traditional, 'commands/a/texts/zh-CN.ts', "export const zhCN = { done: '签到成功' };"],
  [noForcedType, 'src/a.ts', "const a = ['b'] as const;"],
  [noAny, 'src/a.ts', "const any = 'any';"],
  [noLooseEnds, 'src/a.ts', '// TODO(#12) later'],
];

const title = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 70);

for (const [rule, path, text] of broken) {
  test(`${rule.name} refuses in ${path}: ${title(text)}`, () => {
    expect(rule(parse(path, text))).not.toEqual([]);
  });
}

for (const [rule, path, text] of kept) {
  test(`${rule.name} allows in ${path}: ${title(text)}`, () => {
    expect(rule(parse(path, text))).toEqual([]);
  });
}

test('a handler that says what nobody has asked for is named', () => {
  const folder = (handler: string) => [
    parse('commands/a/index.ts', 'due: { tally: { isAnswer: true, run: tally } }'),
    parse('commands/a/b.ts', handler),
  ];
  const body = '(context: Coming<A>) { const { say, text } = context; return say(text(1)); }';
  expect(unaskedSayings(folder(`export async function remind${body}`))).toEqual([
    'commands/a/b.ts:1 remind says what nobody asked for',
  ]);
  expect(unaskedSayings(folder(`export async function tally${body}`))).toEqual([]);
  const pushes = 'function remind({ push, text }: Coming<A>) { return push(text(1), {}); }';
  expect(unaskedSayings(folder(pushes))).toEqual([]);
});

test('a feature without its parts is named with what it lacks', () => {
  const paths = ['commands/index.ts', 'commands/a/index.ts', 'commands/a/texts/en.ts'];
  expect(incompleteFeatures(paths)).toEqual([
    'commands/a lacks texts/zh-CN.ts',
    'commands/a lacks texts/zh-TW.ts',
    'commands/a lacks a test',
  ]);
});

test('the list of features and the folders can be compared', () => {
  const list = parse('commands/index.ts', "import { a } from './a/index.ts';");
  expect(listedFeatures(list)).toEqual(['commands/a']);
  expect(featureFolders(['commands/index.ts', 'commands/a/index.ts'])).toEqual(['commands/a']);
});

test('an environment file that differs from the schema is told where', () => {
  const example = variablesOf('# The file.\nQUNLI_DB=data/other.db\n# QUNLI_OLD=1\n');
  const schema = { QUNLI_DB: { preset: 'data/qunli.db' }, QUNLI_NEW: { preset: '' } };
  expect(differences(example, schema)).toEqual([
    'QUNLI_OLD is in .env.example only',
    'QUNLI_NEW is in src/config.ts only',
    'QUNLI_DB is data/other.db, its preset is data/qunli.db',
  ]);
});

test('what a README tells its reader to run is found', () => {
  const text =
    'Run `npm ci && npm test`, `npm run test:kill -- --kills 5` or `npx qunli export members`.';
  expect(scriptsIn(text)).toEqual(['test:kill', 'test']);
  expect(commandsIn(text)).toEqual(['export']);
});
