/** Looking for what is in doubt once an account is connected again. */
import { expect, test } from 'vitest';
import { instantOf, type PlatformId } from '#kit';
import { PretendBot } from '../../../test/pretend-bot.ts';
import { realTimers } from '../../host.ts';
import { Echoes } from './echoes.ts';
import { LookingBack } from './looking-back.ts';

test('an account that could not look once looks again when it is back the next time', async () => {
  const now = instantOf(1_800_000_000_000);
  const echoes = new Echoes(() => undefined);
  echoes.attempted({ row: 1, lane: 'g:1', digest: 'x', since: now, isDoubtful: true });
  const looked: PlatformId[] = [];
  const bot = Object.assign(new PretendBot(), {
    lookBack: async ({ group }: { readonly group: PlatformId }) => {
      looked.push(group);
      if (looked.length === 1) throw new Error('the platform hung up');
    },
  });
  const clock = { now: () => now, isSet: false };
  const looking = new LookingBack({ bot, echoes, clock, timers: realTimers });
  await expect(looking.back()).rejects.toThrow('hung up');
  await looking.back();
  expect(looked).toEqual(['1', '1']);
});
