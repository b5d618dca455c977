/** The picture of a push (job): what a manager sent along is fetched, and kept until replaced. */
import * as z from 'zod';
import type { Commanding, Working } from '#kit';
import type { Base } from './base.ts';
import { planDrop } from './drop-picture.ts';
import { found, type Numbering } from './found.ts';
import { waitAgain } from './keep.ts';
import { saveSchedule, scheduleOf } from './store/schedules.ts';

/** Telegram sends pictures of up to 10 MB; the others less. */
const MOST_BYTES = 10_000_000;

const attachedFile = z.object({
  kind: z.enum(['picture', 'file']),
  ref: z.string(),
  name: z.string().optional(),
  bytes: z.number().optional(),
  bot: z.string(),
});
const task = z.object({ number: z.int(), at: z.int(), file: attachedFile });

/** Has what came with a message kept as the picture of a schedule. @returns false: nothing came */
export async function keepAttached(
  { attached, later, now, message, community }: Commanding<Base>,
  number: number,
): Promise<boolean> {
  const [file] = attached;
  if (!file) return false;
  const key = `${community.id}:${number}:${message}`;
  await later({ what: 'picture', at: now, key, data: { number, at: now, file } });
  return true;
}

/** `定时图片 3`, with a picture. */
export async function setPicture(context: Numbering): Promise<void> {
  const { text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number } = schedule;
  if (!(await keepAttached(context, number))) return say(text('sendPicture', { number }));
  await house.audit('schedule.edit', { number });
  await say(text('pictureKept', { number }));
  const changed = { ...schedule, changedBy: context.member.id };
  await saveSchedule(context.tx, context.community.id, changed);
  await waitAgain(context, changed);
}

export async function keepPicture(work: Working<Base>): Promise<void> {
  const { number, at, file } = task.parse(work.data);
  const fetched = await work.fetch(file, MOST_BYTES);
  const bytes = fetched.kind === 'fetched' ? fetched.bytes : undefined;
  const kind = bytes && kindOf(bytes);
  const { community } = work;
  // Not one name for all of its pictures: a copy may still show an earlier one.
  const name = `push-${community.id}-${number}-${at}.${kind}`;
  const path = bytes && kind ? await work.files.keepPicture({ name, bytes }) : undefined;
  await work.finish(async (context) => {
    const { tx, text, say } = context;
    const schedule = await scheduleOf(tx, { community: community.id, number });
    if (path === undefined) return say(text('noPicture', { number }));
    // Dropped meanwhile: nobody will ask for the picture.
    if (!schedule) return planDrop(context, { number, image: path });
    await saveSchedule(tx, community.id, { ...schedule, image: path });
    if (schedule.image !== path) await planDrop(context, schedule);
  });
}

/** By its first bytes, whatever it is called; undefined for what is no picture. */
function kindOf(bytes: Uint8Array): string | undefined {
  const begins = (...start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'jpg';
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (begins(0x47, 0x49, 0x46, 0x38)) return 'gif';
  const isWebp = begins(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45;
  return isWebp ? 'webp' : undefined;
}
