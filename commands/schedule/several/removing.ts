/** `删除定时 3`, and several at once: those are shown first, for nothing brings them back. */
import * as z from 'zod';
import { type Answering, type Context, type Line, lines, mayActAs } from '#kit';
import type { Base } from '../base.ts';
import { planDrop } from '../sending/drop-attachment.ts';
import { type Schedule, saveSchedule } from '../store/schedules.ts';
import { beginning, whenLine } from '../telling/show.ts';
import { chosenOf, missingLine } from './chosen.ts';
import type { Selecting } from './selection.ts';

const SECONDS_TO_DECIDE = 300;
const asked = z.object({ numbers: z.array(z.int()) });

export async function remove(context: Selecting): Promise<void> {
  const { args, ask, say, text } = context;
  const all = ['draft', 'waiting', 'active', 'paused'] as const;
  const { schedules, missing } = await chosenOf(context, args.which, all);
  const [first] = schedules;
  if (!first) return say(missingLine(context, missing) ?? text('none'));
  if (args.which.kind === 'numbers' && schedules.length + missing.length === 1) {
    return say(await removeOne(context, first));
  }
  const rows = schedules.map(({ number, when, ...own }) =>
    text('lastRow', { number, when: whenLine(when, context), content: beginning(own) }),
  );
  const label = text('removeThem', { n: schedules.length });
  return ask({
    dialogue: 'remove',
    line: lines(
      text('removing', { n: schedules.length }),
      ...rows,
      missingLine(context, missing),
      text('noWayBack', { word: label }),
    ),
    choices: [
      { key: 'yes', label },
      { key: 'no', label: text('keepThem') },
    ],
    data: { numbers: schedules.map(({ number }) => number) } satisfies z.input<typeof asked>,
    isIrreversible: true,
    seconds: SECONDS_TO_DECIDE,
  });
}

export async function answerRemove(context: Answering<Base>): Promise<void> {
  const { answer, data, member, say, text } = context;
  // Whoever was asked may be no manager any more.
  if (answer !== 'yes' || !mayActAs(member.role, 'manager')) return say(text('notRemoved'));
  const { numbers } = asked.parse(data);
  const { schedules } = await chosenOf(context, { kind: 'numbers', numbers }, []);
  for (const schedule of schedules) await removeOne(context, schedule);
  const removed = schedules.map(({ number }) => number).join(text('and'));
  return say(text('removedAll', { n: schedules.length, numbers: removed }));
}

async function removeOne(context: Context<Base>, schedule: Schedule): Promise<Line> {
  const { community, tx, text, house } = context;
  const { number } = schedule;
  await saveSchedule(tx, community.id, { ...schedule, state: 'removed', nextSlot: undefined });
  await planDrop(context, schedule);
  await house.audit('schedule.remove', { number });
  return text('removed', { number, content: beginning(schedule) });
}
