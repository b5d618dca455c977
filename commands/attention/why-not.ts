/** `为什么没发`: the last pushes that something was in the way of, each with its reason. */
import {
  type Args,
  arg,
  type Commanding,
  displayName,
  type Instant,
  type Line,
  lines,
  type PushNews,
  type PushState,
  showMoment,
} from '#kit';
import type { Base } from './base.ts';

/** More are not read at once. */
const SHOWN = 8;
/** So many pages are turned; behind them is the export. */
const MOST_PAGES = 99;

interface WhyNotArgs {
  page: number | undefined;
}

type Asking = Commanding<Base, WhyNotArgs>;

export const whyNotArgs: Args<WhyNotArgs> = {
  page: arg.optional(arg.whole({ from: 1, to: MOST_PAGES })),
};

export async function whyNot(context: Asking): Promise<void> {
  const { args, attention, say, text } = context;
  const { page = 1 } = args;
  const found = await attention.delayed({ limit: SHOWN + 1, after: (page - 1) * SHOWN });
  if (found.length === 0) return say(text(page === 1 ? 'nothingHeld' : 'noMoreHeld'));
  const rows: Line[] = [];
  for (const news of found.slice(0, SHOWN)) rows.push(await row(context, news));
  const more = found.length > SHOWN ? text('heldMore', { page: page + 1 }) : undefined;
  return say(
    lines(text('heldTitle'), ...rows, more, found.some(isLost) ? text('heldHelp') : undefined),
  );
}

/** Whatever is not there for sure may be sent again. */
const LOST: readonly PushState[] = ['suppressed', 'expired', 'refused', 'unknown'];

function isLost({ name, state }: PushNews): boolean {
  return name !== undefined && LOST.includes(state);
}

async function row(context: Asking, news: PushNews): Promise<Line> {
  const { text } = context;
  const { title, name, reason, plannedAt } = news;
  const what = { when: clock(context, plannedAt), title: name ?? title };
  const ended = outcome(context, news);
  // What left at its time had nothing in its way before.
  const line =
    reason === ''
      ? text('notThere', { ...what, outcome: ended })
      : text('held', { ...what, reason, outcome: ended });
  return inGroup(context, news, line);
}

/** Of another group it is said in which. */
async function inGroup({ group, text, tx }: Asking, news: PushNews, line: Line): Promise<Line> {
  if (news.group === group?.id) return line;
  const other = await tx.people.group(news.group);
  return other
    ? text('heldIn', { line, group: displayName(other.name ?? other.platformId) })
    : line;
}

/** As it ended, not as it was meant: what left is not there before the platform says so. */
function outcome(context: Asking, { isAlong, leftAt, endedAt, plannedAt, state }: PushNews): Line {
  const { text } = context;
  if (state === 'sent') {
    const when = clock(context, endedAt ?? leftAt ?? plannedAt);
    return isAlong ? text('wentAlong', { when }) : text('wentAt', { when });
  }
  // Nothing of it has left.
  if (state === 'expired' && leftAt === undefined) return text('wasLeftOut');
  return text(OUTCOMES[state]);
}

const OUTCOMES = {
  waiting: 'stillWaits',
  leaving: 'isLeaving',
  merged: 'wentWithOthers',
  suppressed: 'wasLeftOut',
  unknown: 'mayBeThere',
  refused: 'wasRefused',
  expired: 'waitedTooLong',
} as const;

function clock({ community, language, now }: Asking, at: Instant): string {
  return showMoment(at, { zone: community.calendar.zone, language, now });
}
