/**
 * The sandbox: a pretend platform without accounts. It writes what it does instead of sending it.
 */
import type { Bot, Delivery, PlatformId } from '#kit';
import { parsePlatformId } from '#kit';

export { actionLine } from './send.ts';
export { readLine, type SandboxLine } from './wire.ts';

/** The bot's own account in every sandbox group. */
const SELF: PlatformId | undefined = parsePlatformId('qunli');

/** @param write takes one delivery; what it throws makes the delivery's outcome unknown */
export function sandboxBot(write: (delivery: Delivery) => Promise<void>): Bot {
  if (SELF === undefined) throw new Error('the sandbox has no account');
  return {
    platform: 'sandbox',
    self: SELF,
    names: ['群力', 'qunli', 'bot'],
    async send(delivery) {
      await write(delivery);
      return { kind: 'sent' };
    },
  };
}
