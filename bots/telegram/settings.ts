/** What the environment says of a Telegram account. */
import * as z from 'zod';
import type { Variable } from '#kit';

/** Telegram's own Bot API. */
export const TELEGRAM = 'https://api.telegram.org';
const TOKEN = /^\d+:[\w-]+$/;
/** Telegram allows A-Z, a-z, 0-9, _ and -; shorter ones can be guessed. */
const SECRET = /^[\w-]{16,256}$/;
const LISTEN = /^(?:\[[0-9A-Fa-f:.]+\]|[^\s:]+):\d{1,5}$/;
const LAST_PORT = 65_535;

export const variables = {
  TOKEN: {
    about: 'Token of a Telegram bot, from @BotFather; fill it in to connect Telegram.',
    preset: '',
    isSecret: true,
  },
  API_ROOT: {
    about: 'Where the Bot API is; change it for a server of your own or a proxy.',
    preset: TELEGRAM,
  },
  WEBHOOK_URL: {
    about: 'Public https address at which Telegram shall call the bot; empty: the bot asks itself.',
    preset: '',
  },
  WEBHOOK_SECRET: {
    about: 'Secret of that webhook: 16 to 256 letters, digits, _ or -.',
    preset: '',
    isSecret: true,
  },
  WEBHOOK_LISTEN: {
    about: 'Where the bot listens for the webhook, behind your own https server.',
    preset: '127.0.0.1:8443',
  },
} as const satisfies Record<string, Variable>;

export const settings = z
  .object({
    TOKEN: z
      .string('must be the token that @BotFather gave')
      .regex(TOKEN, 'must look like 123456789:AbC-dEf…, as @BotFather gave it'),
    // Behind it comes a path; a slash more would be one too many where files lie.
    API_ROOT: address()
      .default(TELEGRAM)
      .transform((root) => root.replace(/(?<!\/)\/+$/, '')),
    WEBHOOK_URL: address().optional(),
    WEBHOOK_SECRET: z
      .string()
      .regex(SECRET, 'must be 16 to 256 letters, digits, _ or -')
      .optional(),
    WEBHOOK_LISTEN: z
      .string()
      .regex(LISTEN, 'must be a host and a port, such as 127.0.0.1:8443')
      .refine((text) => listenAt(text).port <= LAST_PORT, 'must have a port up to 65535')
      .default(variables.WEBHOOK_LISTEN.preset),
  })
  .refine((read) => read.WEBHOOK_URL === undefined || read.WEBHOOK_SECRET !== undefined, {
    path: ['WEBHOOK_SECRET'],
    message: 'must be set when there is a webhook: without it anybody could speak as your members',
  })
  .refine(({ WEBHOOK_URL: url = '', API_ROOT }) => !isPlain(url) || API_ROOT !== TELEGRAM, {
    path: ['WEBHOOK_URL'],
    message: 'must begin with https://: Telegram calls nothing else',
  });

export type Settings = z.output<typeof settings>;

/** The host and the port of `127.0.0.1:8443`. */
export function listenAt(text: string): { readonly host: string; readonly port: number } {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[|\]$/g, '');
  return { host, port: Number(text.slice(colon + 1)) };
}

/** Without TLS; a Bot API server of one's own calls such addresses, Telegram does not. */
function isPlain(url: string): boolean {
  return url.startsWith('http://');
}

function address() {
  return z.url({ protocol: /^https?$/, error: 'must be an address that begins with https://' });
}
