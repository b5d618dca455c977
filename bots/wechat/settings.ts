/** What an operator says about a WeChat account: where its gateway is, and how fast it may send. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Variable } from '#kit';
import { PACE } from './capabilities.ts';

const LONGEST_GAP_SECONDS = 600;
const WRONG_GAP = `must be two numbers of seconds such as 3-6, up to ${LONGEST_GAP_SECONDS}`;
const WRONG_ENDPOINT = 'must be the host and port of the gateway, such as 127.0.0.1:18788';
const WRONG_TOKEN =
  'must be the gateway’s token, which begins with a name and an underscore, such as insecure_…';

const gap = z.string().transform((text, context) => {
  const read = /^(\d+(?:\.\d)?)(?:-(\d+(?:\.\d)?))?$/.exec(text);
  const from = Number(read?.[1]);
  const to = Number(read?.[2] ?? read?.[1]);
  if (from <= to && to <= LONGEST_GAP_SECONDS) return { from, to };
  context.addIssue(WRONG_GAP);
  return z.NEVER;
});

/** The certificate itself, from the file that is named. */
const certificate = z.string().transform((path, context) => {
  try {
    const pem = readFileSync(path, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
    context.addIssue(`${path} is no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
  } catch {
    context.addIssue(`${path} cannot be read`);
  }
  return z.NEVER;
});

const upTo = (most: number) => {
  const wrong = `must be a whole number from 1 to ${most}`;
  return z.coerce.number(wrong).int(wrong).min(1, wrong).max(most, wrong);
};

/** The fields, by the name that follows `QUNLI_WECHAT_`. */
export const wechatSettings = z
  .object({
    ENDPOINT: z
      .string(WRONG_ENDPOINT)
      .regex(/^(?:\[[\da-f:]+\]|[^\s:/@]+):\d{1,5}$/i, WRONG_ENDPOINT),
    TOKEN: z.string(WRONG_TOKEN).regex(/^[\w.-]+_[\w.-]+$/, WRONG_TOKEN),
    CA_CERT: certificate.optional(),
    SERVER_NAME: z.string().optional(),
    TLS: z.enum(['on', 'off'], 'must be on or off').optional(),
    GAP_SECONDS: gap.default(PACE.gapSeconds),
    GROUP_PER_MINUTE: upTo(60).default(PACE.groupPerMinute),
    PER_DAY: upTo(10_000).default(PACE.perDay),
    SPEAKS_FIRST: z.enum(['yes', 'no'], 'must be yes or no').default('yes'),
  })
  .superRefine(({ TLS, ENDPOINT }, context) => {
    if (TLS !== 'off' || isLoopback(ENDPOINT)) return;
    const message =
      'may only be off when the gateway is on this machine: anybody on the way could read the ' +
      'token and every message';
    context.addIssue({ code: 'custom', path: ['TLS'], message });
  });

export type WechatSettings = z.output<typeof wechatSettings>;

export const wechatVariables = {
  ENDPOINT: {
    about:
      'WeChat: host and port of your gateway, e.g. 127.0.0.1:18788. See docs/guides/wechat.md.',
    preset: '',
  },
  TOKEN: {
    about: 'WeChat: the token of your gateway, e.g. insecure_ and a long random part.',
    preset: '',
    isSecret: true,
  },
  CA_CERT: {
    about: 'WeChat: file of the certificate (PEM) that your gateway shows, if it is your own.',
    preset: '',
  },
  SERVER_NAME: {
    about: 'WeChat: the name in that certificate; without it, what precedes _ in the token.',
    preset: '',
  },
  TLS: {
    about: 'WeChat: on or off; unless said, off for a gateway on this machine and on elsewhere.',
    preset: '',
  },
  GAP_SECONDS: {
    about: 'WeChat: seconds between two messages of the account, drawn anew from this range.',
    preset: `${PACE.gapSeconds.from}-${PACE.gapSeconds.to}`,
  },
  GROUP_PER_MINUTE: {
    about: 'WeChat: most messages a minute in one group.',
    preset: `${PACE.groupPerMinute}`,
  },
  PER_DAY: { about: 'WeChat: most messages a day from this account.', preset: `${PACE.perDay}` },
  SPEAKS_FIRST: {
    about: 'WeChat: yes, or no: the account only answers, and what it has to tell goes along.',
    preset: 'yes',
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** Whether the way to the gateway is encrypted. */
export function isEncrypted({ TLS, ENDPOINT }: WechatSettings): boolean {
  return TLS === undefined ? !isLoopback(ENDPOINT) : TLS === 'on';
}

/** Whether the gateway is on this machine, as far as its name tells. */
export function isLoopback(endpoint: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]):\d+$/i.test(endpoint);
}
