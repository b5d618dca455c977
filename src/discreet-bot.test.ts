/** What a bot says of its failures, once its secrets are taken out. */
import { expect, test } from 'vitest';
import { type Bot, LinkRefusal, type LinkReport, type LinkTrouble } from '#kit';
import { sandboxBot } from '../bots/sandbox/index.ts';
import { discreet } from './discreet-bot.ts';
import { hiding } from './secrets.ts';

const TOKEN = '123456:token';
const LEAK = `https://api.example/bot${TOKEN}/getMe`;
const HIDDEN = 'https://api.example/bot***/getMe';

const quiet = (changes: Partial<Bot>) =>
  discreet({ ...sandboxBot(async () => undefined), ...changes }, hiding([TOKEN]));

function reportTo(troubles: LinkTrouble[]): LinkReport {
  return {
    authorized: () => undefined,
    heard: () => undefined,
    receive: async () => undefined,
    hurry: () => undefined,
    dropped: () => undefined,
    missed: () => undefined,
    estranged: () => undefined,
    echoed: () => undefined,
    lost: (trouble) => void troubles.push(trouble),
  };
}

test('a refusal stays a refusal of its kind', async () => {
  const refusal = new LinkRefusal('credentials', `${LEAK}: 401`);
  const bot = quiet({ open: () => Promise.reject(refusal) });
  const error: unknown = await bot.open(reportTo([])).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LinkRefusal);
  expect(error).toMatchObject({ kind: 'credentials', message: `${HIDDEN}: 401` });
});

test('an error keeps its words and its stack, but not the token', async () => {
  const bot = quiet({ open: () => Promise.reject(new TypeError(LEAK)) });
  const error: unknown = await bot.open(reportTo([])).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: HIDDEN, stack: expect.stringContaining('TypeError') });
  expect(error instanceof Error && error.stack).not.toContain(TOKEN);
});

test('why a connection was lost, or does not answer, names no token', async () => {
  const troubles: LinkTrouble[] = [];
  const bot = quiet({
    async open(report) {
      report.lost({ kind: 'outage', why: LEAK });
      return { probe: () => Promise.reject(new Error(LEAK)), close: async () => undefined };
    },
  });
  const connection = await bot.open(reportTo(troubles));
  expect(troubles).toEqual([{ kind: 'outage', why: HIDDEN }]);
  await expect(connection.probe()).rejects.toThrow(HIDDEN);
});

test('why a file did not come names no token, whether it is told or thrown', async () => {
  const told = quiet({ fetch: async () => ({ kind: 'unavailable', why: LEAK }) });
  const thrown = quiet({ fetch: () => Promise.reject(new Error(LEAK)) });
  expect(await told.fetch?.('file', 1)).toEqual({ kind: 'unavailable', why: HIDDEN });
  expect(await thrown.fetch?.('file', 1)).toEqual({
    kind: 'unavailable',
    why: `Error: ${HIDDEN}`,
  });
});

test('who the bot is can still become known later', () => {
  let name = 'early';
  const bot = discreet(
    {
      ...sandboxBot(async () => undefined),
      get names() {
        return [name];
      },
    },
    hiding([TOKEN]),
  );
  name = 'late';
  expect(bot.names).toEqual(['late']);
});
