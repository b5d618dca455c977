/**
 * A change of a schedule is echoed back before it is kept: what was and what will be, the next
 * three times, and what may keep it from being said.
 */
import * as z from 'zod';
import { type Acting, type Line, lines } from '#kit';
import type { Base } from '../base.ts';
import { outlookLine, outlookOf } from '../planning/preview.ts';
import { type Targets, targetsShape } from '../planning/targets.ts';
import { versionOf } from '../planning/version.ts';
import { contentProblem } from '../sending/content.ts';
import type { Schedule } from '../store/schedules.ts';
import { when } from '../times/when.ts';
import { differences } from './differences.ts';
import type { Change, ChangeRead } from './read-change.ts';

const SECONDS_TO_DECIDE = 300;

const changeShape = z.object({
  when: when.optional(),
  content: z.string().optional(),
  targets: targetsShape.optional(),
});
export const asked = z.object({
  number: z.int(),
  /** What it was when it was shown. */
  was: z.string(),
  change: changeShape.optional(),
  asText: z.string().optional(),
});

export async function showChange(
  context: Acting<Base>,
  schedule: Schedule,
  { why, asText, change: typed }: ChangeRead,
): Promise<void> {
  const { say, text } = context;
  if (why && asText === undefined) return say(why);
  // A time that cannot be kept may have been no time.
  if (why) return askAbout(context, schedule, { line: lines(why, text('orAsText')), asText });
  const { number } = schedule;
  const change = differing(context, schedule, typed);
  if (Object.keys(change).length === 0) return say(text('sameAsBefore', { number }));
  const changed = withChange(schedule, change);
  const problem = await problemOf(context, changed);
  if (problem) return say(problem);
  const outlook = await outlookOf(context, changed);
  if ('why' in outlook) return say(outlook.why);
  const line = lines(
    text('changing', { number }),
    ...(await differences(context, schedule, change)),
    await outlookLine(context, changed, outlook),
  );
  return askAbout(context, schedule, { line, change, asText });
}

/** What is said again as it is anyhow is no change. */
function differing(context: Acting<Base>, schedule: Schedule, change: Change): Change {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const targets = change.targets && seenFromHome(context, schedule, change.targets);
  const { content } = change;
  return {
    ...(change.when && !isSame(change.when, schedule.when) && { when: change.when }),
    ...(targets && !isSame(targets, schedule.targets) && { targets }),
    ...(content !== undefined && content !== '' && content !== schedule.content && { content }),
  };
}

/** «本群» is where it was typed, which need not be where the schedule was made. */
function seenFromHome(
  { group }: Acting<Base>,
  { group: home }: Schedule,
  targets: Targets,
): Targets {
  const isElsewhere = targets.kind === 'here' && group !== undefined && group.id !== home;
  return isElsewhere ? { kind: 'groups', groups: [group.id] } : targets;
}

/** Another text begins with its first part. */
export function withChange(schedule: Schedule, change: Change): Schedule {
  const { when: rule = schedule.when, targets = schedule.targets, content } = change;
  const rest = { ...schedule, when: rule, targets };
  return content === undefined
    ? rest
    : { ...rest, content, said: 0, edition: schedule.edition + 1 };
}

async function problemOf(context: Acting<Base>, changed: Schedule): Promise<Line | undefined> {
  const { text } = context;
  const isInPrivate = changed.targets.kind === 'members';
  if (isInPrivate && changed.mentionsAll) return text('mentionInPrivate');
  if (isInPrivate && !context.canSpeakFirst()) return text('answersOnlyInPrivate');
  return contentProblem(context, changed);
}

interface Asked extends Pick<ChangeRead, 'asText'> {
  readonly line: Line;
  /** Absent where there is nothing but a text to agree to. */
  readonly change?: Change;
}

function askAbout(
  { ask, text }: Acting<Base>,
  schedule: Schedule,
  { line, change, asText }: Asked,
): Promise<void> {
  const was = versionOf(schedule);
  const data: z.input<typeof asked> = { number: schedule.number, was, change, asText };
  return ask({
    dialogue: 'change',
    line,
    choices: [
      ...(change ? [{ key: 'yes', label: text('changeIt') }] : []),
      ...(asText === undefined ? [] : [{ key: 'text', label: text('asText') }]),
      { key: 'no', label: text('leaveIt') },
    ],
    data,
    seconds: SECONDS_TO_DECIDE,
  });
}
