/**
 * WeChat, through any gateway that speaks the puppet-service protocol. Light: the packages are
 * loaded when an account is configured, and a slim installation may leave them out.
 */
import { definePlatform } from '#kit';
import { WechatBot } from './bot.ts';
import { wechatCan } from './capabilities.ts';
import { examine } from './examine.ts';
import { interview } from './interview.ts';
import { wechatSettings, wechatVariables } from './settings.ts';
import { loadPackages } from './wire/packages.ts';

export const wechat = definePlatform({
  name: 'wechat',
  can: wechatCan,
  variables: wechatVariables,
  keys: ['ENDPOINT', 'TOKEN'],
  settings: wechatSettings,
  interview,
  create: async (options) => new WechatBot(await loadPackages(), options),
  examine: async (options) => examine(await loadPackages(), options),
});
