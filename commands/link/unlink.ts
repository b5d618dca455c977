/** `撤销关联`: shows what would go back to the other account, and does it when it is agreed to. */
import * as z from 'zod';
import type { Answering, Commanding } from '#kit';
import type { Base } from './base.ts';
import { undoing } from './preview.ts';

const SECONDS_TO_DECIDE = 120;

export async function askToUnlink(context: Commanding<Base>): Promise<void> {
  const { ask, house, member, say, text } = context;
  const newest = await house.newestLink(member.id);
  if (!newest) return say(text('nothingToUndo'));
  return ask({
    dialogue: 'unlink',
    line: undoing(context, newest),
    choices: [
      { key: 'no', label: text('no') },
      { key: 'unlink', label: text('confirmUndo') },
    ],
    data: { link: newest.link },
    seconds: SECONDS_TO_DECIDE,
  });
}

const agreed = z.object({ link: z.number().int() });

export async function unlink(context: Answering<Base>): Promise<void> {
  const { answer, data, house, member, say, text } = context;
  if (answer !== 'unlink') return say(text('stillLinked'));
  const { kind } = await house.unlink({ member: member.id, link: agreed.parse(data).link });
  return say(text(kind));
}
