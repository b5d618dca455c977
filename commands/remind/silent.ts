/** `沉默名单`: who has said nothing for long; for managers alone, nobody is named before others. */
import {
  type Args,
  after,
  arg,
  type Commanding,
  days,
  instantOf,
  type Line,
  lines,
  localDay,
  showNearDay,
} from '#kit';
import type { Remind } from './base.ts';
import { type SilentMember, silentIn } from './store/talk.ts';

const USUAL_DAYS = 30;
const MOST_DAYS = 3_650;
/** More names in one message are a wall; the export has them all. */
const MOST_SHOWN = 40;

interface Wanted {
  readonly days: number | undefined;
}

export const silentArgs: Args<Wanted> = { days: arg.optional(arg.choice(parseDays, 'notNumber')) };

/** Reads `30` or `30天`. @returns undefined for anything else */
function parseDays(typed: string): number | undefined {
  const [, digits] = /^(\d{1,4})(?:天|日|d|days?)?$/u.exec(typed.normalize('NFKC')) ?? [];
  const count = Number(digits);
  return count >= 1 && count <= MOST_DAYS ? count : undefined;
}

export async function listSilent(context: Commanding<Remind, Wanted>): Promise<void> {
  const { args, community, group, heardAt, say, text, tx } = context;
  const count = args.days ?? USUAL_DAYS;
  const before = instantOf(Math.max(0, after(heardAt, days(-count))));
  const found = await silentIn(tx, { community: community.id, before, limit: MOST_SHOWN });
  const time = text('days', { n: count });
  await say(linesOf(context, found, time), { privately: true });
  if (group) await say(text('toldAlone'));
}

function linesOf(
  context: Commanding<Remind, Wanted>,
  { count, first }: Awaited<ReturnType<typeof silentIn>>,
  time: Line,
): Line {
  const { text } = context;
  if (count === 0) return text('nobodySilent', { time });
  const more = count - first.length;
  return lines(
    text('silentTitle', { n: count, time }),
    ...first.map((member) => rowOf(context, member)),
    more > 0 ? text('moreSilent', { n: more }) : undefined,
  );
}

function rowOf(
  { community, language, text, today }: Commanding<Remind, Wanted>,
  { name, spokeAt }: SilentMember,
): Line {
  if (spokeAt === undefined) return text('neverSpoke', { name });
  const day = showNearDay(localDay(spokeAt, community.calendar), { language, today });
  return text('spokeOn', { name, day });
}
