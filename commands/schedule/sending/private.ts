/**
 * A push to members one by one, in private: those who fulfil a condition as of now. It takes its
 * turn in the group where it was made, and a place in that group's budget: else it would be the way
 * around both.
 */
import { type Context, hours, type Made, type Member } from '#kit';
import { type Base, base } from '../base.ts';
import { peopleOf } from '../planning/reach.ts';
import type { Targets } from '../planning/targets.ts';
import { noteReached } from '../store/runs.ts';
import type { Words } from './content.ts';
import type { Run } from './run.ts';

/** Hundreds of letters take their time at the pace that platforms allow. */
const LASTS = hours(6);

type ToMembers = Extract<Targets, { kind: 'members' }>;

interface Letters {
  readonly targets: ToMembers;
  readonly run: Run;
}

/** @returns `nothing` where nobody is left to write to: then it does not count as said */
export async function writeToMembers(
  context: Context<Base>,
  { targets, run: { number, slot } }: Letters,
  { line, ...others }: Words,
): Promise<Made> {
  const { community, group, tell, tx } = context;
  if (!group) return 'nothing';
  const readers = await readersOf(context, targets);
  const key = { community: community.id, number, group: group.id, slot };
  await noteReached(tx, key, readers.length);
  for (const member of readers) await tell(member, line, { ...others, lasts: LASTS });
  return readers.length === 0 ? 'nothing' : 'done';
}

/** Whoever does not want to be reminded by schedules is spared in private as well. */
async function readersOf(context: Context<Base>, targets: ToMembers): Promise<readonly Member[]> {
  const readers: Member[] = [];
  for (const member of await peopleOf(context, targets)) {
    const unwanted = await context.attention.unwanted(member.id);
    if (!unwanted.some(({ feature }) => feature === base.name)) readers.push(member);
  }
  return readers;
}
