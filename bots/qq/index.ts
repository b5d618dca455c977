/** QQ through OneBot v11: NapCat, LLOneBot, Lagrange, …. What is heavy loads with an account. */
import { definePlatform } from '#kit';
import { capabilities, USUAL_PACE } from './capabilities.ts';
import { interview } from './interview.ts';
import { settings, variables } from './settings.ts';

export const qq = definePlatform({
  name: 'qq',
  can: capabilities(USUAL_PACE),
  variables,
  keys: ['URL', 'LISTEN', 'HTTP_URL'],
  settings,
  interview,
  async create(options) {
    const { QqBot } = await import('./bot.ts');
    return new QqBot(options);
  },
  async examine(options) {
    const { examine } = await import('./examine.ts');
    return examine(options);
  },
});
