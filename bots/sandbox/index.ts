/**
 * The sandbox: a pretend platform without accounts. It writes what it does instead of sending it.
 */
import {
  type Bot,
  type Capabilities,
  type Delivery,
  type Fetching,
  minutes,
  parsePlatformId,
} from '#kit';

export { actionLine } from './send.ts';
export { readLine, type SandboxLine } from './wire.ts';

/** The bot's own account in every sandbox group. */
const SELF = parsePlatformId('qunli');

/** It carries everything, at any pace. */
export const sandboxCan: Capabilities = {
  longestText: 65_536,
  mention: true,
  mentionAll: true,
  quote: true,
  buttons: true,
  images: true,
  files: true,
  cards: true,
  largestFetched: 20_000_000,
  mute: true,
  remove: true,
  recall: 'others',
  inviteLinks: false,
  inviter: 'yes',
  memberList: false,
  stableIds: true,
  speaksFirst: true,
  patience: minutes(10),
  pace: { limits: [] },
};

/**
 * @param write takes one delivery; what it throws makes the delivery's outcome unknown
 * @param fetching how files on this machine are read; without it none can be fetched
 */
export function sandboxBot(
  write: (delivery: Delivery) => Promise<void>,
  fetching?: Pick<Fetching, 'readLocal'>,
): Bot {
  return {
    platform: 'sandbox',
    account: 'sandbox',
    self: SELF,
    names: ['群力', 'qunli', 'bot'],
    can: sandboxCan,
    async open(report) {
      report.authorized();
      report.heard();
      return { probe: async () => undefined, close: async () => undefined };
    },
    ...(fetching ? { fetch: fetching.readLocal } : {}),
    async send(delivery) {
      await write(delivery);
      return { kind: 'sent' };
    },
  };
}
