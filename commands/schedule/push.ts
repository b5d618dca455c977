/** A slot's time has come: it is pushed, or said why not, once; then the next one is planned. */
import * as z from 'zod';
import { type Coming, type Line, minutes, type Span } from '#kit';
import { type Base, base } from './base.ts';
import { calendarsFor } from './calendars.ts';
import { decideDue } from './due.ts';
import { settle } from './plan.ts';
import { beginning, slotLine } from './show.ts';
import { addRun } from './store/runs.ts';
import { type Schedule, scheduleOf } from './store/schedules.ts';
import type { When } from './when.ts';

/** A platform that is away must not cost a push; one that is older would only confuse. */
const ONCE_LASTS = minutes(30);
const RECURRING_LASTS = minutes(120);

const waited = z.object({ number: z.number().int(), slot: z.string() });

export async function push(context: Coming<Base>): Promise<void> {
  const { data, community, group, house, now: at, heardAt, tx } = context;
  const { number, slot: name } = waited.parse(data);
  const schedule = await scheduleOf(tx, { community: community.id, number });
  // Paused, changed or taken away meanwhile: another slot is waited for, or none.
  if (!group || schedule?.state !== 'active' || schedule.nextSlot !== name) return;
  const calendars = await calendarsFor(schedule.when, community.calendar.zone);
  const decision = decideDue(schedule.when, { slot: { name, at }, now: heardAt }, calendars);
  // What is switched off says nothing; its times go by.
  if (house.isSwitchedOff(base.name)) return settle(context, schedule, decision.next);
  const isNew = await addRun(tx, {
    community_id: community.id,
    number,
    group_id: group.id,
    slot: decision.slot.name,
    at: decision.slot.at,
    outcome: decision.outcome,
    late_minutes: decision.lateMinutes,
    left_out: decision.leftOut,
  });
  if (isNew) await tell(context, schedule, decision);
  await settle(context, schedule, decision.next);
}

async function tell(
  context: Coming<Base>,
  schedule: Schedule,
  { outcome, lateMinutes, slot }: ReturnType<typeof decideDue>,
): Promise<void> {
  const { text } = context;
  const { content } = schedule;
  const isOnce = schedule.when.kind === 'once';
  const lasts = lastingOf(schedule.when);
  const to = { schedule, slot: slot.name, lasts };
  if (outcome === 'onTime') return send(context, text('pushed', { content }), to);
  // A daily greeting an hour late speaks for itself; what was to be at one moment must say it.
  if (outcome === 'late') {
    const line = isOnce
      ? text('pushedLate', { content, n: lateMinutes })
      : text('pushed', { content });
    return send(context, line, to);
  }
  return tellAuthor(context, schedule, slot.at);
}

/** How long a slot may wait for a better moment. */
export function lastingOf({ kind }: When): Span {
  return kind === 'once' ? ONCE_LASTS : RECURRING_LASTS;
}

interface Sending {
  readonly schedule: Schedule;
  readonly slot: string;
  readonly lasts: Span;
}

/** It leaves when the group has an ear for it, or its author hears why not. */
function send({ push: tellGroup }: Coming<Base>, line: Line, to: Sending): Promise<void> {
  const { schedule, slot, lasts } = to;
  const key = keyOfPush(schedule.number, slot);
  return tellGroup(line, { kind: 'planned', key, lasts, author: schedule.author });
}

/** By which the history finds what became of it. */
export function keyOfPush(number: number, slot: string): string {
  return `${number}:${slot}`;
}

/** Whoever made it hears that it was not sent; nobody in the group has missed anything. */
async function tellAuthor(
  context: Coming<Base>,
  schedule: Schedule,
  at: Coming<Base>['now'],
): Promise<void> {
  const { text, tx, tell: whisper } = context;
  const author = schedule.author && (await tx.people.find(schedule.author));
  if (!author) return;
  const slot = slotLine(at, context);
  const { number } = schedule;
  await whisper(author, text('missed', { number, slot, content: beginning(schedule) }));
}
