/** `试发 3`: a push is sent to the manager alone, as the group would read it. */
import { type Line, lines } from '#kit';
import { found, type Numbering } from '../found.ts';
import { type Said, saidOf } from '../sending/content.ts';
import { turnsOf } from '../sending/turns.ts';

export async function tryOut(context: Numbering): Promise<void> {
  const { member, group, text, say, tell } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { next = 0 } = await turnsOf(context, schedule);
  const said = await saidOf(context, schedule, next);
  if (said.kind === 'nothing') return say(text('sendPicture', { number: schedule.number }));
  const { line, ...others } = said.kind === 'text' ? said.words : await openedBy(context, said);
  await tell(member, line, others);
  if (group) await say(text('tried', { number: schedule.number }));
}

/** What would be opened is shown as it will look, and not opened. */
async function openedBy(
  { text }: Numbering,
  said: Exclude<Said, { kind: 'text' | 'nothing' }>,
): Promise<{ readonly line: Line }> {
  if (said.kind === 'noAuthor') return { line: text('noAuthor') };
  const look = (await said.opening.preview()) ?? (await said.opening.problem());
  return { line: lines(text('willOpen'), look) };
}
