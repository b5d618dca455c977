/**
 * `退出社群`: a group goes out of its community, and is one of its own again. Its own admins may say
 * so, and those of a group that was there before it came: they have let it in.
 */
import * as z from 'zod';
import {
  type Acting,
  type Answering,
  type Commanding,
  displayName,
  type Group,
  type Line,
  lines,
  mayActAs,
} from '#kit';
import type { Base } from './base.ts';
import { groupNames, groupWords } from './list.ts';

const SECONDS_TO_DECIDE = 120;

type Leaving = Commanding<Base, { readonly group: string | undefined }>;

export async function askToLeave(context: Leaving): Promise<void> {
  const { args, ask, say, text } = context;
  const meant = await groupMeant(context, args.group ?? context.group?.platformId);
  if ('why' in meant) return say(meant.why);
  const { group } = meant;
  const view = await context.house.viewRelease(group);
  if (view.hindrances.length > 0) return say(lines(text('hindered'), ...view.hindrances));
  return ask({
    dialogue: 'leave',
    line: await preview(context, group, view.outlook),
    choices: [
      { key: 'leave', label: text('confirmLeave') },
      { key: 'no', label: text('no') },
    ],
    data: { group: group.platformId },
    seconds: SECONDS_TO_DECIDE,
  });
}

type Meant = { readonly group: Group } | { readonly why: Line };

/** Its place in the list of groups; ids of groups are longer than that. */
const PLACE = /^\d{1,2}$/;

/** The group that has this number, name or place in the list, if it may be taken out from here. */
async function groupMeant(context: Acting<Base>, id: string | undefined): Promise<Meant> {
  const { community, group: here, house, text, tx } = context;
  const groups = await tx.people.groups(community.id);
  if (groups.length < 2) return { why: text('aloneAlready') };
  const place = id !== undefined && PLACE.test(id) ? Number(id) : 0;
  const named = groups.filter(({ name }) => name === id);
  const group =
    groups.find(({ platformId }) => platformId === id) ??
    groups[place - 1] ??
    // Of two that are called the same nobody knows which is meant.
    (named.length === 1 ? named[0] : undefined);
  const names = { group: displayName(id ?? ''), groups: groupNames(context, groups) };
  if (!group) return { why: text('noSuchGroup', names) };
  if (group.id === here?.id || house.cameBefore(group)) return { group };
  return { why: text('cameLater', { group: groupWords(group) }) };
}

async function preview(
  { community, group: here, text, tx }: Acting<Base>,
  group: Group,
  outlook: readonly Line[],
): Promise<Line> {
  const others = (await tx.people.groups(community.id)).length - 1;
  const { length: n } = await tx.people.present(community.id, group.id);
  return lines(
    group.id === here?.id
      ? text('leaveQuestion', { n: others })
      : text('takeOutQuestion', { group: groupWords(group) }),
    text('peopleOut', { n }),
    text('pointsStay'),
    ...outlook,
    text('settingsCopied'),
    text('linksStay'),
    text('comeBack'),
  );
}

const agreed = z.object({ group: z.string() });

export async function leave(context: Answering<Base>): Promise<void> {
  const { answer, data, house, member, say, text } = context;
  if (answer !== 'leave') return say(text('stillIn'));
  if (!mayActAs(member.role, 'admin')) return say(text('noRightNow'));
  const meant = await groupMeant(context, agreed.parse(data).group);
  if ('why' in meant) return say(meant.why);
  const { group } = meant;
  const released = await house.release(group);
  if (released.kind === 'hindered') return say(lines(text('hindered'), ...released.hindrances));
  if (released.kind !== 'moved') return say(text('aloneAlready'));
  if (group.id === context.group?.id) return say(text('left'));
  await say(text('takenOut', { group: groupWords(group) }));
  return tellGroup(context, group);
}

/** Whoever was taken out reads who has done it. */
async function tellGroup({ member, now, push, text, tx }: Answering<Base>, group: Group) {
  const to = await tx.people.group(group.id);
  const line = text('wasTakenOut', { name: member.name });
  if (to) await push(line, { kind: 'news', key: `${group.id}:out:${now}`, to });
}
