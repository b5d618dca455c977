/**
 * The Big List of Naughty Strings as names, group ids and texts, through the real program: nothing
 * fails, everything is stored exactly, and what is shown cannot disturb a terminal or a chat.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { faults, readColumn } from './kill/evidence.ts';

const root = join(import.meta.dirname, '..');
const list = join(root, '../shared/data/blns.json');
const isThere = existsSync(list);
const title = isThere
  ? 'naughty strings'
  : 'naughty strings (left out: ../shared/data/blns.json is not here)';

/** A whole run of the program over some 2,500 events. */
const PATIENCE = 60_000;
const LONGEST_ID = 256;

/**
 * Control characters but line breaks, marks that turn the direction of a line, invisible ones, and
 * halves of characters.
 */
const DISTURBING = /[^\P{Cc}\n]|[\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066\u2067\ufeff]/u;

const action = z.object({
  do: z.string(),
  text: z.string().optional(),
  why: z.string().optional(),
});

describe.runIf(isThere)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-naughty-'));
  const db = join(folder, 'qunli.db');
  let strings: readonly string[] = [];
  let actions: readonly z.output<typeof action>[] = [];

  beforeAll(() => {
    strings = z.array(z.string()).parse(JSON.parse(readFileSync(list, 'utf8')));
    const events = join(folder, 'events.jsonl');
    writeFileSync(events, `${linesOf(strings).join('\n')}\n`);
    const args = [
      join(root, 'src/qunli.mjs'),
      'sandbox',
      events,
      '--db',
      db,
      '--set',
      'lottery.preset=none',
    ];
    const out = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
    actions = out
      .trimEnd()
      .split('\n')
      .map((line) => action.parse(JSON.parse(line)));
  }, PATIENCE);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('break nothing: the file and the books are well', () => {
    expect(faults(db)).toEqual([]);
  });

  test('are stored exactly, as names and as ids of groups', () => {
    const names = readColumn(db, 'select name from members order by id');
    const ids = readColumn(db, 'select platform_id from groups');
    expect(names).toEqual(expect.arrayContaining([...strings]));
    expect(ids).toEqual(expect.arrayContaining(strings.filter(isId)));
  });

  test('are refused by name where they cannot be an id', () => {
    const refused = actions.filter(({ do: what }) => what === 'error').map(({ why }) => why);
    expect(refused).toHaveLength(strings.filter((text) => !isId(text)).length);
    expect(new Set(refused)).toEqual(new Set(['group: must have 1 to 256 characters']));
  });

  test('are shown without anything that disturbs', () => {
    const shown = actions.flatMap(({ text = '' }) => text);
    expect(shown.length).toBeGreaterThan(strings.length);
    expect(shown.filter((text) => DISTURBING.test(text))).toEqual([]);
  });
});

function isId(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_ID;
}

/** For each string somebody of that name, a group of that id, and somebody who types it. */
function linesOf(strings: readonly string[]): readonly string[] {
  let minutes = 0;
  const said = (event: object) => {
    minutes += 1;
    const at = new Date(Date.parse('2026-03-01T00:00:00Z') + minutes * 60_000).toISOString();
    return JSON.stringify({ at, type: 'message', id: `m${minutes}`, ...event });
  };
  const joined = (event: object) => said({ type: 'join', ...event });
  return strings.flatMap((text, index) => [
    said({ group: 'names', from: `n${index}`, name: text, text: '我的' }),
    said({ group: 'names', from: `n${index}`, name: text, text: '签到' }),
    said({ group: text, from: 'somebody', name: '群友', text: '签到' }),
    ...lotteryOf(said, text, index),
    said({ group: 'texts', from: `t${index % 50}`, name: '群友', text }),
    said({ group: 'texts', from: `t${index % 50}`, name: '群友', text: `/${text}` }),
    said({ group: 'texts', from: `t${index % 50}`, name: '群友', text: `签到 ${text}` }),
    said({ group: 'texts', from: `t${index % 50}`, name: '群友', text: `@群力 ${text}` }),
    // Invited by a naughty name, who appeals with a naughty reason.
    joined({ group: 'names', member: `v${index}`, name: text, inviter: `n${index}` }),
    said({ group: 'names', from: `n${index}`, name: text, text: '我的邀请' }),
    said({ group: 'names', from: `n${index}`, name: text, text: `申诉邀请 ${index + 1} ${text}` }),
    said({ group: 'texts', from: `t${index % 50}`, name: '群友', text: `邀请码 ${text}` }),
    said({ group: 'polls', from: 'boss', name: '群主', text: `发起投票 ${text} | ${text} | 2` }),
    said({ group: 'polls', from: 'boss', name: '群主', text: '结束投票' }),
    said({ group: 'polls', from: 'boss', name: '群主', text: `标签 @群主 ${text}` }),
    ...(index % 25 === 0 ? [said({ group: 'names', from: `n${index}`, text: '排行榜' })] : []),
  ]);
}

/** Now and then an owner gives the string to a lottery as its title, its prize and its contact. */
function lotteryOf(said: (event: object) => string, text: string, index: number): string[] {
  if (index % 20 !== 0) return [];
  const owner = { group: 'lotteries', from: 'owner' };
  const role = { ...owner, type: 'role', member: 'owner', role: 'owner' };
  const terms = `${text}；奖品：${text} x1；开奖：手动；领取：${text}；联系：${text}`;
  return [
    said({ ...owner, name: '群主', text: '早' }),
    said(role),
    said({ ...owner, name: '群主', text: `发起抽奖 ${terms}` }),
    said({ ...owner, name: '群主', text: '发起' }),
    said({ group: 'lotteries', from: `n${index}`, name: text, text: '参加抽奖' }),
    said({ ...owner, name: '群主', text: '开奖' }),
    said({ ...owner, name: '群主', text: '截止开奖' }),
  ];
}
