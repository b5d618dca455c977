/** `试发 3`: a push is sent to the manager alone, as the group would read it. */
import { saidOf } from './content.ts';
import { found, type Numbering } from './found.ts';

export async function tryOut(context: Numbering): Promise<void> {
  const { member, group, text, say, tell } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const said = await saidOf(context, schedule, schedule.said);
  if (said.kind === 'nothing') return say(text('sendPicture', { number: schedule.number }));
  const opened = text('pushed', { content: schedule.content });
  const { line, ...others } = said.kind === 'text' ? said.words : { line: opened };
  await tell(member, line, others);
  if (group) await say(text('tried', { number: schedule.number }));
}
