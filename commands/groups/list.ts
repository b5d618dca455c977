/** `社群`: which groups share members, points and settings with this one. */
import {
  type Acting,
  type Commanding,
  type DisplayName,
  displayName,
  type Group,
  type Line,
  lines,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { ownName } from './names.ts';
import { rename } from './rename.ts';

/** More rows are a wall; the others are counted. */
const MOST_LISTED = 20;

type Asking = Commanding<Base, { readonly name: string | undefined }>;

export async function showGroups(context: Asking): Promise<void> {
  const { args, community, house, say, text, tx } = context;
  if (args.name !== undefined) return rename(context, args.name);
  const groups = await tx.people.groups(community.id);
  const [code, join] = [wordOf(house, 'community-code'), wordOf(house, 'join-community')];
  const how = text('howToGrow', { code, join });
  if (groups.length < 2) return say(lines(text('alone'), how));
  const rows: Line[] = [];
  for (const [index, group] of groups.slice(0, MOST_LISTED).entries()) {
    rows.push(await rowOf(context, { group, at: index + 1 }));
  }
  const name = await ownName(tx, community.id);
  const { length: n } = groups;
  const more = n - rows.length;
  return say(
    lines(
      name === undefined ? text('groups', { n }) : text('groupsOf', { n, name }),
      ...rows,
      more > 0 ? text('moreGroups', { n: more }) : undefined,
      how,
      text('howToLeave', { word: wordOf(house, 'leave-community') }),
      name === undefined ? text('howToName', { word: wordOf(house, 'community') }) : undefined,
    ),
  );
}

async function rowOf(
  { group: here, house, text, tx }: Acting<Base>,
  { group, at }: { readonly group: Group; readonly at: number },
): Promise<Line> {
  const { length: people } = await tx.people.present(group.community, group.id);
  const row = {
    at,
    platform: platformName({ house }, group),
    group: groupWords(group),
    people,
  };
  return text(group.id === here?.id ? 'rowHere' : 'row', row);
}

function platformName({ house }: Pick<Acting<Base>, 'house'>, { platform }: Group): string {
  const code = `platform.${platform}`;
  const label = house.label(code);
  return label === code ? platform : label;
}

/** What a group is called, or its number where nobody has said. */
export function groupWords({ name, platformId }: Group): DisplayName {
  return displayName(name ?? platformId);
}

/** «Telegram 读书群、QQ 456», for whoever is to recognise them. */
export function groupNames(context: Acting<Base>, groups: readonly Group[]): string {
  const { text } = context;
  const names = groups
    .slice(0, MOST_LISTED)
    .map((group) =>
      text('named', { platform: platformName(context, group), group: groupWords(group) }),
    );
  return names.join(text('comma'));
}
