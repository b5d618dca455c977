/**
 * Measures (指标) of all features and conditions made of them, as a group sees them: a small feature
 * asks for them as a poll or a lottery does.
 */
import { strict as assert } from 'node:assert';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  arg,
  type Commanding,
  compile,
  conditionShape,
  defineFeature,
  describe as describeFeature,
  type Figure,
  type Given,
  lines,
  type MeasureSpan,
  type MemberId,
  parseMemberId,
  phrases,
  read,
  tables,
  translationOf,
  type Working,
} from '#kit';
import { features } from '../commands/index.ts';
import { Registry } from '../src/runtime/registry.ts';
import { openForReading } from '../src/store/open.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

const zhCN = phrases({
  name: '门',
  commands: {
    ask: { words: ['够吗'], usage: '条件', help: '够不够' },
    count: { words: ['数一数'], usage: '指标', help: '数一数' },
  },
  labels: {},
  texts: { met: '够：{condition}', counted: '{figures}', plain: '{words}' },
});
const zhTW = translationOf(zhCN, { ...zhCN, commands: { ...zhCN.commands } });
const en = translationOf(zhCN, {
  ...zhCN,
  commands: {
    ask: { words: ['enough'], help: 'enough?' },
    count: { words: ['count-all'], help: 'count' },
  },
});
const base = describeFeature({
  name: 'gate',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});
type Gate = typeof base;

async function ask({ args, house, member, say, text }: Commanding<Gate, { typed: string }>) {
  const read = house.readCondition(args.typed);
  if (!read.ok) return say(read.why);
  const kept = conditionShape.parse(JSON.parse(JSON.stringify(read.condition)));
  const lacking = await house.unmet(kept, member.id);
  if (lacking.length > 0) return say(lines(...lacking));
  return say(text('met', { condition: house.conditionLine(kept) }));
}

async function count({ work, members }: { work: Working<Gate>; members: readonly MemberId[] }) {
  const { measure } = z.object({ measure: z.string() }).parse(work.data);
  const figures: ReadonlyMap<MemberId, Figure> = await work.figures({ measure }, members);
  const shown = [...figures.entries()].map(([member, figure]) => `${member}:${figure}`).join(' ');
  await work.finish(({ say, text }) => say(text('counted', { figures: shown })));
}

const gate = defineFeature({
  ...base,
  commands: {
    ask: { args: { typed: arg.rest() }, handle: ask },
    count: {
      args: { typed: arg.rest() },
      handle: async ({ args, later, now, house }: Commanding<Gate, { typed: string }>) => {
        const measure = house.measure(args.typed)?.key;
        await later({ what: 'count', at: now, key: String(now), data: { measure } });
      },
    },
  },
  jobs: {
    count: {
      isAnswer: true,
      run: (work) => count({ work, members: [1, 2, 3].flatMap((id) => parseMemberId(id) ?? []) }),
    },
  },
});

async function openGroup(): Promise<Chat> {
  return openChat({ features: [...features, gate] });
}

async function answer(chat: Chat, typed: string): Promise<string> {
  chat.rest();
  await chat.member('小明').says(`够吗 ${typed}`);
  return chat.next().text;
}

test('a member who lacks something hears each thing with their own figure', async () => {
  await using chat = await openGroup();
  const ming = chat.member('小明');
  for (let day = 0; day < 3; day += 1) {
    await ming.says('签到');
    await chat.advance({ days: 1 });
  }
  expect(await answer(chat, '连签>=7 且 积分>=100')).toBe(
    '连签 3 天，需要 7 天\n积分 15，需要 100',
  );
  expect(await answer(chat, '(連簽≥7 或 標籤=VIP) 且 签到天数≥3')).toBe(
    '连签 3 天，需要 7 天；或者需要标签「VIP」',
  );
  expect(await answer(chat, 'streak>=3 and check-ins=3')).toBe('够：连签≥3 且 签到天数=3');
  await chat.advance({ days: 1 });
  expect(await answer(chat, '连签>=1')).toBe('连签 0 天，需要 1 天');
});

test('leave keeps the streak without counting, as the calendar says', async () => {
  await using chat = await openGroup();
  const ming = chat.member('小明');
  await ming.says('签到');
  await chat.advance({ days: 1 });
  await ming.says('请假');
  await chat.advance({ days: 1 });
  await ming.says('签到');
  expect(await answer(chat, '连签=2')).toBe('够：连签=2');
});

test('days, messages and silence are told of the community', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('早');
  await chat.advance({ days: 2 });
  await chat.member('小明').says('晚');
  await chat.advance({ hours: 30 });
  expect(await answer(chat, '入群天数>=5')).toBe('入群天数 3 天，需要 5 天');
  expect(await answer(chat, '消息>=50')).toMatch(/^消息 \d 条，需要 50 条$/);
  expect(await answer(chat, '未发言天数<=0')).toBe('够：未发言天数≤0');
});

test('a job asks for the figures of many at once; who never spoke was silent for ever', async () => {
  await using chat = await openGroup();
  await chat.member('小明').says('早');
  await chat.member('小红').joins();
  await chat.advance({ days: 1 });
  await chat.member('小刚').says('数一数 未发言天数');
  chat.hears('1:1 2:never 3:0');
  await chat.member('小刚').says('数一数 消息');
  chat.hears(/^1:1 2:0 3:\d$/);
});

test('a condition that cannot be read is answered with one line and an example', async () => {
  await using chat = await openGroup();
  const choices = '连签、签到天数、积分、邀请、入群天数、消息、未发言天数、上次中奖、标签';
  expect(await answer(chat, '等级>=3')).toBe(`没有「等级」这个条件，可用：${choices}。`);
  expect(await answer(chat, '随便')).toBe(
    `条件「随便」我看不懂，请写成：连签>=7 且 积分>=100。可用：${choices}。`,
  );
  expect(await answer(chat, '连签>=')).toMatch(/后面少了数目/);
});

test('two features that call their measures alike do not start', () => {
  const twin = { ...gate, name: 'twin', commands: {}, measures: { mine: tagMeasure() } };
  const named = { ...zhCN, measures: { mine: ['连签'] as const } };
  const clash = { ...twin, phrases: { ...twin.phrases, 'zh-CN': named } };
  expect(() => new Registry([...features, clash])).toThrow('measure «连签» of twin and checkin');
});

function tagMeasure() {
  const measure = features.find(({ name }) => name === 'tags')?.measures?.tag;
  assert(measure);
  return measure;
}

const MEASURES = features.flatMap(({ measures = {} }) => Object.entries(measures));

test.for(MEASURES)('the figure %s of a few members is read along a key', async ([, measure]) => {
  await using chat = await openGroup();
  await chat.member('小明').says('早');
  const given = read((p: Given<MeasureSpan>) =>
    tables<Record<string, never>>().selectFrom(measure.figures(p).as('figures')).selectAll(),
  );
  const { sql, parameters } = compile(given);
  const connection = openForReading(chat.exportParts.file);
  const plan = [
    ...connection.iterate({
      sql: `explain query plan ${sql}`,
      parameters: parameters.map(() => null),
    }),
  ].map((row) => String(row.at(-1)));
  connection.close();
  expect(plan.some((step) => /(?:member|inviter)_id>\?|rowid>\?/.test(step))).toBe(true);
  expect(plan.filter((step) => /^SCAN (?!groups|newest|started|figures|\()/.test(step))).toEqual(
    [],
  );
});
