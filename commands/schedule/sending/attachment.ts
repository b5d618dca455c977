/**
 * The picture or file of a push (job): what a manager sent along is fetched, and kept until it is
 * replaced. It comes from outside: a picture is known by its first bytes, a name is made harmless.
 */
import * as z from 'zod';
import {
  type Acting,
  type AttachedFile,
  type Commanding,
  displayName,
  type Line,
  type Working,
} from '#kit';
import type { Base } from '../base.ts';
import { found, type Numbering } from '../found.ts';
import { waitAgain } from '../planning/begin.ts';
import { type Attached, isGone, saveSchedule, scheduleOf } from '../store/schedules.ts';
import { planDrop } from './drop-attachment.ts';
import { fileNameOf, nameIn } from './file-name.ts';

/** Telegram sends pictures of up to 10 MB; QQ and WeChat fetch no more of a file either. */
const MOST_BYTES = 10_000_000;

/** As it waits to be fetched. */
export const attachedFile = z.object({
  kind: z.enum(['picture', 'file']),
  ref: z.string(),
  name: z.string().optional(),
  bytes: z.number().optional(),
  bot: z.string(),
});
const task = z.object({ number: z.int(), at: z.int(), file: attachedFile });

/** Has what came with a message kept for a schedule. @returns it; undefined: nothing came */
export async function keepAttached(
  { heardAt, later, now, community }: Acting<Base>,
  {
    number,
    attached: file,
  }: { readonly number: number; readonly attached: AttachedFile | undefined },
): Promise<AttachedFile | undefined> {
  if (!file) return undefined;
  const key = `${community.id}:${number}:${heardAt}:${file.ref}`;
  await later({ what: 'picture', at: now, key, data: { number, at: now, file } });
  return file;
}

/** What goes with the words, as a manager sees it before anything is kept. */
export function attachedLine(
  { text }: Pick<Commanding<Base>, 'text'>,
  { image, file }: Attached,
  fresh?: AttachedFile,
): Line | undefined {
  if (fresh)
    return isPicture(fresh) ? text('withPicture') : text('withFile', { name: shown(fresh) });
  if (image !== undefined) return text('withPicture');
  return file === undefined ? undefined : text('withFile', { name: displayName(nameIn(file)) });
}

/** `定时图片 3`, with a picture or a file. */
export async function setAttachment(context: Numbering): Promise<void> {
  const { text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number } = schedule;
  const file = await keepAttached(context, { number, attached: context.attached[0] });
  if (!file) return say(text('sendPicture', { number }));
  await house.audit('schedule.edit', { number });
  const kept = isPicture(file)
    ? text('pictureKept', { number })
    : text('fileKept', { number, name: shown(file) });
  await say(kept);
  const changed = { ...schedule, changedBy: context.member.id };
  await saveSchedule(context.tx, context.community.id, changed);
  await waitAgain(context, changed);
}

export async function keepAttachment(work: Working<Base>): Promise<void> {
  const { number, at, file } = task.parse(work.data);
  const { community } = work;
  const fetched = await work.fetch(file, MOST_BYTES);
  const bytes = fetched.kind === 'fetched' ? fetched.bytes : undefined;
  // Not one name for all that it has had: a copy may still show an earlier one.
  const kept =
    bytes && (await keep(work, { file, bytes, as: `push-${community.id}-${number}-${at}` }));
  await work.finish(async (context) => {
    const { tx, text, say } = context;
    const schedule = await scheduleOf(tx, { community: community.id, number });
    if (!kept) return say(text(isPicture(file) ? 'noPicture' : 'noFile', { number }));
    // Dropped meanwhile: nobody will ask for it.
    if (!schedule || isGone(schedule)) return planDrop(context, { number, ...kept });
    const changed = { ...schedule, ...kept };
    await saveSchedule(tx, community.id, changed);
    // What was done twice after a crash has the same name.
    const isSame = schedule.image === kept.image && schedule.file === kept.file;
    if (isSame) return;
    await planDrop(context, schedule);
    // Somebody may have agreed to it while this was still on its way.
    if (schedule.state !== 'waiting') await waitAgain(context, changed);
  });
}

interface Fetched {
  readonly file: AttachedFile;
  readonly bytes: Uint8Array;
  /** By which it is known in the folder of files. */
  readonly as: string;
}

/** @returns undefined for what says that it is a picture and is none */
async function keep(
  { files }: Working<Base>,
  { file, bytes, as }: Fetched,
): Promise<Attached | undefined> {
  const kind = kindOf(bytes);
  if (kind) return { image: await files.keep({ name: `${as}.${kind}`, bytes }), file: undefined };
  if (isPicture(file) || bytes.length === 0) return undefined;
  const name = fileNameOf(file.name);
  return { image: undefined, file: await files.keep({ name, within: as, bytes }) };
}

/** As far as its sender says: it is one, or is called so. */
function isPicture({ kind, name = '' }: AttachedFile): boolean {
  return kind === 'picture' || /\.(?:jpe?g|png|gif|webp)$/iu.test(name);
}

function shown({ name }: AttachedFile): string {
  return displayName(fileNameOf(name));
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
