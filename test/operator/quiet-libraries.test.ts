/** An operator who has `DEBUG=*` set for something else gets no secrets into the log by it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeTelegram, TOKEN } from '../platforms/telegram/fake.ts';
import { PATIENCE, qunli } from './qunli.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let fake: FakeTelegram;

beforeAll(async () => {
  world = await openWorld();
  fake = await FakeTelegram.start();
});
afterAll(async () => {
  world.remove();
  await fake.stop();
});

test('a library that is made to print all that it sends does not', PATIENCE, async () => {
  const account = `QUNLI_TELEGRAM_TOKEN=${TOKEN} QUNLI_TELEGRAM_API_ROOT=${fake.root}`;
  const after = `export DEBUG='*' GRPC_TRACE=all ${account}`;
  const { out, err } = await qunli(['doctor', '--db', world.file], { after });
  expect(out).toContain('Qunli_Bot');
  expect(fake.called('getMe')).toHaveLength(1);
  expect(err).not.toContain('getMe');
  expect(out + err).not.toContain(TOKEN);
});
