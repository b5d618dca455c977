/**
 * When the community talks (活跃时段): messages by hour of the day over the last days, as bars. The
 * core writes these sums with each commit, so they are read after the one that asked for them.
 */
import * as z from 'zod';
import {
  addDays,
  type Commanding,
  instantOf,
  LANGUAGES,
  type Line,
  lines,
  localDay,
  parseMemberId,
  type Text,
  textIn,
  type Working,
} from '#kit';
import { type Base, base } from './base.ts';
import { type Hour, messagesByHour } from './store.ts';

/** A month shows habits, and is soon over when they change. */
const DAYS = 30;
/** In characters: a longer bar breaks on a phone. */
const LONGEST_BAR = 12;

const wish = z.object({ member: z.unknown(), at: z.int(), language: z.enum(LANGUAGES) });

export async function askForHours(context: Commanding<Base>): Promise<void> {
  const { later, now: at, member, message, group, language } = context;
  const data = { member: member.id, at, language };
  await later({ what: 'hours', at, key: `${group?.id ?? 0}:${message}`, data });
}

export async function tellHours({ community, reader, data, finish }: Working<Base>): Promise<void> {
  const { language, at, member } = wish.parse(data);
  const today = localDay(instantOf(at), community.calendar);
  const span = { community: community.id, from: addDays(today, 1 - DAYS), to: today };
  const line = chart(await messagesByHour(reader, span), textIn(base.phrases, language));
  await finish(async ({ group, say, tell, tx }) => {
    if (group) return say(line);
    const id = parseMemberId(member);
    const asker = id && (await tx.people.find(id));
    if (asker) await tell(asker, line);
  });
}

type Said = Text<Base['phrases']['zh-CN']>;

/** One row an hour; hours in which nobody spoke are left out. */
function chart(hours: readonly Hour[], text: Said): Line {
  const busiest = hours.reduce<Hour | undefined>(
    (most, hour) => (most === undefined || hour.messages > most.messages ? hour : most),
    undefined,
  );
  if (busiest === undefined) return text('noHours', { days: DAYS });
  const all = hours.reduce((sum, { messages }) => sum + messages, 0);
  const percent = Math.round((100 * busiest.messages) / all);
  return lines(
    text('hoursTitle', { days: DAYS, hour: clock(busiest), percent }),
    ...hours.map((hour) => {
      const length = Math.max(1, Math.round((LONGEST_BAR * hour.messages) / busiest.messages));
      const shown = { hour: clock(hour), bar: '▇'.repeat(length), messages: hour.messages };
      return text('hourRow', shown);
    }),
  );
}

function clock({ hour }: Hour): string {
  return String(hour).padStart(2, '0');
}
