/** Hands an event to its handler, once: an event that was taken before has no second effect. */

import type { Bot, Group, Incoming, Message, Person } from '#kit';
import { countMessage } from '../store/activity.ts';
import type { KnownMember } from '../store/directory.ts';
import { takeEvent } from '../store/inbox.ts';
import type { Arrival, Found } from './arrival.ts';
import { handlePress, handleTicks } from './asking/presses.ts';
import type { Engine } from './engine.ts';
import {
  handleInviteLink,
  handleJoin,
  handleLeave,
  handleMigration,
  handleRecall,
  handleRename,
  handleRole,
} from './happenings.ts';
import { handleMessage } from './hearing/messages.ts';
import type { Step } from './occasion.ts';
import { post } from './sending/mail.ts';
import { coreText } from './texts/index.ts';

/** Not `async`, as most messages need nothing that is to be waited for. */
export function handleEvent(
  engine: Engine,
  arrival: Arrival<Incoming>,
  step: Step,
): Promise<void> | void {
  const { isNew, group } = take(engine, arrival, step);
  if (!isNew) return;
  const known = group && reviewName(engine, { arrival, group }, step);
  return dispatch(engine, { arrival, found: { group, known } }, step);
}

function dispatch(
  engine: Engine,
  { arrival: { bot, now, event, heard }, found }: { arrival: Arrival<Incoming>; found: Found },
  step: Step,
): Promise<void> | void {
  switch (event.type) {
    case 'message':
      return handleMessage(engine, { bot, now, event, heard, found }, step);
    case 'press':
      return handlePress(engine, { bot, now, event }, step);
    case 'ticks':
      return handleTicks(engine, { bot, now, event }, step);
    case 'join':
      return handleJoin(engine, { bot, now, event }, step);
    case 'leave':
      return handleLeave(engine, { bot, now, event }, step);
    case 'rename':
      return handleRename(engine, { bot, now, event }, step);
    case 'recall':
      return handleRecall(engine, { bot, now, event }, step);
    case 'role':
      return handleRole(engine, { bot, now, event }, step);
    case 'migration':
      return handleMigration(engine, { bot, now, event }, step);
    case 'inviteLink':
      return handleInviteLink(engine, { bot, now, event }, step);
  }
}

/**
 * Whether whoever acts here passes for a manager; known before anything is answered.
 * @returns who acts, if somebody does who has a name
 */
function reviewName(
  { settings, lookAlikes }: Engine,
  { arrival: { bot, now, event }, group }: { arrival: Arrival<Incoming>; group: Group },
  { core }: Step,
): KnownMember | undefined {
  const person = personIn(event);
  if (!person) return undefined;
  const { community } = group;
  const member = core.directory.member(bot.platform, person, community);
  const { language } = settings.community(community);
  const { edition } = core.directory;
  lookAlikes.review({ member, account: person.id, community, language, edition, now });
  return member;
}

function personIn(event: Incoming): Person | undefined {
  if (event.type === 'join' || event.type === 'rename') return event.member;
  if (event.type === 'press') return event.from;
  return event.type === 'message' && !event.isAnonymous ? event.from : undefined;
}

/**
 * After a bug: the event is marked as taken, so that it cannot fail for ever, and its author is
 * told a number that stands beside the error in the log.
 * @returns the incident number
 */
export async function handleFailure(
  engine: Engine,
  arrival: Arrival<Incoming>,
  step: Step,
): Promise<string> {
  const { bot, event, now } = arrival;
  const { group } = take(engine, arrival, step);
  if (group && event.type === 'message') recount(engine, { bot, event, group }, step);
  const incident = (now % 1_000_000).toString(36).toUpperCase();
  if (event.type !== 'message') return incident;
  const language = group ? engine.settings.community(group.community).language : engine.language;
  post(step.core.connection, {
    platform: bot.platform,
    bot: bot.account,
    to: event.group === undefined ? { private: event.from.id } : { group: event.group },
    line: coreText(language)('incident', { incident }),
    now,
    replyTo: event.group && event.id,
  });
  return incident;
}

/** The message was said, whatever went wrong with what it asked for. */
function recount(
  { settings }: Engine,
  { bot, event, group }: { bot: Bot; event: Message; group: Group },
  { core }: Step,
): void {
  const member = core.directory.member(bot.platform, event.from, group.community).id;
  const { calendar } = settings.community(group.community);
  countMessage(core, { group: group.id, member, calendar, at: event.at });
}

interface Taken {
  readonly isNew: boolean;
  readonly group: Group | undefined;
}

/** Marks the event in the inbox, in the transaction of its effects. */
function take(engine: Engine, { bot, event }: Arrival<Incoming>, { core }: Step): Taken {
  // Told twice, a move must not bring the old id to life again.
  if (event.type === 'migration' && !core.directory.knows(bot.platform, event.group)) {
    return { isNew: false, group: undefined };
  }
  const group = event.group && core.directory.group(bot.platform, event.group, event.at);
  // Who is in a group, and as what, holds whichever account brings it; only answers need one.
  const isStanding = event.type === 'role' || event.type === 'leave';
  const isOurs = !group || isStanding || engine.serving.takes(group, bot);
  // A button belongs to the account that showed it: no other will ever hear of the press.
  if (!isOurs && event.type !== 'press') return { isNew: false, group };
  if (group && event.type === 'message' && event.groupName !== undefined) {
    core.directory.nameGroup(group, event.groupName);
  }
  const row = { group: group ? group.id : (0 as const), key: event.key };
  return { isNew: core.connection.run(takeEvent, row) === 1, group: group || undefined };
}
