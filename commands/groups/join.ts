/**
 * `加入社群 CODE`: shows what would become of this group, and does it when it is agreed to. What is
 * true is looked at both times, for in between others may have acted.
 */
import * as z from 'zod';
import {
  type Acting,
  type AdoptionView,
  type Answering,
  type Commanding,
  type Line,
  lines,
  type Member,
  mayActAs,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { groupNames, groupWords } from './list.ts';
import { communityName } from './names.ts';
import { decideTry, type TryOutcome } from './rules.ts';
import { book } from './store.ts';

const SECONDS_TO_DECIDE = 120;

type Trying = Commanding<Base, { readonly code: string | undefined }>;

export async function tryCode(context: Trying): Promise<void> {
  const { args, house, say, secrets, text } = context;
  if (args.code === undefined) {
    return say(text('howToJoin', { word: wordOf(house, 'community-code') }));
  }
  const fingerprint = secrets.fingerprint(args.code);
  const outcome = await judge(context, fingerprint);
  if (outcome.kind !== 'ask') return say(text(outcome.kind));
  const view = await house.viewAdoption(outcome.host.community);
  if (view.hindrances.length > 0) return say(lines(text('hindered'), ...view.hindrances));
  return context.ask({
    dialogue: 'join',
    line: await preview(context, outcome.host, view),
    choices: [
      { key: 'join', label: text('confirmJoin') },
      { key: 'no', label: text('no') },
    ],
    data: { fingerprint, into: outcome.host.community },
    seconds: SECONDS_TO_DECIDE,
  });
}

/** Counts what was no code: who guesses is stopped, whatever they guess. */
async function judge(context: Acting<Base>, fingerprint: string): Promise<TryOutcome> {
  const { community, member, now, tx } = context;
  const guess = { member: member.id, now };
  const giver = await book.ownerOf(tx, { fingerprint, now });
  const outcome = decideTry({
    wrongBefore: await book.wrongGuesses(tx, guess),
    host: giver && (await tx.people.find(giver)),
    community: community.id,
    groups: (await tx.people.groups(community.id)).length,
  });
  if (outcome.kind === 'unknown') await book.noteWrongGuess(tx, guess);
  return outcome;
}

async function preview(context: Acting<Base>, host: Member, view: AdoptionView): Promise<Line> {
  const { text, tx } = context;
  const groups = await tx.people.groups(host.community);
  const name = await communityName(tx, host.community);
  return lines(
    name === undefined
      ? text('question', { name: host.name })
      : text('questionNamed', { community: name, name: host.name }),
    text('theirGroups', { n: groups.length, groups: groupNames(context, groups) }),
    text('people', { n: view.people }),
    view.known > 0 ? text('known', { n: view.known }) : undefined,
    view.points !== 0 ? text('pointsGoAlong', { n: view.points }) : undefined,
    ...view.outlook,
    text('settingsOfTheirs'),
    view.settings > 0 ? text('settingsEnd', { n: view.settings }) : undefined,
    text('whoMayWhat'),
    text('recordsStay'),
    text('linksStay'),
    text('wayBack'),
  );
}

const agreed = z.object({ fingerprint: z.string(), into: z.int() });

export async function join(context: Answering<Base>): Promise<void> {
  const { answer, data, house, member, say, text, tx } = context;
  if (answer !== 'join') return say(text('notJoined'));
  if (!mayActAs(member.role, 'admin')) return say(text('noRightNow'));
  const { fingerprint, into } = agreed.parse(data);
  const outcome = await judge(context, fingerprint);
  if (outcome.kind !== 'ask') return say(text(outcome.kind));
  const { host } = outcome;
  // Meanwhile that group may have joined yet another community: not what was agreed to.
  if (host.community !== into) return say(text('unknown'));
  const view = await house.viewAdoption(host.community);
  const adopted = await house.adopt(host.community);
  if (adopted.kind === 'hindered') return say(lines(text('hindered'), ...adopted.hindrances));
  if (adopted.kind !== 'moved') return say(text(adopted.kind));
  await book.useUp(tx, fingerprint);
  const groups = await tx.people.groups(host.community);
  const word = wordOf(house, 'community');
  await say(text('joined', { n: groups.length, word }));
  return tellHost(context, host, view);
}

/** Whose code it was hears of it, and so does a group of theirs: it may have been overheard. */
async function tellHost(
  { group, member, now, push, tell, text, tx }: Answering<Base>,
  host: Member,
  { people, points }: AdoptionView,
): Promise<void> {
  if (!group) return;
  const groups = await tx.people.groups(host.community);
  const at = groups.findIndex(({ id }) => id === group.id) + 1;
  const who = { group: groupWords(group), name: member.name };
  const line = text('news', { ...who, n: people, points, at });
  const to = groups.find(({ id }) => id !== group.id);
  if (to) await push(line, { kind: 'news', key: `${group.id}:${now}`, to });
  if ((await tx.people.isReachable(host.id)) && host.account !== member.account)
    await tell(host, line);
}
