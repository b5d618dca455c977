/** Roles (身份): giving them, taking them back, and telling who has which. */
import { type Commanding, type Line, lines, type Member, plainWord, ROLES, type Role } from '#kit';
import type { Base } from './base.ts';
import { decideAppoint, decideDismiss, type GivenRole } from './rules.ts';
import { type Holder, holdersIn } from './store.ts';

/** More names of one role are counted, not listed. */
const MOST_NAMED = 20;

const NAMES: ReadonlyMap<string, GivenRole> = new Map([
  ...['运营', '運營', '營運', '营运', 'manager'].map((name) => [name, 'manager'] as const),
  ...['帮手', '幫手', 'helper'].map((name) => [name, 'helper'] as const),
]);

/** @returns undefined for a word that names no role that can be given */
export function parseGivenRole(typed: string): GivenRole | undefined {
  return NAMES.get(plainWord(typed));
}

export async function appoint(
  context: Commanding<Base, { who: Member; role: GivenRole }>,
): Promise<void> {
  const { args, house, member, say, text, tx } = context;
  const { id, name, role: now } = args.who;
  const outcome = decideAppoint({ by: member.role, now, wanted: args.role });
  if (outcome.kind === 'notYours') return say(text('notYours'));
  const shown = { name, role: house.label(`as.${outcome.role}`) };
  if (outcome.kind !== 'appointed') return say(text(outcome.kind, shown));
  await tx.people.giveRole(id, outcome.role);
  await house.audit('role', { member: id, before: now, after: outcome.role });
  return say(text('appointed', { role: shown.role }), { mention: [args.who] });
}

export async function dismiss(context: Commanding<Base, { who: Member }>): Promise<void> {
  const { args, house, member, say, text, tx } = context;
  const { id, name, role: now } = args.who;
  const outcome = decideDismiss({ by: member.role, now });
  if (outcome.kind === 'notYours') return say(text('notYours'));
  if (outcome.kind === 'noRole') return say(text('noRole', { name }));
  const shown = { name, role: house.label(`as.${outcome.role}`) };
  if (outcome.kind === 'byPlatform') return say(text('byPlatform', shown));
  await tx.people.giveRole(id, undefined);
  await house.audit('role', { member: id, before: now, after: 'member' });
  return say(text('dismissed', shown));
}

export async function staff(context: Commanding<Base>): Promise<void> {
  const { community, say, text, tx } = context;
  const holders = await holdersIn(tx, community.id);
  if (holders.length === 0) return say(text('nobody'));
  return say(lines(text('staffTitle'), ...ROLES.map((role) => staffRow(context, role, holders))));
}

function staffRow(
  { house, text }: Commanding<Base>,
  role: Role,
  holders: readonly Holder[],
): Line | undefined {
  const own = holders.filter((holder) => holder.role === role).map(({ name }) => name);
  if (own.length === 0) return undefined;
  const first = own.slice(0, MOST_NAMED).join(text('comma'));
  const names =
    own.length > MOST_NAMED ? text('staffMore', { names: first, count: own.length }) : first;
  return text('staffRow', { role: house.label(role), names });
}
