/** The only logger. It writes to standard error: JSON for machines, readable in a terminal. */

import { type DestinationStream, pino } from 'pino';
import type { Log } from '#kit';
import { hiding } from './secrets.ts';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const STANDARD_ERROR = 2;

/** Keys whose values are never printed, at whatever depth zod or a platform puts them. */
const SECRET = ['token', 'secret', 'password', 'authorization', 'accessToken', 'apiKey'];

/** A logger for one part of the program. */
export type PartLog = (part: string) => Log;

/**
 * Opens the log: for people when standard error is a terminal, otherwise as JSON.
 * @param secrets values that print as ***, wherever in a line they stand: in the address in an
 *   error's message, in a member's name
 */
export async function openLog(level: LogLevel, secrets: readonly string[]): Promise<PartLog> {
  const root = pino(
    {
      level,
      base: null,
      redact: {
        paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '***',
      },
      serializers: { error: pino.stdSerializers.err },
      hooks: { streamWrite: hiding(secrets) },
    },
    process.stderr.isTTY ? await readable() : pino.destination(DESTINATION),
  );
  return (part) => root.child({ part });
}

/** Written at once, so that the last words before an end are not lost. */
const DESTINATION = { dest: STANDARD_ERROR, sync: true } as const;

/** pino-pretty is for eyes; a service must not pay for loading it. */
async function readable(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({
    destination: STANDARD_ERROR,
    sync: true,
    errorLikeObjectKeys: ['error'],
    ignore: 'part',
    messageFormat: '{part}: {msg}',
    translateTime: 'SYS:HH:MM:ss',
  });
}
