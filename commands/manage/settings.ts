/** Settings (设置): what can be set, what it is now, and changing one of them. */
import {
  type Commanding,
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
  ownerOf,
  partAt,
  partOf,
  rowsOf,
  type SettingRow,
  spokenValue,
  titleOfRow,
} from './setting-rows.ts';
import { plainValue, shownValue } from './value.ts';
import { COMMUNITY, type Wanted } from './wanted.ts';

type Setting = Commanding<Base, { wanted: Wanted | undefined }>;

export async function settings(context: Setting): Promise<void> {
  const { args, say } = context;
  switch (args.wanted?.kind) {
    case undefined:
      return say(everything(context));
    case 'owner':
      return say(ofOwner(context, args.wanted.owner));
    case 'one':
      return say(await one(context, args.wanted.key));
    case 'change':
      return say(await change(context, args.wanted));
  }
}

/** All values in words, a row each; the keys stand where one feature is looked at. */
function everything(context: Setting): Line {
  const { house, text } = context;
  const all = house.settings();
  const rows = owners(all).flatMap((owner) => [
    text('settingsOf', { title: titleOf(house, owner) }),
    ...all.filter(({ key }) => ownerOf(key) === owner).flatMap((info) => shortRows(context, info)),
  ]);
  const example = all.find(({ key }) => ownerOf(key) !== COMMUNITY) ?? all[0];
  if (!example) return lines(...rows);
  const { key } = example;
  const hint = {
    word: ownWord(house),
    example: titleOf(house, ownerOf(key)),
    key,
    value: shownValue(context, example.value),
  };
  return lines(...rows, text('settingsMore', hint));
}

function shortRows(context: Setting, info: SettingInfo): readonly Line[] {
  return rowsOf(info).map((one) =>
    context.text('settingsRow', {
      title: titleOfRow(one),
      value: spokenValue(context, one),
    }),
  );
}

/** One row a setting, each with what it means. */
function ofOwner(context: Setting, owner: string): Line {
  const { house, text } = context;
  const own = house.settings().filter(({ key }) => ownerOf(key) === owner);
  const title = titleOf(house, owner);
  if (own.length === 0) return text('noSettings', { title });
  const rows = own.flatMap(rowsOf).map((one) => row(context, one));
  return lines(text('settingsOf', { title }), ...rows);
}

function row(context: Setting, { key, value, about }: SettingRow): Line {
  const { text } = context;
  const shown = { key, value: shownValue(context, value) };
  return about === '' ? text('setting', shown) : text('settingAbout', { ...shown, about });
}

/** A key that is not there is answered like a change of it, with the nearest one. */
async function one(context: Setting, key: string): Promise<Line> {
  const { house } = context;
  const info = find(context, key);
  if (info) {
    const asked = { key, value: partAt(key, info.value), about: aboutOf(info, key) };
    const parts = partOf(key) === '' ? rowsOf(info) : [];
    const explained = parts.filter((part) => part.key !== key && part.about !== '');
    return lines(...[asked, ...explained].map((each) => row(context, each)));
  }
  const feature = house.features().find(({ name }) => key === `${name}.on`);
  if (feature) return row(context, { key, value: feature.isOn, about: '' });
  return change(context, { key, typed: '' });
}

async function change(
  context: Setting,
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
  context: Setting,
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
  context: Setting,
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
  { text }: Setting,
  { key, nearest }: { key: string; nearest: string | undefined },
): Line {
  if (nearest === undefined) return text('unknownKey', { key: displayName(key) });
  return text('nearestKey', { key: displayName(key), nearest });
}

/** The setting that a key names, or of which it names a part that is there. */
function find({ house }: Setting, key: string): SettingInfo | undefined {
  const part = partOf(key);
  const whole = part === '' ? key : key.slice(0, -part.length - 1);
  const info = house.settings().find((one) => one.key === whole);
  return part === '' || (isRecord(info?.value) && Object.hasOwn(info.value, part))
    ? info
    : undefined;
}

function owners(all: readonly SettingInfo[]): readonly string[] {
  return [...new Set(all.map(({ key }) => ownerOf(key)))];
}

function ownWord(house: Setting['house']): string {
  return wordOf(house, 'settings');
}

function titleOf(house: Setting['house'], owner: string): string {
  return house.features().find(({ name }) => name === owner)?.title ?? house.label(owner);
}
