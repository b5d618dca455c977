/** Settings (设置): what can be set, what it is now, and changing one of them. */
import {
  type Commanding,
  displayName,
  type Line,
  lines,
  type SettingInfo,
  type SettingOutcome,
} from '#kit';
import type { Base } from './base.ts';
import { plainValue, shortValue, shownValue } from './value.ts';
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

/** One row a feature. */
function everything({ house, text }: Setting): Line {
  const all = house.settings();
  const rows = owners(all).map((owner) => {
    const own = all.filter(({ key }) => ownerOf(key) === owner);
    const values = own.map(({ key, value }) => `${fieldOf(key)}=${shortValue(value, text)}`);
    return text('settingsRow', { title: titleOf(house, owner), owner, values: values.join(' · ') });
  });
  const example = all.find(({ key }) => ownerOf(key) !== COMMUNITY) ?? all[0];
  if (!example) return lines(...rows);
  const { key, value } = example;
  const hint = {
    word: house.command('settings')?.words[0] ?? 'settings',
    example: titleOf(house, ownerOf(key)),
    key,
    value: shownValue(value, text),
  };
  return lines(...rows, text('settingsMore', hint));
}

/** One row a setting, each with what it means. */
function ofOwner({ house, text }: Setting, owner: string): Line {
  const own = house.settings().filter(({ key }) => ownerOf(key) === owner);
  const title = titleOf(house, owner);
  if (own.length === 0) return text('noSettings', { title });
  return lines(text('settingsOf', { title }), ...own.map((info) => row({ text }, info)));
}

function row({ text }: Pick<Setting, 'text'>, { key, value, about }: SettingInfo): Line {
  const shown = { key, value: shownValue(value, text) };
  return about === '' ? text('setting', shown) : text('settingAbout', { ...shown, about });
}

/** A key that is not there is answered like a change of it, with the nearest one. */
async function one(context: Setting, key: string): Promise<Line> {
  const { house } = context;
  const info = find(context, key);
  if (info) return row(context, { ...info, key, value: partAt(key, info.value) });
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
  const outcome = await house.setSetting(key, plainValue(typed, before));
  switch (outcome.kind) {
    case 'unknownKey':
      return unknown(context, { key, nearest: outcome.nearest });
    case 'refused':
      return text('refused', { key, typed: displayName(typed), why: outcome.why });
    case 'notYours':
      return text('notYoursToSet', { key, role: house.label(outcome.needed) });
    case 'set':
      return changed(context, { key, outcome, about: info?.about ?? '' });
  }
}

function changed(
  { text }: Setting,
  { key, outcome, about }: { key: string; outcome: Done; about: string },
): Line {
  const before = shownValue(partAt(key, outcome.before), text);
  const after = shownValue(partAt(key, outcome.after), text);
  if (before === after) return text('unchanged', { key, value: after });
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

/** `checkin.makeUp.price` names the part `price`; a key of two words names the whole. */
function partOf(key: string): string {
  return key.split('.').slice(2).join('.');
}

function partAt(key: string, value: unknown): unknown {
  const part = partOf(key);
  return part !== '' && isRecord(value) ? value[part] : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function owners(all: readonly SettingInfo[]): readonly string[] {
  return [...new Set(all.map(({ key }) => ownerOf(key)))];
}

function titleOf(house: Setting['house'], owner: string): string {
  return house.features().find(({ name }) => name === owner)?.title ?? house.label(owner);
}

function ownerOf(key: string): string {
  return key.split('.')[0] ?? key;
}

function fieldOf(key: string): string {
  return key.slice(ownerOf(key).length + 1);
}
