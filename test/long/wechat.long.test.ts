/**
 * WeChat over a long time: a thousand connections leave nothing behind, and a gateway that freezes
 * without hanging up is found out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import type { LinkReport } from '#kit';
import { wechat } from '../../bots/wechat/index.ts';
import { freePort, PretendGateway } from '../wechat-gateway.ts';
import { botAt, openWorld, partsIn, TOKEN, type World } from '../wechat-world.ts';
import { sizeOfRun } from './size-of-run.ts';

const MIB = 1_048_576;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

test('many connections, one after the other, leave one listener and a flat heap', async () => {
  const { n: runs } = sizeOfRun(1_000);
  const folder = mkdtempSync(join(tmpdir(), 'qunli-wechat-long-'));
  const port = await freePort();
  const gateway = new PretendGateway({ port, token: TOKEN });
  await gateway.until(({ did }) => did === 'listen');
  const bot = await wechat.create(botAt(port, {}, partsIn(folder)));
  let texts: string[] = [];
  const report = (done: () => void): LinkReport => ({
    authorized: () => undefined,
    heard: done,
    receive: async (event) => {
      if (event.type === 'message') texts.push(event.text);
    },
    hurry: () => undefined,
    dropped: () => undefined,
    missed: () => undefined,
    estranged: () => undefined,
    echoed: () => undefined,
    lost: () => undefined,
  });
  const connect = async () => {
    let done: () => void = () => undefined;
    const live = new Promise<void>((resolve) => {
      done = resolve;
    });
    const connection = await bot.open(report(done));
    await live;
    return connection;
  };
  const first = bot.open(report(() => undefined));
  await gateway.until(({ did }) => did === 'start');
  await gateway.order('login');
  await (await first).close();
  const heaps: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const connection = await connect();
    await connection.probe();
    await connection.close();
    if (run % 10 === 9) {
      collectGarbage();
      heaps.push(process.memoryUsage().heapUsed / MIB);
    }
  }
  const last = await connect();
  texts = [];
  await gateway.order('enter', { who: '小明' });
  await gateway.order('say', { who: '小明', text: '还在吗' });
  await expect.poll(() => texts).toEqual(['还在吗']);
  await gateway.order('listeners');
  // One of the gateway's own cache, one for the only bot that listens.
  expect((await gateway.until(({ did }) => did === 'listeners')).count).toBeLessThanOrEqual(2);
  await last.close();
  await gateway.end();
  rmSync(folder, { recursive: true });
  const grown = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0);
  process.stderr.write(
    `${runs} connections: heap ${heaps[0]?.toFixed(1)} -> ${heaps.at(-1)?.toFixed(1)} MiB\n`,
  );
  expect(grown).toBeLessThan(20);
});

test('a gateway that freezes is found out within 120 s, and used again when it thaws', async () => {
  world = await openWorld();
  await world.link('live');
  const frozen = performance.now();
  world.gateway.signal('SIGSTOP');
  await world.link('down');
  expect(performance.now() - frozen).toBeLessThan(120_000);
  world.gateway.signal('SIGCONT');
  await world.link('live');
  await world.gateway.order('enter', { who: '小明' });
  await world.gateway.order('say', { who: '小明', text: '签到' });
  await world.gateway.until(({ did }) => did === 'text');
  expect(world.gateway.texts).toHaveLength(1);
});
