/** What was and what will be of a schedule, side by side. */
import { type Acting, type Line, showZone } from '#kit';
import type { Base } from '../base.ts';
import { whereTo } from '../planning/reach.ts';
import type { Targets } from '../planning/targets.ts';
import { readContent } from '../reading/read-content.ts';
import { contentShown } from '../sending/content.ts';
import type { Schedule } from '../store/schedules.ts';
import { beginning, whenLine } from '../telling/show.ts';
import type { Change } from './read-change.ts';

/** «时间：每 4 小时 → 每天 09:00»; what stays is said as well, so that nobody has to guess. */
export async function differences(
  context: Acting<Base>,
  schedule: Schedule,
  { when: rule, content, targets }: Change,
): Promise<readonly Line[]> {
  const { text, community, language } = context;
  const was = whenLine(schedule.when, context);
  const zone = showZone(community.calendar.zone, language);
  const to = async (one: Targets) =>
    (await whereTo(context, { ...schedule, targets: one })) ?? text('thisGroup');
  return [
    rule
      ? text('newWhen', { was, now: whenLine(rule, context), zone })
      : text('sameWhen', { when: was, zone }),
    ...(targets
      ? [text('newTargets', { was: await to(schedule.targets), now: await to(targets) })]
      : []),
    ...(content === undefined
      ? [text('sameContent', { content: beginning(schedule) })]
      : [
          text('newContent', { was: beginning(schedule) }),
          await contentShown(context, content),
          ...fewerLine(context, schedule, content),
        ]),
  ];
}

/** Of several texts but one is left, and nobody may have meant that. */
function fewerLine({ text }: Acting<Base>, before: Schedule, content: string): readonly Line[] {
  const was = readContent(before.content);
  const n = was.parts.length;
  if (n === 1 || readContent(content).parts.length > 1) return [];
  return [text(was.order === 'once' ? 'wasSeries' : 'wasInTurn', { n })];
}
