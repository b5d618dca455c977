/**
 * Tries a QQ account for real, over a connection of its own, and says what it lacks. A running bot
 * keeps its connection: implementations serve several, and a port that is taken is left alone.
 */
import type { WebSocket } from 'ws';
import { type BotOptions, type Finding, seconds, UNHEARD } from '#kit';
import { SocketCalls } from './calls.ts';
import { findingsOf, wrongToken } from './findings.ts';
import { socketTo, troubleOfError } from './forward.ts';
import { HttpCalls } from './http-calls.ts';
import { Known } from './known.ts';
import { Overhearing } from './overhearing.ts';
import { listen } from './reverse.ts';
import { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** For the other side to connect: NapCat tries every 5 s, others up to every 30 s. */
const DIALLING = seconds(20);
/** To overhear a heartbeat or a message. */
const LISTENING = seconds(10);

export async function examine(options: BotOptions<Settings>): Promise<readonly Finding[]> {
  const { URL: url, LISTEN, HTTP_URL } = options.settings;
  if (url !== undefined) return examineForward(url, options);
  if (HTTP_URL !== undefined) return examineHttp(HTTP_URL, options);
  return LISTEN ? examineReverse(options) : [];
}

async function examineForward(
  url: string,
  { settings, parts }: BotOptions<Settings>,
): Promise<readonly Finding[]> {
  const calls = new SocketCalls(parts);
  const socket = socketTo({ url, token: settings.TOKEN });
  const overhearing = new Overhearing(calls, parts);
  socket.on('message', (data) => overhearing.take(String(data)));
  socket.on('close', (code) => overhearing.takeClose(code));
  calls.use(socket);
  try {
    await opened(socket);
    const findings = await findingsOf(calls, await overhearing.within(LISTENING));
    return overhearing.isRefused ? [wrongToken()] : findings;
  } catch (error) {
    if (overhearing.isRefused) return [wrongToken()];
    return [nothingThere(url, error)];
  } finally {
    socket.terminate();
    calls.end('the examination is over');
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    // It stays for errors to come, which would end the program if nobody listened.
    socket.on('error', (error) => reject(error));
  });
}

function nothingThere(where: string, error: unknown): Finding {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && troubleOfError(error).kind === 'credentials') return wrongToken();
  return {
    level: 'problem',
    // Without what follows the path: some people put the token there.
    what: `nothing answers at ${where.replace(/[?#].*/, '')} (${why})`,
    todo:
      'Start the server there. In NapCat: 网络配置 → 新建 → WebSocket 服务器 (or HTTP 服务器), ' +
      'with this port and a token, switched on.',
  };
}

async function examineHttp(
  url: string,
  { settings, parts }: BotOptions<Settings>,
): Promise<readonly Finding[]> {
  try {
    const findings = await findingsOf(new HttpCalls({ url, token: settings.TOKEN }, parts));
    const isSilent = findings.length === 1 && findings[0]?.level === 'problem';
    return isSilent && findings[0]?.todo === undefined
      ? [nothingThere(url, new Error(findings[0]?.what))]
      : findings;
  } catch (error) {
    return [nothingThere(url, error)];
  }
}

async function examineReverse(options: BotOptions<Settings>): Promise<readonly Finding[]> {
  const { settings, parts } = options;
  const {
    LISTEN: address = { host: '127.0.0.1', port: 0 },
    TOKEN: token,
    SECRET: secret,
  } = settings;
  const calls = new SocketCalls(parts);
  const known = new Known();
  const of = { report: UNHEARD, known, parts, caller: calls, answers: calls, isFixed: false };
  const session = new Session(of);
  const late = parts.timers.after(DIALLING, () => {
    session.end({ kind: 'outage', why: `nobody has connected within ${DIALLING / 1_000} s` });
  });
  try {
    const reception = await listen({ address, token, secret, session, known, calls });
    try {
      await session.admitted;
      return await findingsOf(calls);
    } finally {
      await reception.close();
    }
  } catch (error) {
    return [notConnected(`${address.host}:${address.port}`, error)];
  } finally {
    late.cancel();
    session.end({ kind: 'outage', why: 'the examination is over' });
  }
}

function notConnected(where: string, error: unknown): Finding {
  const what = error instanceof Error ? error.message : String(error);
  if (what.includes('is taken')) {
    return { level: 'advice', what: `${what}; probably by the running bot, which was left alone` };
  }
  return {
    level: 'problem',
    what,
    todo:
      `Let the implementation connect to ws://${where}. In NapCat: 网络配置 → 新建 → ` +
      'WebSocket 客户端, with this address and the same token, switched on.',
  };
}
