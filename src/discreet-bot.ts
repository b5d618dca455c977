/**
 * A bot whose words about its own failures name no secret. Libraries put the address that they
 * called into their errors, and some platforms put the token into the address.
 */
import {
  type Bot,
  type Connection,
  type Fetched,
  LinkRefusal,
  type LinkReport,
  type SendOutcome,
} from '#kit';
import type { Hide } from './secrets.ts';

/** @param hide takes the account's secrets out of a text */
export function discreet(bot: Bot, hide: Hide): Bot {
  return {
    platform: bot.platform,
    account: bot.account,
    can: bot.can,
    // Some know who and what they are only once they were let in.
    get self() {
      return bot.self;
    },
    get names() {
      return bot.names;
    },
    open: async (report) =>
      asConnection(await hushed(bot.open(asReport(report, hide)), hide), hide),
    send: async (delivery) => asOutcome(await hushed(bot.send(delivery), hide), hide),
    echoOf: (action) => bot.echoOf?.(action),
    ...(bot.lookBack && { lookBack: (where) => hushed(lookBackBy(bot, where), hide) }),
    fetch: async (ref, most) => asFetched(await fetchBy(bot, ref, most), hide),
    forget: async (ids) => hushed(bot.forget?.(ids) ?? Promise.resolve(), hide),
  };
}

async function lookBackBy(bot: Bot, where: Parameters<NonNullable<Bot['lookBack']>>[0]) {
  await bot.lookBack?.(where);
}

async function fetchBy(bot: Bot, ref: string, most: number): Promise<Fetched> {
  try {
    const fetched = await bot.fetch?.(ref, most);
    return fetched ?? { kind: 'unavailable', why: 'this platform gives no files' };
  } catch (error) {
    return { kind: 'unavailable', why: String(error) };
  }
}

function asFetched(fetched: Fetched, hide: Hide): Fetched {
  return fetched.kind === 'unavailable' ? { ...fetched, why: hide(fetched.why) } : fetched;
}

async function hushed<T>(work: Promise<T>, hide: Hide): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asError(error, hide);
  }
}

/** The same error, but for its words: who looks at its kind must find it. */
function asError(error: unknown, hide: Hide): unknown {
  if (error instanceof LinkRefusal) {
    const { kind, message, details } = error;
    return new LinkRefusal(kind, hide(message), details && hide(details));
  }
  if (!(error instanceof Error)) return hide(String(error));
  const hidden = new Error(hide(error.message));
  hidden.stack = hide(error.stack ?? '');
  return hidden;
}

function asOutcome(outcome: SendOutcome, hide: Hide): SendOutcome {
  return 'why' in outcome ? { ...outcome, why: hide(outcome.why) } : outcome;
}

function asReport(report: LinkReport, hide: Hide): LinkReport {
  return {
    ...report,
    lost: ({ details, ...trouble }) => {
      const own = details === undefined ? {} : { details: hide(details) };
      report.lost({ ...trouble, why: hide(trouble.why), ...own });
    },
  };
}

function asConnection(connection: Connection, hide: Hide): Connection {
  return {
    probe: () => hushed(connection.probe(), hide),
    close: () => hushed(connection.close(), hide),
  };
}
