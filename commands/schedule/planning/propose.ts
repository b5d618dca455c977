/** A schedule is kept as a draft and echoed back: its next three times, and whom it reaches. */
import { type Commanding, type Context, lines, showZone } from '#kit';
import type { Base } from '../base.ts';
import { attachedLine, keepAttached } from '../sending/attachment.ts';
import { contentProblem, contentShown } from '../sending/content.ts';
import { planDrop } from '../sending/drop-attachment.ts';
import { addDraft } from '../store/drafts.ts';
import { type Attached, schedulesOf } from '../store/schedules.ts';
import { whenLine } from '../telling/show.ts';
import type { When } from '../times/when.ts';
import { outlookLine, outlookOf } from './preview.ts';
import type { Targets } from './targets.ts';

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
  const prospect = { ...wanted, group: group.id, said: 0 };
  const outlook = await outlookOf(context, prospect);
  if ('why' in outlook) return say(outlook.why);
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
      await contentShown(context, wanted.content),
      attachedLine(context, wanted, brought),
      await outlookLine(context, prospect, outlook),
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
