/**
 * The log as a gateway of WeChat tells it, over gRPC from a process of its own: of a message only
 * that it is there, so that the bot asks for each. That somebody left alone not every gateway
 * notices; this one does. A new name is a notice that what was known of a person no longer holds.
 */
import { wechat } from '../../../bots/wechat/index.ts';
import { freePort, PretendGateway } from '../../wechat-gateway.ts';
import { botAt, TOKEN } from '../../wechat-world.ts';
import type { OpenStage } from './stage.ts';

const accountOf = (who: number): string => `wxid_${who}`;

export const onWechat: OpenStage = async (parts) => {
  const port = await freePort();
  const gateway = new PretendGateway({ port, token: TOKEN });
  await gateway.until(({ did }) => did === 'listen');
  // Logs in as soon as a bot has asked for it, as a gateway with a saved session does.
  gateway
    .until(({ did }) => did === 'start')
    .then(() => gateway.order('login'))
    .catch(() => undefined);
  const bot = await wechat.create(botAt(port, {}, parts));
  return {
    bot,
    tells: ['message', 'join', 'leave'],
    accountOf,
    play: (stretch) => {
      const happened = stretch.map(({ who, ...one }) => ({ ...one, id: accountOf(who) }));
      return gateway.order('replay', { happened });
    },
    close: () => gateway.end(),
  };
};
