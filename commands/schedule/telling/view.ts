/** `看定时 3`: one schedule in full, as it is kept and as it comes next. */
import {
  type Acting,
  civilCalendar,
  type Line,
  lines,
  localDay,
  showNearDay,
  showZone,
} from '#kit';
import type { Base } from '../base.ts';
import { found, type Numbering } from '../found.ts';
import { outlookLine, outlookOf } from '../planning/preview.ts';
import { reachLine, whereTo } from '../planning/reach.ts';
import { readContent } from '../reading/read-content.ts';
import { attachedLine } from '../sending/attachment.ts';
import { contentLine } from '../sending/content.ts';
import { turnsOf } from '../sending/turns.ts';
import { runsOf } from '../store/runs.ts';
import { type Schedule, type ScheduleState, scheduleMade } from '../store/schedules.ts';
import { reportsOf, runLine } from './run-words.ts';
import { whenLine } from './show.ts';

export async function view(context: Numbering): Promise<void> {
  const { language, community, say, text } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number, content, mentionsAll } = schedule;
  const when = whenLine(schedule.when, context);
  const zone = showZone(community.calendar.zone, language);
  const to = (await whereTo(context, schedule)) ?? text('thisGroup');
  return say(
    lines(
      text('viewTitle', { number, when, zone }),
      text('viewTo', { to }),
      mentionsAll ? text('viewMentions') : undefined,
      contentLine(content, text),
      attachedLine(context, schedule),
      await partLine(context, schedule),
      await comingLine(context, schedule),
      await madeLine(context, schedule),
      await lastRunLine(context, schedule),
      text(DEEDS[schedule.state], { number }),
    ),
  );
}

type DeedsKey = 'viewDraft' | 'viewWaiting' | 'viewPaused' | 'viewActive';
const DEEDS: Readonly<Record<ScheduleState, DeedsKey>> = {
  draft: 'viewDraft',
  waiting: 'viewWaiting',
  paused: 'viewPaused',
  active: 'viewActive',
  ended: 'viewActive',
  removed: 'viewActive',
};

/** Of several texts, which one is next. */
async function partLine(context: Acting<Base>, schedule: Schedule): Promise<Line | undefined> {
  const { length } = readContent(schedule.content).parts;
  const { next } = await turnsOf(context, schedule);
  if (length === 1 || next === undefined) return undefined;
  return context.text('viewPart', { part: (next % length) + 1 });
}

/** Its next times with what stands in their way; of what rests, whom it would reach. */
async function comingLine(context: Acting<Base>, schedule: Schedule): Promise<Line | undefined> {
  if (schedule.state !== 'active') return reachLine(context, schedule);
  const outlook = await outlookOf(context, schedule);
  return 'why' in outlook ? undefined : outlookLine(context, schedule, outlook);
}

async function madeLine(
  context: Acting<Base>,
  { author, number }: Schedule,
): Promise<Line | undefined> {
  const { community, text, tx } = context;
  const member = author && (await tx.people.find(author));
  if (!member) return undefined;
  const at = await scheduleMade(tx, { community: community.id, number });
  if (at === undefined) return undefined;
  const day = localDay(at, civilCalendar(community.calendar.zone));
  return text('viewMade', { name: member.name, day: showNearDay(day, context) });
}

async function lastRunLine(context: Acting<Base>, { number }: Schedule): Promise<Line | undefined> {
  const { community, text, tx } = context;
  const runs = await runsOf(tx, { community: community.id, number, limit: 1 });
  const [run] = runs;
  if (!run) return undefined;
  const report = (await reportsOf(context, runs)).get(run);
  return text('viewLast', { run: runLine(context, run, report) });
}
