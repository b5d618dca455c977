/** Our program on a QQ account, over a real socket; the pace is switched off by its settings. */
import { seededRandom } from '#kit';
import { qq } from '../bots/qq/index.ts';
import { realClock, realTimers } from '../src/host.ts';
import { accountIn } from '../src/last-heard.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse, temporaryFolder } from './house.ts';
import { startPeer, withCpu } from './peer.ts';
import type { WireLoad } from './wire-load.ts';

export async function onebotOurs(load: WireLoad): Promise<Figures> {
  const peer = await startPeer('onebotSender', load);
  const bot = await qq.create({
    account: 'qq',
    settings: qq.settings.parse({
      URL: `ws://127.0.0.1:${peer.port}`,
      GAP_SECONDS: '0',
      PER_MINUTE: '0',
    }),
    parts: {
      clock: realClock,
      timers: realTimers,
      random: seededRandom('bench', 'qq'),
      ...accountIn({
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        folder: temporaryFolder(),
      }),
    },
  });
  const house = await openHouse({
    clock: realClock,
    settings: NO_MERGING,
    bot,
    onSend: () => undefined,
    // The other side leaves at the end.
    isStrict: false,
  });
  house.app.connect();
  const figures = await withCpu(peer, load);
  await house.close();
  return figures;
}
