/** A schedule is kept as a draft and echoed back: its next three times, and whom it reaches. */
import * as z from 'zod';
import { type Acting, type AttachedFile, type Context, lines, showZone } from '#kit';
import type { Base } from '../base.ts';
import { attachedLine, keepAttached } from '../sending/attachment.ts';
import { contentProblem, contentShown } from '../sending/content.ts';
import { planDrop } from '../sending/drop-attachment.ts';
import { addDraft } from '../store/drafts.ts';
import { type Attached, type Schedule, scheduleOf, schedulesOf } from '../store/schedules.ts';
import { whenLine } from '../telling/show.ts';
import type { When } from '../times/when.ts';
import { outlookLine, outlookOf } from './preview.ts';
import type { Outlook } from './prospect.ts';
import type { Targets } from './targets.ts';
import { versionBeforeFile, versionOf } from './version.ts';

const SECONDS_TO_DECIDE = 300;

/** What is asked about a draft. */
export const asked = z.object({
  number: z.int(),
  /** What it was when it was shown; nothing is what no draft ever is. */
  was: z.string().default(''),
  isFileComing: z.boolean().default(false),
  isOld: z.boolean().default(false),
});

/** A schedule as it is proposed. */
export interface Wanted extends Attached {
  readonly when: When;
  readonly content: string;
  readonly targets: Targets;
  /** A picture or a file that came with the words, still to be fetched. */
  readonly attached?: AttachedFile | undefined;
}

/** Keeps it as a draft and shows it; it takes a manager's word to become a schedule. */
export async function propose(context: Acting<Base>, wanted: Wanted): Promise<void> {
  const { targets } = wanted;
  const { now, community, group, member, text, say, tx } = context;
  const refusal = (await tooManyLine(context)) ?? (await contentProblem(context, wanted));
  if (refusal || !group) return say(refusal ?? text('howTo'));
  if (targets.kind === 'members' && !context.canSpeakFirst())
    return say(text('answersOnlyInPrivate'));
  const outlook = await outlookOf(context, { ...wanted, said: 0 });
  if ('why' in outlook) return say(outlook.why);
  const fresh = { community: community.id, group: group.id, author: member.id, at: now };
  const { number, dropped } = await addDraft(tx, { ...fresh, ...wanted });
  for (const old of dropped) await planDrop(context, old);
  const brought = await keepAttached(context, { number, attached: wanted.attached });
  const draft = await scheduleOf(tx, { community: community.id, number });
  if (draft) return show(context, draft, { outlook, brought, isOld: false });
}

/** Shows a draft as it is now: it has been changed since, or somebody else has made it. */
export async function askToKeep(context: Acting<Base>, draft: Schedule): Promise<void> {
  const outlook = await outlookOf(context, draft);
  if ('why' in outlook) return context.say(outlook.why);
  return show(context, draft, { outlook, isOld: true });
}

interface Shown {
  readonly outlook: Outlook;
  /** Its picture or file, which is still on its way. */
  readonly brought?: AttachedFile | undefined;
  /** It was there before it is shown, and stays a draft when it is not kept. */
  readonly isOld: boolean;
}

async function show(
  context: Acting<Base>,
  draft: Schedule,
  { outlook, brought, isOld }: Shown,
): Promise<void> {
  const { ask, community, language, text } = context;
  const { number, when } = draft;
  const isFileComing = brought !== undefined;
  const was = isFileComing ? versionBeforeFile(draft) : versionOf(draft);
  const zone = showZone(community.calendar.zone, language);
  return ask({
    dialogue: 'keep',
    line: lines(
      text('propose', { when: whenLine(when, context), zone }),
      await contentShown(context, draft.content),
      attachedLine(context, draft, brought),
      await outlookLine(context, draft, outlook),
      context.canSpeakFirst() ? undefined : text('answersOnly'),
    ),
    choices: [
      { key: 'yes', label: text('keep') },
      { key: 'no', label: text('drop') },
    ],
    data: { number, was, isFileComing, isOld } satisfies z.input<typeof asked>,
    seconds: SECONDS_TO_DECIDE,
  });
}

async function tooManyLine({ community, settings, text, tx }: Context<Base>) {
  const { length } = await schedulesOf(tx, community.id);
  return length >= settings.most ? text('tooMany', { most: settings.most }) : undefined;
}
