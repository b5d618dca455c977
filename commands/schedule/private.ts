/** A push to members one by one, in private: those who fulfil a condition as of now. */
import { type Coming, hours, type Member } from '#kit';
import { type Base, base } from './base.ts';
import { saidOf } from './content.ts';
import { peopleOf } from './reach.ts';
import type { Run } from './run.ts';
import { addRun, rowOf } from './store/runs.ts';
import type { Schedule } from './store/schedules.ts';
import type { Targets } from './targets.ts';

/** Hundreds of letters take their time at the pace that platforms allow. */
const LASTS = hours(6);

type Private = Schedule & { readonly targets: Extract<Targets, { kind: 'members' }> };

export async function sendPrivately(
  context: Coming<Base>,
  schedule: Private,
  run: Run,
): Promise<void> {
  const { community, tell, tx } = context;
  const said = await saidOf(context, schedule, run.said);
  const people = said.kind === 'text' ? await readersOf(context, schedule.targets) : [];
  const row = rowOf(run, { community: community.id, group: schedule.group });
  const isNew = await addRun(tx, { ...row, reached: people.length });
  if (!isNew || said.kind !== 'text') return;
  const { line, ...others } = said.words;
  for (const member of people) await tell(member, line, { ...others, lasts: LASTS });
}

/** Whoever does not want to be reminded by schedules is spared in private as well. */
async function readersOf(
  context: Coming<Base>,
  targets: Private['targets'],
): Promise<readonly Member[]> {
  const readers: Member[] = [];
  for (const member of await peopleOf(context, targets)) {
    const unwanted = await context.attention.unwanted(member.id);
    if (!unwanted.some(({ feature }) => feature === base.name)) readers.push(member);
  }
  return readers;
}
