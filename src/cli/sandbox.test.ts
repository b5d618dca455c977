import { expect, test } from 'vitest';
import { Fault } from '#kit';
import { sandboxBot } from '../../bots/sandbox/index.ts';
import type { App } from '../app.ts';
import { SetClock } from '../runtime/set-clock.ts';
import { runLines } from './sandbox.ts';

const LINE =
  '{"at":"2026-03-01T09:00:00Z","type":"message","group":"g1","from":"u1","id":"m1","text":"hi"}';

async function* once(line: string) {
  yield line;
}

test('an event whose commit fails after the last line was read is not passed over', async () => {
  let refuse: (error: Error) => void = () => undefined;
  const app: Pick<App, 'receive' | 'settle' | 'tick'> = {
    receive: () =>
      new Promise((_, failed) => {
        refuse = failed;
      }),
    settle: async () => refuse(new Fault('disk-full', 'the disk is full')),
    tick: async () => undefined,
  };
  const bot = sandboxBot(async () => undefined);
  const run = { app, bot, clock: new SetClock(), complain: async () => undefined };
  await expect(runLines(run, once(LINE))).rejects.toThrow('the disk is full');
});
