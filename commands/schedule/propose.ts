/** A schedule is kept as a draft and echoed back: its next three times, and whom it reaches. */
import {
  type Commanding,
  type Context,
  type Instant,
  type Line,
  lines,
  MS_PER_DAY,
  MS_PER_MINUTE,
  showZone,
} from '#kit';
import { attachedLine, keepAttached } from './attachment.ts';
import type { Base } from './base.ts';
import { calendarsFor } from './calendars.ts';
import { contentLine, contentProblem } from './content.ts';
import { planDrop } from './drop-attachment.ts';
import { reachLine } from './reach.ts';
import { slotLine, whenLine } from './show.ts';
import { type Calendars, nextSlots, type Slot } from './slots.ts';
import { addDraft } from './store/drafts.ts';
import { type Attached, schedulesOf } from './store/schedules.ts';
import type { Targets } from './targets.ts';
import { warningLine } from './warn.ts';
import type { When } from './when.ts';

const SHOWN_SLOTS = 3;
/** Enough to see how close together the slots of any rule get. */
const LOOKED_AT_SLOTS = 50;
const SHORTEST_GAP_MS = 10 * MS_PER_MINUTE;
const LONG_WAIT_MS = 500 * MS_PER_DAY;
const SECONDS_TO_DECIDE = 300;

/** A schedule as it is proposed. */
export interface Wanted extends Attached {
  readonly when: When;
  readonly content: string;
  readonly targets: Targets;
}

/** Keeps it as a draft and shows it; it takes a manager's word to become a schedule. */
export async function propose(context: Commanding<Base>, wanted: Wanted): Promise<void> {
  const { when, targets } = wanted;
  const { now, community, group, member, text, say, ask, tx, language } = context;
  const refusal = (await tooManyLine(context)) ?? (await contentProblem(context, wanted));
  if (refusal || !group) return say(refusal ?? text('howTo'));
  const isBound = !context.canSpeakFirst();
  if (isBound && targets.kind === 'members') return say(text('answersOnlyInPrivate'));
  const calendars = await calendarsFor(when, community.calendar.zone);
  const slots = slotsToLookAt(when, now, calendars);
  if (slots.length === 0) return say(text('never'));
  if (areTooClose(slots)) return say(text('tooOften'));
  const fresh = { community: community.id, group: group.id, author: member.id, at: now };
  const { number, dropped } = await addDraft(tx, { ...fresh, ...wanted });
  for (const old of dropped) await planDrop(context, old);
  const brought = await keepAttached(context, number);
  return ask({
    dialogue: 'keep',
    line: lines(
      text('propose', {
        when: whenLine(when, text),
        zone: showZone(community.calendar.zone, language),
      }),
      contentLine(wanted.content, text),
      attachedLine(context, wanted, brought),
      await reachLine(context, targets),
      nextLine(slots, context),
      unknownYearLine(slots, { when, calendars }, context),
      warningLine(slots, when, context),
      isBound ? text('answersOnly') : undefined,
    ),
    choices: [
      { key: 'yes', label: text('keep') },
      { key: 'no', label: text('drop') },
    ],
    data: { number },
    seconds: SECONDS_TO_DECIDE,
  });
}

async function tooManyLine({ community, settings, text, tx }: Context<Base>) {
  const { length } = await schedulesOf(tx, community.id);
  return length >= settings.most ? text('tooMany', { most: settings.most }) : undefined;
}

/** What comes hardly once a year cannot come too often, and is slow to look for. */
function slotsToLookAt(when: When, since: Instant, calendars: Calendars): readonly Slot[] {
  const first = nextSlots(when, { since, count: SHOWN_SLOTS }, calendars);
  const last = first.at(-1);
  const isRare = first.length < SHOWN_SLOTS || (last && last.at - since > LONG_WAIT_MS);
  return isRare ? first : nextSlots(when, { since, count: LOOKED_AT_SLOTS }, calendars);
}

function areTooClose(slots: readonly Slot[]): boolean {
  return slots.some(({ at }, index) => {
    const next = slots[index + 1];
    return next !== undefined && next.at - at < SHORTEST_GAP_MS;
  });
}

function nextLine(slots: readonly Slot[], context: Context<Base>): Line {
  const { text } = context;
  const shown = slots.slice(0, SHOWN_SLOTS).map(({ at }) => slotLine(at, context));
  return text('next', { slots: shown.join(text('comma')) });
}

/** The government publishes the work days of a year in the autumn before. */
function unknownYearLine(
  slots: readonly Slot[],
  { when, calendars }: { readonly when: When; readonly calendars: Calendars },
  { text, today }: Context<Base>,
): Line | undefined {
  const isByOffice = when.kind === 'days' && /^(?:workdays|restDays)$/.test(when.days.on);
  const years = [today, ...slots.map(({ name }) => name)].map((name) => Number(name.slice(0, 4)));
  const unknown = years.find((year) => calendars.almanac?.knowsYear(year) === false);
  return isByOffice && unknown !== undefined ? text('unknownYear', { year: unknown }) : undefined;
}
