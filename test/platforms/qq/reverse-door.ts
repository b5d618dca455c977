/** A bot that listens and is connected; and how many forged requests got in. */
import { seededRandom } from '#kit';
import { FakeQq } from './fake.ts';
import { forge } from './forged.ts';
import { freePort, openWorld, until, untilLive } from './qq-world.ts';

export interface Siege {
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Messages that were taken; one is real. */
  readonly taken: number;
  readonly isStillConnected: boolean;
}

export async function besiege(seed: string, requests: number): Promise<Siege> {
  const [token, secret] = ['Tok3n-of-the-group', 'Seal-0f-the-post'];
  const port = await freePort();
  const qq = new FakeQq({ token });
  const world = await openWorld({ given: { LISTEN: `${port}`, TOKEN: token, SECRET: secret } });
  const statuses: Record<number, number> = {};
  try {
    qq.dial(`ws://127.0.0.1:${port}/`);
    await untilLive(world);
    const chance = seededRandom(seed, 'forgery');
    for (let n = 0; n < requests; n += 1) {
      const status = await forge({ port, token, secret, chance });
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    qq.say({ from: 42, text: '签到' });
    await until(() => qq.sent.length > 0, 'the real answer');
    await world.app.settle();
    const taken = Number(world.query('select sum(messages) from memberships')[0]);
    return { statuses, taken, isStillConnected: world.app.health()[0]?.generation === 1 };
  } finally {
    await world.close();
    await qq.close();
  }
}
