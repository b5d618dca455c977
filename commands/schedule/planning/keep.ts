/** A manager's word on a draft that they were shown: it is kept as they saw it, or not at all. */
import { type Answering, type Context, type Line, mayActAs } from '#kit';
import type { Base } from '../base.ts';
import { planDrop } from '../sending/drop-attachment.ts';
import { removeDraft } from '../store/drafts.ts';
import { type Schedule, type ScheduleState, scheduleOf } from '../store/schedules.ts';
import { begin } from './begin.ts';
import { asked, askToKeep } from './propose.ts';
import { versionBeforeFile, versionOf } from './version.ts';

export async function keep(context: Answering<Base>): Promise<void> {
  const { answer, data, member, community, tx, text, say } = context;
  const { number, was, isFileComing } = asked.parse(data);
  const draft = await scheduleOf(tx, { community: community.id, number });
  // Whoever was asked may be no manager any more.
  if (answer !== 'yes' || !mayActAs(member.role, 'manager') || draft?.state !== 'draft') {
    return drop(context);
  }
  const version = isFileComing ? versionBeforeFile(draft) : versionOf(draft);
  if (version === was) return begin(context, draft);
  await say(text('changedMeanwhile', { number }));
  return askToKeep(context, draft);
}

/** Called off, too: what nobody wanted to keep is in no list. */
export async function drop(context: Answering<Base>): Promise<void> {
  const { data, community, tx, text, say } = context;
  const { number, isOld } = asked.parse(data);
  const which = { community: community.id, number };
  const draft = await scheduleOf(tx, which);
  // Somebody else was quicker: what is said is what is.
  if (draft && draft.state !== 'draft') return say(standingLine(context, draft));
  if (isOld && draft) return say(text('draftStays', { number }));
  if (draft) await planDrop(context, draft);
  await removeDraft(tx, which);
  return say(text('dropped'));
}

const STANDING = {
  draft: 'draftStays',
  waiting: 'waiting',
  active: 'isActive',
  paused: 'paused',
  ended: 'noSuch',
  removed: 'noSuch',
} as const satisfies Readonly<Record<ScheduleState, string>>;

function standingLine({ text }: Context<Base>, { number, state }: Schedule): Line {
  return text(STANDING[state], { number });
}
