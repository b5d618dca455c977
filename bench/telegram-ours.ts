/** Our program on a Telegram account that is called by webhook; only the pace is switched off. */
import { type Bot, seededRandom } from '#kit';
import { telegram } from '../bots/telegram/index.ts';
import { settings } from '../bots/telegram/settings.ts';
import { realClock, realTimers } from '../src/host.ts';
import { accountIn } from '../src/last-heard.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse, temporaryFolder } from './house.ts';
import { freePort } from './loopback.ts';
import { startPeer, withCpu } from './peer.ts';
import { PATH, SECRET, TOKEN } from './telegram-updates.ts';
import type { WireLoad } from './wire-load.ts';

export async function telegramOurs(load: WireLoad): Promise<Figures> {
  const peer = await startPeer('telegramSender', load);
  const house = await openHouse({
    clock: realClock,
    settings: NO_MERGING,
    bot: unpaced(await account(peer.port)),
    onSend: () => undefined,
  });
  house.app.connect();
  const figures = await withCpu(peer, load);
  await house.close();
  return figures;
}

async function account(apiPort: number): Promise<Bot> {
  const listen = `127.0.0.1:${await freePort()}`;
  return telegram.create({
    account: 'telegram',
    settings: settings.parse({
      TOKEN,
      API_ROOT: `http://127.0.0.1:${apiPort}`,
      WEBHOOK_URL: `http://${listen}${PATH}`,
      WEBHOOK_SECRET: SECRET,
      WEBHOOK_LISTEN: listen,
    }),
    parts: {
      clock: realClock,
      timers: realTimers,
      random: seededRandom('bench', 'telegram'),
      ...accountIn({
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        folder: temporaryFolder(),
      }),
    },
  });
}

/** The same account where the platform takes any number of messages at once. */
function unpaced(bot: Bot): Bot {
  return {
    platform: bot.platform,
    account: bot.account,
    can: { ...bot.can, pace: { limits: [] } },
    get self() {
      return bot.self;
    },
    get names() {
      return bot.names;
    },
    open: (report) => bot.open(report),
    send: (delivery) => bot.send(delivery),
  };
}
