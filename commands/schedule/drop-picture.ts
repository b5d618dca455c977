/** Removes the pictures (job) of schedules that have ended. */
import * as z from 'zod';
import { after, type Context, hours, instantOf, type Working } from '#kit';
import type { Base } from './base.ts';
import { isShown, type Schedule } from './store/schedules.ts';

const drop = z.object({ image: z.string() });

/** A picture that nobody needs goes a day later: until then it may still be under way. */
export async function planDrop(
  { later, heardAt, community }: Context<Base>,
  { number, image }: Pick<Schedule, 'number' | 'image'>,
): Promise<void> {
  if (image === undefined) return;
  const at = instantOf(after(heardAt, hours(24)));
  const key = `${community.id}:${number}:${heardAt}:${image}`;
  await later({ what: 'dropPicture', at, key, data: { image } });
}

/** A job: it is removed unless another schedule shows it, such as a copy. */
export async function dropPicture(work: Working<Base>): Promise<void> {
  const { image } = drop.parse(work.data);
  const isUsed = await isShown(work.reader, { community: work.community.id, image });
  if (!isUsed) await work.files.remove(nameIn(image));
  await work.finish(async () => undefined);
}

function nameIn(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
