/** What an operator sees while the bot runs on platforms. */
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import { beforeEach, expect, test } from 'vitest';
import { type Health, instantOf, type LinkState, type LinkTrouble, parseZone } from '#kit';
import { TimeWorld } from '../../../test/time-world.ts';
import { LINK_DOWN } from '../../runtime/links/links.ts';
import { RunningScreen } from './screen.ts';
import { runningText } from './texts/index.ts';

const START = instantOf(Date.parse('2026-03-01T09:00:00+08:00'));
const zone = parseZone('Asia/Shanghai') ?? expect.fail();
const config = { file: 'data/qunli.db', backupHours: 1, zone, logLevel: 'info' } as const;

let world: TimeWorld;
let written: string;
let screen: RunningScreen;

beforeEach(() => {
  world = new TimeWorld(START);
  written = '';
  const output = new PassThrough();
  output.on('data', (chunk) => {
    written += String(chunk);
  });
  screen = new RunningScreen({
    output,
    clock: world,
    timers: world,
    config,
    text: runningText('zh-CN'),
    colours: pc.createColors(false),
    hide: (text) => text.replaceAll('5ecret-token', '***'),
  });
});

const healthOf = (account: string, state: LinkState, trouble?: LinkTrouble): Health => ({
  platform: account.replace(/-\d$/, ''),
  account,
  state,
  since: START,
  heardAt: undefined,
  trouble,
  generation: 1,
  dropped: {},
});

/** What stands on the screen: below a line that goes up and clears, nothing of before is left. */
function seen(): readonly string[] {
  const rows: string[] = [];
  // A move up by so many rows is always followed by clearing what is below.
  for (const [index, part] of written.split('\u001b[').entries()) {
    const up = Number(/^(\d+)A/.exec(part)?.[1] ?? 0);
    rows.splice(rows.length - up, up);
    const lines = stripVTControlCharacters(index === 0 ? part : `\u001b[${part}`).split('\n');
    rows.push(...lines.slice(0, -1));
  }
  return rows;
}

const pass = (ms: number) => world.pass(ms, async () => undefined);

test('each account has a line with its state, which changes where it stands', async () => {
  const health = [healthOf('telegram', 'connecting'), healthOf('qq-2', 'connecting')];
  screen.watch(() => health);
  expect(seen().slice(0, 3)).toEqual([
    expect.stringMatching(/^群力 \d/),
    '  · telegram  正在连接……',
    '  · qq-2      正在连接……',
  ]);
  health[0] = healthOf('telegram', 'live');
  health[1] = healthOf('qq-2', 'down', { kind: 'outage', why: 'refused' });
  await pass(1_000);
  expect(seen().slice(1, 4)).toEqual([
    '  ✓ telegram  在线',
    '  ✗ qq-2      没有连上，正在重试（refused）',
    '',
  ]);
  expect(seen().join('\n')).toMatch(/数据 {2}data\/qunli\.db.*\n.*Ctrl-C/);
  const before = written;
  await pass(60_000);
  expect(written).toBe(before);
});

test('a wrong token says what to type, also while another attempt is made', () => {
  const trouble = { kind: 'credentials', why: '401' } as const;
  screen.watch(() => [healthOf('telegram', 'connecting', trouble)]);
  expect(seen()[1]).toContain('npx qunli connect telegram');
});

test('what goes wrong stands above, without a secret, and what the lines say is not repeated', () => {
  screen.watch(() => [healthOf('telegram', 'live')]);
  const log = screen.logOf('backups');
  log.info({}, 'made');
  log.warn({ why: 'gone' }, LINK_DOWN);
  log.error({ error: new Error('no room for 5ecret-token') }, 'a backup failed');
  expect(seen().slice(0, 2)).toEqual([
    '09:00 backups: a backup failed (no room for ***)',
    expect.stringMatching(/^群力/),
  ]);
  expect(written).not.toMatch(/made|5ecret/);
});

test('a line never takes two rows, and the end says where the data is', async () => {
  const why = '很长的原因'.repeat(40);
  screen.watch(() => [healthOf('wechat', 'down', { kind: 'outage', why })]);
  expect(seen()[1]).toMatch(/…$/);
  screen.stopping();
  await pass(10_000);
  expect(seen()).toEqual(['正在停止，先做完手上的事……']);
  screen.stopped();
  expect(seen()).toEqual(['停下了，数据在 data/qunli.db。']);
});
