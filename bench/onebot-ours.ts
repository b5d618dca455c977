/** Our program on a QQ account, over a real socket; the pace is switched off by its settings. */
import { seededRandom } from '#kit';
import { qq } from '../bots/qq/index.ts';
import { realClock, realTimers } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse } from './house.ts';
import type { FramesOptions } from './onebot-frames.ts';
import { startPeer, withCpu } from './onebot-peer.ts';

export async function onebotOurs(options: FramesOptions): Promise<Figures> {
  const peer = await startPeer(options);
  const bot = await qq.create({
    account: 'qq',
    settings: qq.settings.parse({ URL: peer.url, GAP_SECONDS: '0', PER_MINUTE: '0' }),
    parts: {
      clock: realClock,
      timers: realTimers,
      random: seededRandom('bench', 'qq'),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      folder: '',
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
  const figures = await withCpu(peer, options);
  await house.close();
  return figures;
}
