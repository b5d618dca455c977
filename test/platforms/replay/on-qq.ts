/** The log as OneBot v11 events over a WebSocket. */
import { qq } from '../../../bots/qq/index.ts';
import { FakeQq, GROUP } from '../qq/fake.ts';
import { NO_PACE } from '../qq/qq-world.ts';
import type { Happened } from './real-log.ts';
import type { OpenStage } from './stage.ts';

const FIRST_ACCOUNT = 100_000;

export const onQq: OpenStage = async (parts) => {
  const fake = new FakeQq({ hasHistory: false });
  const given = { ...NO_PACE, URL: `ws://127.0.0.1:${await fake.listen()}` };
  const bot = await qq.create({ account: 'qq', settings: qq.settings.parse(given), parts });
  return {
    bot,
    tells: ['message', 'join', 'leave', 'rename'],
    accountOf: (who) => String(FIRST_ACCOUNT + who),
    play: async (stretch) => {
      for (const one of stretch) tell(fake, one);
    },
    close: () => fake.close(),
  };
};

function tell(fake: FakeQq, { type, second: time, who, name, message, text }: Happened): void {
  const user_id = FIRST_ACCOUNT + who;
  const { members } = fake.group(GROUP);
  const about = { time, group_id: GROUP, user_id };
  const card_old = members.get(user_id)?.nickname ?? '';
  members.set(user_id, { nickname: name, role: 'member' });
  switch (type) {
    case 'message':
      fake.say({ from: user_id, text, time, id: message, seq: message });
      return;
    case 'join':
      fake.notice('group_increase', { ...about, sub_type: 'approve', operator_id: 0 });
      return;
    case 'leave':
      fake.notice('group_decrease', { ...about, sub_type: 'leave', operator_id: user_id });
      return;
    case 'rename':
      fake.notice('group_card', { ...about, card_new: name, card_old });
  }
}
