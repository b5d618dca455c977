/**
 * The settings of a QQ account: how its OneBot implementation is reached, and how fast it sends.
 * What is open to others without a token is refused here, before anything starts.
 */
import * as z from 'zod';
import { type Platform, type Span, seconds } from '#kit';
import { USUAL_PACE } from './capabilities.ts';

/** Where to listen. */
export interface Address {
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
}

const webSocketUrl = z
  .string()
  .refine((text) => isUrl(text, /^wss?:$/), 'must be an address such as ws://127.0.0.1:3001')
  .refine((text) => !isHalf(text), 'must not end in /api or /event, which carry only half of it');
const httpUrl = z
  .string()
  .refine((text) => isUrl(text, /^https?:$/), 'must be an address such as http://127.0.0.1:3000');

const address = z.string().transform((text, context): Address => {
  const [, host, port] = /^(?:(.*):)?(\d{1,5})$/.exec(text) ?? [];
  const bare = host?.replace(/^\[|\]$/g, '');
  if (Number(port) <= 65_535) return { host: bare || '127.0.0.1', port: Number(port) };
  context.addIssue('must be a port, or host and port such as 127.0.0.1:6701');
  return z.NEVER;
});

const gap = z.string().transform((text, context): { from: Span; to: Span } | undefined => {
  const [from = Number.NaN, to = from] = text.split('-').map(Number);
  if (from >= 0 && to >= from && to <= MOST_SECONDS) {
    return to === 0 ? undefined : { from: wholeMs(from), to: wholeMs(to) };
  }
  context.addIssue('must be seconds such as 2, or from and to such as 1.5-3; 0 for none');
  return z.NEVER;
});

const MOST_SECONDS = 3_600;
const USUAL_GAP = '1.5-3';
const MOST_PER_MINUTE = 600;
const WRONG_PER_MINUTE = `must be a whole number from 0 (no limit) to ${MOST_PER_MINUTE}`;
const WRONG_PATIENCE = `must be seconds from 10 to ${MOST_SECONDS}`;

export const settings = z
  .object({
    URL: webSocketUrl.optional(),
    LISTEN: address.optional(),
    HTTP_URL: httpUrl.optional(),
    TOKEN: z.string().optional(),
    SECRET: z.string().optional(),
    GAP_SECONDS: gap.prefault(USUAL_GAP),
    PER_MINUTE: z.coerce
      .number(WRONG_PER_MINUTE)
      .int(WRONG_PER_MINUTE)
      .min(0, WRONG_PER_MINUTE)
      .max(MOST_PER_MINUTE, WRONG_PER_MINUTE)
      .default(USUAL_PACE.perMinute),
    PATIENCE_SECONDS: z.coerce
      .number(WRONG_PATIENCE)
      .min(10, WRONG_PATIENCE)
      .max(MOST_SECONDS, WRONG_PATIENCE)
      .default(USUAL_PACE.patience / 1_000)
      .transform((count) => wholeMs(count)),
  })
  .superRefine((given, context) => {
    for (const [field, message] of contradictions(given)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

export type Settings = z.output<typeof settings>;

type Reach = Pick<Settings, 'URL' | 'LISTEN' | 'HTTP_URL' | 'TOKEN' | 'SECRET'>;

function contradictions({ URL: url, LISTEN, HTTP_URL, TOKEN, SECRET }: Reach): [string, string][] {
  const found: [string, string][] = [];
  if (url !== undefined && (LISTEN ?? HTTP_URL) !== undefined) {
    found.push(['URL', 'goes without LISTEN and HTTP_URL: choose one way to connect']);
  }
  if (HTTP_URL !== undefined && LISTEN === undefined && url === undefined) {
    found.push(['LISTEN', 'is missing: over HTTP, events are posted to this address']);
  }
  if (TOKEN === undefined && SECRET === undefined && LISTEN && !isLoopback(LISTEN.host)) {
    found.push(['TOKEN', 'is missing: an address that others can reach needs one']);
  }
  for (const far of [url, HTTP_URL]) {
    if (far === undefined || TOKEN !== undefined || isLoopback(new URL(far).hostname)) continue;
    found.push(['TOKEN', 'is missing: an implementation on another machine needs one']);
  }
  return found;
}

/** By name, without asking anybody: what only this machine can reach. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** As `.env.example` shows them. */
export const variables: Platform<typeof settings>['variables'] = {
  URL: {
    about: 'QQ through OneBot v11: where the WebSocket server of NapCat, LLOneBot, … listens.',
    preset: '',
  },
  TOKEN: {
    about: 'The access token set in the OneBot implementation.',
    preset: '',
    isSecret: true,
  },
  LISTEN: {
    about: 'The other way round: port (or host:port) to which the implementation connects.',
    preset: '',
  },
  SECRET: {
    about: 'Secret of HTTP posts (X-Signature); the token when there is none.',
    preset: '',
    isSecret: true,
  },
  HTTP_URL: {
    about: 'Over HTTP, together with LISTEN: where the implementation takes calls.',
    preset: '',
  },
  GAP_SECONDS: { about: 'Seconds between two messages of the QQ account.', preset: USUAL_GAP },
  PER_MINUTE: { about: 'Most messages a minute into one QQ group; 0 for any.', preset: '15' },
  PATIENCE_SECONDS: {
    about: 'Seconds after which a QQ answer that could not be sent is dropped.',
    preset: '60',
  },
};

/** By the standard, `/api` takes calls and tells nothing, and `/event` the other way round. */
function isHalf(text: string): boolean {
  return URL.canParse(text) && /\/(?:api|event)\/?$/i.test(new URL(text).pathname);
}

function isUrl(text: string, protocol: RegExp): boolean {
  return URL.canParse(text) && protocol.test(new URL(text).protocol);
}

function wholeMs(count: number): Span {
  return seconds(Math.round(count * 1_000) / 1_000);
}
