import { expect, test } from 'vitest';
import { type Bot, instantOf, type LinkReport, seededRandom } from '#kit';
import { sandboxBot } from '../../../bots/sandbox/index.ts';
import { TimeWorld } from '../../../test/time-world.ts';
import { Link } from './link.ts';

const settle = (): Promise<void> => new Promise((go) => setImmediate(go));

function linked() {
  const time = new TimeWorld(instantOf(0));
  const reports: LinkReport[] = [];
  const bot: Bot = {
    ...sandboxBot(async () => undefined),
    async open(report) {
      reports.push(report);
      report.authorized();
      report.heard();
      return { probe: async () => undefined, close: async () => undefined };
    },
  };
  const link = new Link({
    bot,
    clock: time,
    timers: time,
    random: seededRandom('test', 'link'),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    receive: async () => undefined,
    missed: async () => undefined,
    estranged: async () => undefined,
    echoed: () => undefined,
    changed: () => undefined,
    hurry: () => undefined,
  });
  link.start();
  return { link, time, reports };
}

test('a bot that has reconnected still stops at once when it is asked to', async () => {
  const { link, time, reports } = linked();
  await settle();
  await time.pass(3_000, settle);
  reports[0]?.lost({ kind: 'outage', why: 'the line was cut' });
  await settle();
  // Just when the old connection would have been looked at, and the new one not yet.
  await time.pass(8_000, settle);
  expect(link.health).toMatchObject({ state: 'live', generation: 2 });
  let isStopped = false;
  void link.stop().then(() => {
    isStopped = true;
  });
  await settle();
  await settle();
  expect(isStopped).toBe(true);
  expect(time.waiting).toBe(0);
});

test('what an old connection reports does not end the new one', async () => {
  const { link, time, reports } = linked();
  await settle();
  reports[0]?.lost({ kind: 'outage', why: 'the line was cut' });
  await settle();
  await time.pass(30_000, settle);
  reports[0]?.lost({ kind: 'credentials', why: 'an echo' });
  await settle();
  expect(link.health).toMatchObject({ state: 'live', generation: 2 });
  await link.stop();
});
