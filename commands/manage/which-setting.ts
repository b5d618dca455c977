/** A name that several settings have: which one is meant is asked, or all of them are shown. */
import * as z from 'zod';
import { type Answering, type Commanding, type Line, lines } from '#kit';
import type { Base } from './base.ts';
import { change, row, titleOf } from './change-setting.ts';
import { ownerOf, rowsOf, type SettingRow, spokenValue, titleOfRow } from './setting-rows.ts';
import type { Wanted } from './wanted.ts';

/** More are no choice. */
const MOST_CHOICES = 6;
const SECONDS_TO_CHOOSE = 120;

const kept = z.object({ typed: z.string() });

/** Asks which one is to be changed; without a new value all of them are shown. */
export async function several(
  context: Commanding<Base, unknown>,
  { keys, typed }: Extract<Wanted, { kind: 'several' }>,
): Promise<void> {
  const { house, say, text } = context;
  const rows = house.settings().flatMap(rowsOf);
  const found = keys.flatMap((key) => rows.find((one) => one.key === key) ?? []);
  const near = found.slice(0, MOST_CHOICES);
  if (typed === '') {
    return say(lines(text('settingsCalled'), ...near.map((one) => row(context, one))));
  }
  return context.ask({
    dialogue: 'whichSetting',
    line: text('whichSetting', { typed }),
    choices: near.map((one) => ({ key: one.key, label: choiceLine(context, one) })),
    data: { typed } satisfies z.input<typeof kept>,
    seconds: SECONDS_TO_CHOOSE,
  });
}

function choiceLine(context: Commanding<Base, unknown>, one: SettingRow): Line {
  const { house, text } = context;
  const [feature, title] = [titleOf(house, ownerOf(one.key)), titleOfRow(one)];
  return text('settingChoice', { feature, title, value: spokenValue(context, one) });
}

/** Rights are looked at anew: they may have gone meanwhile. */
export async function chooseSetting(context: Answering<Base>): Promise<void> {
  const { answer: key, data, say } = context;
  const { typed } = kept.parse(data);
  return say(await change(context, { key, typed }));
}
