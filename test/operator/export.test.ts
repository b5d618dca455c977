/** `qunli export` as an operator uses it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExportFlags, exportCommand } from '../../src/cli/export-command.ts';
import type { Config } from '../../src/config.ts';
import { readCsv } from '../export/read-csv.ts';
import { PATIENCE, qunli, startQunli } from './qunli.ts';
import { configOf, openWorld, type World } from './world.ts';

let world: World;
let config: Config;

beforeAll(async () => {
  world = await openWorld();
  config = configOf(world.file);
});
afterAll(() => world.remove());

/** The lines of an export, without the header. */
async function linesOf(what: string, flags: Partial<ExportFlags>): Promise<readonly string[]> {
  const output = world.path(`${Math.random()}.csv`);
  await exportCommand(what, { output, ...flags }, config);
  return readFileSync(output, 'utf8').trimEnd().split('\r\n').slice(1);
}

test('the format follows the ending of the name', async () => {
  const output = world.path('activity.json');
  await exportCommand('activity', { output }, config);
  const rows: unknown = JSON.parse(readFileSync(output, 'utf8'));
  expect(rows).toHaveLength(4);
});

test.for(['members', 'activity', 'checkins', 'ledger'])(
  '%s are byte for byte the same when exported again',
  async (what) => {
    const files = [world.path(`${what}-1.xlsx`), world.path(`${what}-2.xlsx`)];
    for (const output of files) await exportCommand(what, { output, headers: 'zh-CN' }, config);
    const [one, two] = files.map((file) => readFileSync(file));
    expect(one?.equals(two ?? Buffer.of())).toBe(true);
  },
);

/** One cell of each row, by its column’s key or title. */
async function cellsOf(what: string, title: string, flags: Partial<ExportFlags>) {
  const output = world.path(`${Math.random()}.csv`);
  await exportCommand(what, { output, community: 'c1', ...flags }, config);
  const [head = [], ...rows] = readCsv(readFileSync(output, 'utf8'));
  expect(head).toContain(title);
  return rows.map((row) => row[head.indexOf(title)]);
}

test.for<[string, string, string, readonly string[]]>([
  ['members', 'role', '角色', ['群友', '群友']],
  ['members', 'segment', '分层', ['新人', '新人']],
  ['checkins', 'kind', '类型', ['签到', '签到', '签到']],
  ['ledger', 'reason', '原因', ['签到', '签到', '签到']],
])(
  'under Chinese headers %s say in Chinese what scripts read as %s',
  async ([what, key, title, words]) => {
    expect(await cellsOf(what, title, { headers: 'zh-CN' })).toEqual(words);
    const codes = await cellsOf(what, key, {});
    expect(codes.filter((code) => /^[a-z]+$/i.test(code ?? ''))).toHaveLength(words.length);
  },
);

test('under headers for people times are those of the community’s clock, which is named', async () => {
  const [first] = await cellsOf('checkins', 'at', {});
  expect(first).toBe('2026-03-01T01:00:00.000Z');
  const chinese = await cellsOf('checkins', '时间（Asia/Shanghai）', { headers: 'zh-CN' });
  expect(chinese[0]).toBe('2026-03-01 09:00:00');
  const english = await cellsOf('checkins', 'Time (Asia/Shanghai)', { headers: 'en' });
  expect(english[0]).toBe('2026-03-01 09:00:00');
});

test('JSON is for scripts: codes, times in UTC, and no headers for people', async () => {
  const [plain, headed] = [world.path('plain.json'), world.path('headed.json')];
  await exportCommand('checkins', { output: plain }, config);
  expect(readFileSync(plain, 'utf8')).toContain('"at":"2026-03-01T01:00:00.000Z"');
  const asked = exportCommand('checkins', { output: headed, headers: 'zh-CN' }, config);
  await expect(asked).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^--headers zh-CN: JSON is for scripts/),
  });
});

test('a community is named by its key or by one of its groups', async () => {
  const byKey = await linesOf('members', { community: 'c2' });
  expect(byKey).toEqual([expect.stringMatching(/^3,sandbox,'=1\+1,'=1\+1,c2,g2,/)]);
  expect(await linesOf('members', { community: 'g2' })).toEqual(byKey);
});

test('days are chosen by their first and their last', async () => {
  expect(await linesOf('activity', { from: '2026-03-02', to: '2026-03-02' })).toEqual([
    expect.stringMatching(/^2026-03-02,c1,g1,1,sandbox,小明,小明,1,/),
  ]);
});

test.for<[Partial<ExportFlags> & { what?: string }, RegExp]>([
  [{ what: 'memers' }, /no export «memers». Did you mean members\?\nThere are: members, act/],
  [{ what: 'surveys', output: undefined }, /There is no export «surveys»/],
  [{ output: undefined }, /say where to: -o FILE, or -o - for standard output/],
  [{ output: 'x.txt' }, /-o x.txt: the name must end in .csv, .xlsx or .json/],
  [{ format: 'pdf' }, /--format pdf: there are csv, xlsx and json/],
  [{ community: 'c9' }, /--community c9: there is no such community or group \(c1, c2, c3\)/],
  [{ from: '1.3.' }, /--from 1.3.: write a day such as 2026-03-01/],
  [{ headers: 'fr' }, /--headers fr: there are zh-CN, zh-TW, en/],
  [{ from: '2026-03-02', to: '2026-03-01' }, /the first day lies after the last/],
])('%j is wrong use, and nothing is written', async ([{ what = 'members', ...flags }, says]) => {
  const output = world.path('wrong.csv');
  await expect(exportCommand(what, { output, ...flags }, config)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(says),
  });
  expect(existsSync(output)).toBe(false);
});

test('a folder in the place of the database is called a folder', async () => {
  const output = world.path('folder.csv');
  await expect(exportCommand('members', { output }, configOf(world.folder))).rejects.toThrow(
    `${world.folder}: this is a folder, not a database`,
  );
});

test('a database that is not there is not made', async () => {
  const lost = world.path('lost.db');
  const output = world.path('lost.csv');
  await expect(exportCommand('members', { output }, configOf(lost))).rejects.toThrow(
    `${lost}: there is no such file`,
  );
  expect([existsSync(lost), existsSync(output)]).toEqual([false, false]);
});

describe.concurrent('at a shell', PATIENCE, () => {
  test('standard output gets CSV, and no name becomes a formula', async () => {
    const { code, out, err } = await qunli(['export', 'members', '-o', '-', '--db', world.file]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^memberId,platform,accountId,name,community,/);
    expect(out).toContain("\r\n3,sandbox,'=1+1,'=1+1,c2,g2,");
  });

  test('wrong use ends with code 2, and standard output stays empty', async () => {
    const { code, out, err } = await qunli(['export', 'memers', '-o', '-', '--db', world.file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/Did you mean members\?/);
  });

  test('a full disk is named, the old file stays, nothing half-written is left', async () => {
    const file = world.path('full.csv');
    writeFileSync(file, 'the one of last week');
    // The index of the write-ahead log takes 32 KiB; the export is larger.
    const { code, err } = await qunli(['export', 'members', '-o', file, '--db', world.file], {
      after: 'ulimit -f 40',
    });
    expect({ code, err }).toEqual({
      code: 1,
      err: `${file}: files may not become so large here; export again to another disk\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe('the one of last week');
    expect(readdirSync(world.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a full device is named', async () => {
    const args = ['export', 'members', '--format', 'csv', '-o', '/dev/full', '--db', world.file];
    expect(await qunli(args)).toEqual({
      code: 1,
      out: '',
      err: '/dev/full: the disk is full; free some space and export again\n',
    });
  });

  test('it ends quietly when its reader has seen enough', async () => {
    const child = startQunli(['export', 'members', '-o', '-', '--db', world.file]);
    const complaints: string[] = [];
    child.stdout?.destroy();
    child.stderr?.on('data', (piece: Buffer) => complaints.push(piece.toString()));
    const code = await new Promise((closed) => child.once('close', closed));
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  });
});
