/** One setting: what it is and means, how its value is typed, and changing it. */
import {
  type Acting,
  displayName,
  type Line,
  lines,
  type SettingInfo,
  type SettingOutcome,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import {
  aboutOf,
  isRecord,
  optionCalled,
  partAt,
  partOf,
  type SettingRow,
} from './setting-rows.ts';
import { plainValue, shownValue } from './value.ts';

type Managing = Acting<Base>;

export function row(context: Managing, { key, value, about }: SettingRow): Line {
  const { text } = context;
  const shown = { key, value: shownValue(context, value) };
  return about === '' ? text('setting', shown) : text('settingAbout', { ...shown, about });
}

export async function change(
  context: Managing,
  { key, typed }: { key: string; typed: string },
): Promise<Line> {
  const { house, text } = context;
  const info = find(context, key);
  const before = key.endsWith('.on') ? true : partAt(key, info?.value);
  const option = info && partOf(key) === '' ? optionCalled(context, info, typed) : undefined;
  const outcome = await house.setSetting(key, option ?? plainValue(typed, before));
  switch (outcome.kind) {
    case 'unknownKey':
      return unknown(context, { key, nearest: outcome.nearest });
    case 'refused':
      return lines(
        text('refused', { key, typed: displayName(typed), why: outcome.why }),
        formOf(context, { key, info }),
      );
    case 'notYours':
      return text('notYoursToSet', { key, role: house.label(`as.${outcome.needed}`) });
    case 'set':
      return changed(context, { key, outcome, about: info ? aboutOf(info, key) : '' });
  }
}

/** What the value means and how one may be typed; nothing where nothing can be shown. */
function formOf(
  context: Managing,
  { key, info }: { key: string; info: SettingInfo | undefined },
): Line | undefined {
  const { house, text } = context;
  const value = partAt(key, info?.example);
  if (info === undefined || value === undefined) return undefined;
  const shown = { word: ownWord(house), key, example: shownValue(context, value) };
  const about = aboutOf(info, key);
  return about === '' ? text('formAlone', shown) : text('form', { ...shown, about });
}

function changed(
  context: Managing,
  { key, outcome, about }: { key: string; outcome: Done; about: string },
): Line {
  const { text } = context;
  const shown = (value: unknown) => shownValue(context, partAt(key, value));
  const [before, after] = [shown(outcome.before), shown(outcome.after)];
  // The words may be cut short: they are equal before the values are.
  const isSame = JSON.stringify(outcome.before) === JSON.stringify(outcome.after);
  if (isSame) return text('unchanged', { key, value: after });
  return lines(
    text('changed', { key, before, after }),
    about === '' ? undefined : text('meaning', { about }),
  );
}

type Done = Extract<SettingOutcome, { kind: 'set' }>;

function unknown(
  { text }: Managing,
  { key, nearest }: { key: string; nearest: string | undefined },
): Line {
  if (nearest === undefined) return text('unknownKey', { key: displayName(key) });
  return text('nearestKey', { key: displayName(key), nearest });
}

/** The setting that a key names, or of which it names a part that is there. */
export function find({ house }: Managing, key: string): SettingInfo | undefined {
  const part = partOf(key);
  const whole = part === '' ? key : key.slice(0, -part.length - 1);
  const info = house.settings().find((one) => one.key === whole);
  return part === '' || (isRecord(info?.value) && Object.hasOwn(info.value, part))
    ? info
    : undefined;
}

export function ownWord(house: Managing['house']): string {
  return wordOf(house, 'settings');
}

export function titleOf(house: Managing['house'], owner: string): string {
  return house.features().find(({ name }) => name === owner)?.title ?? house.label(owner);
}
