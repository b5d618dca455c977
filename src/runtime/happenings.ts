/** What happens around the talk: joins, leaves, new names, roles, recalls and presses. */
import type {
  Instant,
  Join,
  Leave,
  Migration,
  Person,
  PlatformId,
  Press,
  Recall,
  Rename,
  RoleChange,
} from '#kit';
import { accountByPlatform } from '../store/directory-queries.ts';
import { accountOn } from '../store/link-queries.ts';
import * as memberships from '../store/memberships.ts';
import { answerDialogue } from './answers.ts';
import type { Arrival } from './arrival.ts';
import { CHOICE_PREFIX } from './dialogue.ts';
import type { Engine } from './engine.ts';
import { actingAs } from './messages.ts';
import type { MessageOccasion, Step } from './occasion.ts';

export function handleJoin(_: Engine, { bot, event }: Arrival<Join>, { core }: Step): void {
  const group = core.directory.group(bot.platform, event.group, event.at);
  const memberOf = (person: Person) => core.directory.member(bot.platform, person, group.community);
  const inviter = event.inviter === undefined ? null : memberOf({ id: event.inviter }).id;
  const member = memberOf(event.member).id;
  core.connection.run(memberships.join, {
    group: group.id,
    member,
    at: event.at,
    inviter: inviter === member ? null : inviter,
  });
}

export function handleLeave(engine: Engine, arrival: Arrival<Leave>, step: Step): void {
  const { at, member, group } = arrival.event;
  const { bot } = arrival;
  if (member === bot.self) {
    engine.serving.release(step.core.directory.group(bot.platform, group, at));
    return;
  }
  const place = seen(arrival, { id: member }, step);
  // Where ids change, the old one of somebody who is still there under the new one leaves.
  const { platform, can } = bot;
  const newest = step.core.connection.get(accountOn, { member: place.member, platform });
  if (!can.stableIds && newest !== undefined && newest.platform_id !== member) return;
  step.core.connection.run(memberships.leave, { ...place, at });
  step.core.directory.noteRoles();
}

export function handleRename(_: Engine, arrival: Arrival<Rename>, step: Step): void {
  seen(arrival, arrival.event.member, step);
}

export function handleRole(_: Engine, arrival: Arrival<RoleChange>, step: Step): void {
  const { member, role } = arrival.event;
  const place = seen(arrival, { id: member }, step);
  const { platform } = arrival.bot;
  const named = { platform, platformId: member };
  const account = step.core.connection.get(accountByPlatform, named)?.id ?? null;
  step.core.connection.run(memberships.setPlatformRole, { ...place, role, account });
  step.core.directory.noteRoles();
}

export async function handleRecall(
  engine: Engine,
  { bot, event, now }: Arrival<Recall>,
  step: Step,
): Promise<void> {
  const group = step.core.directory.group(bot.platform, event.group, event.at);
  const community = engine.settings.community(group.community);
  const { language } = community;
  const occasion = {
    at: event.at,
    now,
    key: event.key,
    platform: bot.platform,
    community,
    group,
    language,
  };
  for (const feature of engine.registry.features) {
    if (!feature.recalled) continue;
    const context = engine.contexts.for(feature, occasion, step);
    await feature.recalled(Object.assign(context, { message: event.id }));
  }
}

/** The group goes on under its new id, with its members, points and settings. */
export function handleMigration(
  _: Engine,
  { bot, event }: Arrival<Migration>,
  { core }: Step,
): void {
  core.directory.moveGroup(bot.platform, { from: event.group, to: event.to });
  core.lettersChanged();
}

/** A press is an answer that could not be mistyped. */
export async function handlePress(
  engine: Engine,
  { bot, event, now }: Arrival<Press>,
  step: Step,
): Promise<void> {
  if (!event.choice.startsWith(CHOICE_PREFIX)) return;
  const { directory } = step.core;
  const group = event.group && directory.group(bot.platform, event.group, event.at);
  const community = group?.community ?? directory.communityOf(bot.platform, event.from.id);
  if (community === undefined) return;
  const known = directory.member(bot.platform, event.from, community);
  const member = actingAs(await step.tx.people.find(known.id), { bot, event });
  if (!member) return;
  const home = engine.settings.community(community);
  const occasion: MessageOccasion = {
    at: event.at,
    now,
    key: event.key,
    platform: bot.platform,
    bot: bot.account,
    community: home,
    group: group || undefined,
    member,
    language: known.language ?? home.language,
    topic: event.topic,
  };
  const pressed = event.choice.slice(CHOICE_PREFIX.length);
  await answerDialogue(engine, { occasion, pressed }, step);
}

interface InGroup {
  readonly group: PlatformId;
  readonly at: Instant;
}

/** Makes sure that the person is known in the group. */
function seen({ bot, event }: Arrival<InGroup>, person: Person, { core }: Step) {
  const group = core.directory.group(bot.platform, event.group, event.at);
  const member = core.directory.member(bot.platform, person, group.community).id;
  core.connection.run(memberships.see, { group: group.id, member, at: event.at });
  return { group: group.id, member };
}
