import { expect, test } from 'vitest';
import { type Bot, type Connection, instantOf, type LinkReport, seededRandom } from '#kit';
import { sandboxBot } from '../../../bots/sandbox/index.ts';
import { TimeWorld } from '../../../test/time-world.ts';
import { Link } from './link.ts';

const settle = (): Promise<void> => new Promise((go) => setImmediate(go));

function linked(open?: Bot['open']) {
  const time = new TimeWorld(instantOf(0));
  const reports: LinkReport[] = [];
  const bot: Bot = {
    ...sandboxBot(async () => undefined),
    async open(report) {
      reports.push(report);
      if (open) return open(report);
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

test('a connection that comes when nobody waits for it any more is closed', async () => {
  const opening: ((connection: Connection) => void)[] = [];
  const { link, time } = linked(() => new Promise((open) => opening.push(open)));
  await settle();
  await time.pass(60_000, settle);
  expect(link.health.trouble).toMatchObject({ kind: 'outage' });
  let isClosed = false;
  const close = async () => {
    isClosed = true;
  };
  opening[0]?.({ probe: async () => undefined, close });
  await settle();
  expect(isClosed).toBe(true);
  await link.stop();
});

test('a link that falls silent just after its clock was set back a day is found deaf in time', async () => {
  const deaf = new Promise<never>(() => undefined);
  const { link, time } = linked(async (report) => {
    report.authorized();
    report.heard();
    return { probe: () => deaf, close: async () => undefined };
  });
  await settle();
  time.setClockBy(-24 * 3_600_000);
  await time.pass(120_000, settle);
  expect(link.health.generation).toBeGreaterThan(1);
  await link.stop();
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
