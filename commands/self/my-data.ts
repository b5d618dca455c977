/** One's own data (我的数据): everything on record, as a JSON file for that member alone. */

import * as z from 'zod';
import {
  type Commanding,
  formatInstant,
  type Instant,
  LANGUAGES,
  type MemberId,
  memberShape,
  textIn,
  type Working,
} from '#kit';
import { base } from './base.ts';

const INDENT = 2;

const wanted = z.object({
  member: memberShape,
  language: z.enum(LANGUAGES),
  name: z.string(),
});

export async function askForData(context: Commanding<typeof base>): Promise<void> {
  const { language, later, member, now, say, text } = context;
  await later({
    what: 'collect',
    at: now,
    key: `${member.id}:${now}`,
    data: { member: member.id, language, name: nameOf(member.id, now) },
  });
  return say(text('collecting'));
}

/** The house removes the file a day later; it goes at once when nobody is left to get it. */
export async function collect(work: Work): Promise<void> {
  const wish = wanted.parse(work.data);
  const data = await work.personalData(wish.member);
  const path = await work.files
    .writeText({ name: wish.name, text: JSON.stringify(data, null, INDENT), about: wish.member })
    .catch(async (error: unknown) => {
      await tellOf(work, wish, { what: 'dataFailed' });
      throw error;
    });
  const isSent = await tellOf(work, wish, { what: 'yourData', path });
  if (!isSent) await work.files.remove(wish.name);
}

type Work = Working<typeof base>;

/** Ends the work with a word to the member. @returns whether there is still somebody to hear it */
async function tellOf(
  work: Work,
  { member, language }: z.output<typeof wanted>,
  { what, path }: { what: 'yourData' | 'dataFailed'; path?: string },
): Promise<boolean> {
  let isTold = false;
  await work.finish(async ({ tx, tell }) => {
    const reader = await tx.people.find(member);
    if (!reader) return;
    await tell(reader, textIn(base.phrases, language)(what), { file: path });
    isTold = true;
  });
  return isTold;
}

/** Our own number, never the platform's id: a file name is seen by more people than its content. */
function nameOf(member: MemberId, now: Instant): string {
  return `my-data-${member}-${formatInstant(now).replace(/[-:.]/g, '')}.json`;
}
