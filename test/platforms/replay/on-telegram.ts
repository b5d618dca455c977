/**
 * The log as updates of the Bot API, fetched by getUpdates. The bot is an admin of the group, so
 * that joins and leaves are told to it. Telegram has no update for a new name: whoever has one
 * carries it with the next message, and 1,482 renames of the log have no frame.
 */
import { telegram } from '../../../bots/telegram/index.ts';
import { BOT, FakeTelegram, TOKEN } from '../telegram/fake.ts';
import { GROUP } from '../telegram/world.ts';
import type { Happened } from './real-log.ts';
import type { OpenStage } from './stage.ts';

const FIRST_ACCOUNT = 5_000_000_000;
/** A question for updates is held as long as the real one, and answered when something happens. */
const REAL_SECOND_MS = 1_000;
const chat = { id: GROUP, type: 'supergroup', title: '技术群' };

export const onTelegram: OpenStage = async (parts) => {
  const fake = await FakeTelegram.start();
  fake.holdMs = REAL_SECOND_MS;
  fake.admins.set(GROUP, [
    { status: 'creator', user: { id: 1_001, is_bot: false, first_name: '群主' } },
    { status: 'administrator', user: BOT },
  ]);
  const settings = telegram.settings.parse({ TOKEN, API_ROOT: fake.root });
  const bot = await telegram.create({ account: 'telegram', settings, parts });
  return {
    bot,
    tells: ['message', 'join', 'leave'],
    accountOf: (who) => String(FIRST_ACCOUNT + who),
    play: async (stretch) => {
      for (const one of stretch) tell(fake, one);
    },
    close: () => fake.stop(),
  };
};

function tell(fake: FakeTelegram, happened: Happened): void {
  const { type, second: date, who, name, message: message_id, text } = happened;
  const user = { id: FIRST_ACCOUNT + who, is_bot: false, first_name: name };
  const change = (before: string, now: string) => ({
    chat_member: {
      chat,
      from: user,
      date,
      old_chat_member: { status: before, user },
      new_chat_member: { status: now, user },
    },
  });
  if (type === 'message') fake.push({ message: { message_id, date, chat, from: user, text } });
  if (type === 'join') fake.push(change('left', 'member'));
  if (type === 'leave') fake.push(change('member', 'left'));
}
