/** What happens around the talk: joins, leaves, new names, roles and recalls. */
import type {
  Context,
  Feature,
  Group,
  Incoming,
  Instant,
  InviteLink,
  Join,
  Leave,
  Migration,
  Person,
  PlatformId,
  Recall,
  Rename,
  RoleChange,
} from '#kit';
import { accountByPlatform } from '../store/directory-queries.ts';
import { accountOn } from '../store/link-queries.ts';
import * as memberships from '../store/memberships.ts';
import type { Arrival } from './arrival.ts';
import type { Engine } from './engine.ts';
import { actingAs } from './hearing/messages.ts';
import { type Occasion, type Step, whereabouts } from './occasion.ts';

export async function handleJoin(
  engine: Engine,
  { bot, event, now }: Arrival<Join>,
  step: Step,
): Promise<void> {
  const { core, tx } = step;
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
  const newcomer = await tx.people.find(member);
  if (!newcomer || event.member.id === bot.self) return;
  const by = inviter === null ? undefined : await tx.people.find(inviter);
  const joining = { inviter: by, manner: event.manner, via: event.via };
  const actor = actingAs(newcomer, { bot, event: { from: event.member } }) ?? newcomer;
  const occasion = { ...occasionOf(engine, { bot, event, now, group }), member: actor };
  for (const feature of engine.registry.features) {
    if (!feature.joined || !engine.settings.isOn(group.community, feature.name)) continue;
    const context = engine.contexts.acting(feature, occasion, step);
    await feature.joined(Object.assign(context, joining));
  }
}

export async function handleLeave(
  engine: Engine,
  arrival: Arrival<Leave>,
  step: Step,
): Promise<void> {
  const { at, member, group } = arrival.event;
  const { bot } = arrival;
  if (member === bot.self) {
    engine.serving.release(step.core.directory.group(bot.platform, group, at), at);
    return;
  }
  const place = seen(arrival, { id: member }, step);
  // Where ids change, the old one of somebody who is still there under the new one leaves.
  const { platform, can } = bot;
  const newest = step.core.connection.get(accountOn, { member: place.member, platform });
  if (!can.stableIds && newest !== undefined && newest.platform_id !== member) return;
  step.core.connection.run(memberships.leave, { ...place, at });
  step.core.directory.noteRoles();
  const { by } = arrival.event;
  const gone = await step.tx.people.find(place.member);
  if (!gone) return;
  const remover = by && step.core.directory.memberIfKnown(platform, by, gone.community);
  const who = remover && (await step.tx.people.find(remover.id));
  const home = step.core.directory.group(platform, group, at);
  const tell: Told['tell'] = (feature, context) =>
    feature.left?.(Object.assign(context, { member: gone, by: who, wasRemoved: by !== undefined }));
  await tellFeatures(engine, { ...arrival, group: home, tell }, step);
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
  const tell: Told['tell'] = (feature, context) =>
    feature.recalled?.(Object.assign(context, { message: event.id }));
  await tellFeatures(engine, { bot, event, now, group, tell }, step);
}

export async function handleInviteLink(
  engine: Engine,
  { bot, event, now }: Arrival<InviteLink>,
  step: Step,
): Promise<void> {
  const group = step.core.directory.group(bot.platform, event.group, event.at);
  const { name, link } = event;
  const tell: Told['tell'] = (feature, context) =>
    feature.linked?.(Object.assign(context, { name, link }));
  await tellFeatures(engine, { bot, event, now, group, tell }, step);
}

interface InOneGroup extends Arrival<Incoming> {
  readonly group: Group;
}

interface Told extends InOneGroup {
  tell(feature: Feature, context: Context): Promise<void> | undefined;
}

/** Every feature hears of it, also one that is off: it may have something to take back. */
async function tellFeatures(engine: Engine, { tell, ...arrival }: Told, step: Step): Promise<void> {
  const occasion = occasionOf(engine, arrival);
  for (const feature of engine.registry.features) {
    await tell(feature, engine.contexts.for(feature, occasion, step));
  }
}

function occasionOf(engine: Engine, arrival: InOneGroup): Occasion {
  const { group } = arrival;
  const community = engine.settings.community(group.community);
  return { ...whereabouts(arrival, { community, group }), language: community.language };
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
