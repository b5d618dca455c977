/** Telegram, through the Bot API. What is heavy is loaded when an account is configured. */
import { definePlatform } from '#kit';
import { can } from './can.ts';
import { interview } from './interview.ts';
import { settings, variables } from './settings.ts';

export const telegram = definePlatform({
  name: 'telegram',
  can,
  variables,
  keys: ['TOKEN'],
  settings,
  interview,
  async create(options) {
    const { TelegramBot } = await import('./bot.ts');
    return TelegramBot.create(options);
  },
  async examine(options) {
    const { examine } = await import('./examine.ts');
    return examine(options);
  },
});
