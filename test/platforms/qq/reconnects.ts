/** A line that is cut again and again while a group goes on talking. */
import { runInNewContext } from 'node:vm';
import { FakeQq, GROUP } from './fake.ts';
import { freePort, hurriedTimers, openWorld, until, untilLive } from './qq-world.ts';

export interface Line {
  readonly way: 'forward' | 'reverse';
  readonly cuts: number;
}

export interface Endured {
  /** Sockets at the other side when all is over. */
  readonly sockets: number;
  readonly generation: number;
  /** As stored, and as said. */
  readonly messages: readonly [stored: number, said: number];
  readonly checkIns: readonly [stored: number, said: number];
  readonly answers: number;
  readonly heapGrowthMiB: number;
}

const MEMBERS = 50;
/** From then on nothing new is compiled or cached. */
const WARM = 0.2;

/** Before every cut somebody talks, during every cut somebody does, and every tenth checks in. */
export async function endure({ way, cuts }: Line): Promise<Endured> {
  const qq = new FakeQq();
  const isForward = way === 'forward';
  const given = isForward
    ? { URL: `ws://127.0.0.1:${await qq.listen()}` }
    : { LISTEN: String(await freePort()) };
  const settings = {
    'checkin.mergeAnswers': { afterMany: 0, withinSeconds: 10, collectSeconds: 5 },
  };
  const world = await openWorld({ given, timers: hurriedTimers, settings });
  if (!isForward) qq.dial(`ws://127.0.0.1:${given.LISTEN}`, 10);
  const health = () => world.app.health()[0];
  const checkedIn = new Set<number>();
  let said = 0;
  let heap = 0;
  try {
    await untilLive(world);
    for (let cut = 0; cut < cuts; cut += 1) {
      if (cut === Math.floor(cuts * WARM)) heap = heapMiB();
      const from = 1_000 + (cut % MEMBERS);
      const isCheckIn = cut % 10 === 0;
      if (isCheckIn) checkedIn.add(from);
      qq.say({ from, text: isCheckIn ? '签到' : '早' });
      // The line is cut while that may still be on its way.
      await new Promise((go) => setTimeout(go, cut % 3));
      qq.cut();
      qq.sayUnheard({ from, text: '有人吗' });
      said += 2;
      const { generation = 0 } = health() ?? {};
      await until(() => {
        const { state, generation: now = 0 } = health() ?? {};
        return state === 'live' && now > generation - 1 && qq.sockets === 1;
      }, 'the next connection');
    }
    const stored = () => Number(world.query('select sum(messages) from memberships')[0]);
    await until(
      () => stored() >= said,
      () => `all messages: ${stored()} of ${said}`,
    );
    await world.app.settle();
    return {
      sockets: qq.sockets,
      generation: health()?.generation ?? 0,
      messages: [stored(), said],
      checkIns: [
        Number(world.query(`select count(*) from ledger_entries where reason = 'checkin'`)[0]),
        checkedIn.size,
      ],
      answers: qq.sent.filter(({ to }) => to === GROUP).length,
      heapGrowthMiB: heapMiB() - heap,
    };
  } finally {
    await world.close();
    await qq.close();
  }
}

/** Only after `--expose-gc`, which the long run sets; the short one does not look at the heap. */
function collectGarbage(): void {
  const collect: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  if (typeof collect === 'function') collect();
}

function heapMiB(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1_024 ** 2;
}
