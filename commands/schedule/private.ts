/** A push to members one by one, in private: those who fulfil a condition as of now. */
import { type Coming, hours } from '#kit';
import type { Base } from './base.ts';
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
  const people = said.kind === 'text' ? await peopleOf(context, schedule.targets) : [];
  const row = rowOf(run, { community: community.id, group: schedule.group });
  const isNew = await addRun(tx, { ...row, reached: people.length });
  if (!isNew || said.kind !== 'text') return;
  for (const member of people) await tell(member, said.line, { image: said.image, lasts: LASTS });
}
