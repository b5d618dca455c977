/** Removes the pictures and files (job) of schedules that have ended. */
import * as z from 'zod';
import { after, type Context, hours, instantOf, type Working } from '#kit';
import type { Base } from '../base.ts';
import { type Attached, isShown } from '../store/schedules.ts';
import { folderIn, nameIn } from './file-name.ts';

const drop = z.object({ image: z.string().optional(), file: z.string().optional() });

/** What nobody needs goes a day later: until then it may still be under way. */
export async function planDrop(
  { later, heardAt, community }: Context<Base>,
  { number, image, file }: { readonly number: number } & Attached,
): Promise<void> {
  if (image === undefined && file === undefined) return;
  const at = instantOf(after(heardAt, hours(24)));
  const key = `${community.id}:${number}:${heardAt}:${image ?? file}`;
  await later({ what: 'dropPicture', at, key, data: { image, file } });
}

/** A job: it is removed unless another schedule shows it, such as a copy. */
export async function dropAttachment(work: Working<Base>): Promise<void> {
  const { image, file } = drop.parse(work.data);
  const isUsed = await isShown(work.reader, { community: work.community.id, image, file });
  if (!isUsed && image !== undefined) await work.files.remove(nameIn(image));
  // A file lies in a folder of its own.
  if (!isUsed && file !== undefined) await work.files.remove(folderIn(file));
  await work.finish(async () => undefined);
}
