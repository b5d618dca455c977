/** Settings (设置): what can be set, what it is now, and changing one of them. */
import { type Commanding, type Line, lines, type SettingInfo } from '#kit';
import type { Base } from './base.ts';
import { change, find, ownWord, row, titleOf } from './change-setting.ts';
import {
  aboutOf,
  ownerOf,
  partAt,
  partOf,
  rowsOf,
  type SettingRow,
  spokenValue,
  titleOfRow,
} from './setting-rows.ts';
import { shownValue } from './value.ts';
import { COMMUNITY, type Wanted } from './wanted.ts';
import { several } from './which-setting.ts';

type Setting = Commanding<Base, { wanted: Wanted | undefined }>;

export async function settings(context: Setting): Promise<void> {
  const { args, say } = context;
  switch (args.wanted?.kind) {
    case undefined:
      return say(isLong(context) ? screen(context) : everything(context));
    case 'everything':
      return say(everything(context));
    case 'several':
      return several(context, args.wanted);
    case 'owner':
      return say(ofOwner(context, args.wanted.owner));
    case 'one':
      return say(await one(context, args.wanted.key));
    case 'change':
      return say(await change(context, args.wanted));
  }
}

/** More rows are a wall. */
const MOST_ROWS = 30;

function isLong({ house }: Setting): boolean {
  return house.settings().flatMap(rowsOf).length > MOST_ROWS;
}

/** What holds for the community as a whole; of each feature only how much there is. */
function screen(context: Setting): Line {
  const { house, text } = context;
  const all = house.settings();
  const own = all.filter(({ key }) => ownerOf(key) === COMMUNITY);
  const counts = owners(all)
    .filter((owner) => owner !== COMMUNITY)
    .map((owner) => {
      const rows = all.filter(({ key }) => ownerOf(key) === owner).flatMap(rowsOf);
      return text('settingsCount', { title: titleOf(house, owner), n: rows.length });
    });
  return lines(
    text('settingsOf', { title: titleOf(house, COMMUNITY) }),
    ...own.flatMap((info) => shortRows(context, info)),
    text('settingsElsewhere', { features: counts.join(text('comma')) }),
    hint(context, all),
  );
}

/** All values in words, a row each; the keys stand where one feature is looked at. */
function everything(context: Setting): Line {
  const { house, text } = context;
  const all = house.settings();
  const rows = owners(all).flatMap((owner) => [
    text('settingsOf', { title: titleOf(house, owner) }),
    ...all.filter(({ key }) => ownerOf(key) === owner).flatMap((info) => shortRows(context, info)),
  ]);
  return lines(...rows, hint(context, all));
}

/** How one feature is looked at, and one setting changed by what it is called. */
function hint(context: Setting, all: readonly SettingInfo[]): Line | undefined {
  const { house, text } = context;
  const example = all.find(({ key }) => ownerOf(key) !== COMMUNITY) ?? all[0];
  const [row] = example ? rowsOf(example) : [];
  if (!row) return undefined;
  const shown = {
    word: ownWord(house),
    example: titleOf(house, ownerOf(row.key)),
    title: titleOfRow(row),
    value: shownValue(context, row.value),
  };
  return text('settingsMore', shown);
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
  const others = house.features().find(({ name }) => name === owner)?.communitySettings ?? [];
  const own = house.settings().filter(({ key }) => ownerOf(key) === owner || others.includes(key));
  const title = titleOf(house, owner);
  if (own.length === 0) return text('noSettings', { title });
  const rows = own.flatMap(rowsOf);
  const shown = rows.map((one) => row(context, one));
  return lines(
    text('settingsOf', { title }),
    ...shown,
    others.length > 0 ? howToChange(context, rows) : undefined,
  );
}

/** What holds for the whole community is for admins to change. */
function howToChange(context: Setting, [first]: readonly SettingRow[]): Line | undefined {
  const { house, text } = context;
  if (!first) return undefined;
  return text('changeOne', {
    word: ownWord(house),
    title: titleOfRow(first),
    value: shownValue(context, first.value),
    role: house.label('as.admin'),
  });
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

function owners(all: readonly SettingInfo[]): readonly string[] {
  return [...new Set(all.map(({ key }) => ownerOf(key)))];
}
