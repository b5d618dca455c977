/** QQ has put the account out, and the implementation says so: that is no bad line. */
import { afterEach, expect, test } from 'vitest';
import { LinkRefusal, type LinkTrouble, UNHEARD } from '#kit';
import { DEAFNESSES } from './deafness.ts';
import { FakeQq } from './fake.ts';
import { freePort, hurriedTimers, openBot } from './qq-world.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const WHY = 'the QQ account is offline: log in again';

async function connected() {
  const qq = new FakeQq();
  opened.push(() => qq.close());
  const bot = await openBot({
    given: { URL: `ws://127.0.0.1:${await qq.listen()}` },
    timers: hurriedTimers,
  });
  const lost: LinkTrouble[] = [];
  const open = () => bot.open({ ...UNHEARD, lost: (trouble) => lost.push(trouble) });
  const connection = await open();
  opened.push(() => connection.close());
  // What is asked at the beginning, one after the other, has been answered by then.
  await connection.probe();
  await connection.probe();
  return { qq, lost, open, connection };
}

test.for(['a heartbeat that says offline', 'a notice that the account has gone'])(
  '%s is told as a log-out at once',
  async (sign) => {
    const { qq, lost } = await connected();
    DEAFNESSES[sign]?.(qq);
    await expect.poll(() => lost).toEqual([{ kind: 'loggedOut', why: WHY }]);
  },
);

test('of another account behind the same program is none of ours', async () => {
  const { qq, lost, connection } = await connected();
  const beat = { post_type: 'meta_event', meta_event_type: 'heartbeat', interval: 30_000 };
  const time = Math.floor(Date.now() / 1_000);
  qq.raw(JSON.stringify({ ...beat, time, self_id: 10_002, status: { online: false } }));
  await connection.probe();
  await connection.probe();
  expect(lost).toEqual([]);
});

test('another account that logs in at the same place is not taken for ours', async () => {
  const [ours, theirs] = [new FakeQq(), new FakeQq({ self: 10_002 })];
  opened.push(() => Promise.all([ours.close(), theirs.close()]));
  const LISTEN = String(await freePort());
  const port = await ours.listen();
  const bot = await openBot({ given: { HTTP_URL: `http://127.0.0.1:${port}`, LISTEN } });
  await (await bot.open(UNHEARD)).close();
  await ours.close();
  await theirs.listen(port);
  await expect(bot.open(UNHEARD)).rejects.toThrow('QQ account 10002 came in place of');
});

test('whoever asks, and connects anew, hears that it is a log-out', async () => {
  const { qq, open, connection } = await connected();
  qq.isOnline = false;
  const isLoggedOut = expect.objectContaining({ kind: 'loggedOut', message: WHY });
  await expect(connection.probe()).rejects.toEqual(isLoggedOut);
  await connection.close();
  const refused = await open()
    .then(
      (again) => again.probe(),
      (error: unknown) => error,
    )
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(LinkRefusal);
});
