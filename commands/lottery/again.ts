/**
 * Work of lotteries that fails is tried again in a minute, and loudly: a lottery must not stay half
 * drawn because of a bug or a thread that died. What is tried again is the same, to the last digit.
 */
import * as z from 'zod';
import { after, type Coming, isPassing, seconds, type Working } from '#kit';
import type { Lottery } from './base.ts';

const PAUSE = seconds(60);
const task = z.object({ id: z.int() });
const retry = z.object({ job: z.string(), id: z.int(), data: z.unknown() });

type Job = (work: Working<Lottery>) => Promise<void>;

/** @param name of the job, as it is planned */
export function stubborn(name: string, run: Job): { readonly run: Job } {
  return {
    async run(work) {
      try {
        await run(work);
      } catch (error) {
        // The disk has refused: then the job is still there.
        if (!isPassing(error)) await planAgain(work, name);
        throw error;
      }
    },
  };
}

async function planAgain(work: Working<Lottery>, job: string): Promise<void> {
  const { data } = work;
  const { id } = task.parse(data);
  await work.finish(({ later, heardAt }) => {
    const again = { job, id, data } satisfies z.input<typeof retry>;
    return later({ what: 'again', at: after(heardAt, PAUSE), key: `${job}:${id}`, data: again });
  });
}

export async function tryAgain({ data, heardAt, later }: Coming<Lottery>): Promise<void> {
  const { job, id, data: same } = retry.parse(data);
  await later({ what: job, at: heardAt, key: `${id}`, data: same });
}
