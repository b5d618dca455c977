/**
 * Tries a QQ account for real, over a connection of its own, and says what it lacks. A running bot
 * keeps its connection: implementations serve several, and a port that is taken is left alone.
 */
import type { WebSocket } from 'ws';
import { type ExamineOptions, type Finding, LinkRefusal, seconds, UNHEARD } from '#kit';
import { SocketCalls } from './calls.ts';
import { findingsOf, wrongToken } from './findings.ts';
import { socketTo, troubleOfError } from './forward.ts';
import { HttpCalls } from './http-calls.ts';
import { ask, UNKNOWN_ACTION } from './introduce.ts';
import { Known } from './known.ts';
import { PRESS } from './napcat.ts';
import { Overhearing } from './overhearing.ts';
import { AddressTaken, listen } from './reverse.ts';
import { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { qqText } from './texts/index.ts';

type Text = ReturnType<typeof qqText>;

/** For the other side to connect: NapCat tries every 5 s, others up to every 30 s. */
const DIALLING = seconds(20);
/** To overhear a heartbeat or a message. */
const LISTENING = seconds(10);

export async function examine(options: ExamineOptions<Settings>): Promise<readonly Finding[]> {
  const { URL: url, LISTEN, HTTP_URL } = options.settings;
  if (url !== undefined) return examineForward(url, options);
  if (HTTP_URL !== undefined) return examineHttp(HTTP_URL, options);
  return LISTEN ? examineReverse(options) : [];
}

async function examineForward(
  url: string,
  { settings, parts, language }: ExamineOptions<Settings>,
): Promise<readonly Finding[]> {
  const text = qqText(language);
  const calls = new SocketCalls(parts);
  const socket = socketTo({ url, token: settings.TOKEN });
  const overhearing = new Overhearing(calls, parts);
  socket.on('message', (data) => overhearing.take(String(data)));
  socket.on('close', (code) => overhearing.takeClose(code));
  calls.use(socket);
  try {
    await opened(socket);
    const overheard = await overhearing.within(LISTENING);
    const findings = await findingsOf({ caller: calls, text, overheard });
    return overhearing.isRefused ? [wrongToken(text)] : findings;
  } catch (error) {
    if (overhearing.isRefused) return [wrongToken(text)];
    return [nothingThere({ where: url, error }, text)];
  } finally {
    socket.terminate();
    calls.end('the examination is over');
  }
}

/** Said by a web page, or by the other kind of server; not by a OneBot server of this kind. */
const SOMETHING_ELSE = /^Unexpected server response|^HTTP \d/;

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    // It stays for errors to come, which would end the program if nobody listened.
    socket.on('error', (error) => reject(error));
  });
}

interface Failed {
  readonly where: string;
  readonly error: unknown;
}

function nothingThere({ where, error }: Failed, text: Text): Finding {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && troubleOfError(error).kind === 'credentials') {
    return wrongToken(text);
  }
  const press = /^ws/.test(where) ? PRESS.server : PRESS.httpServer;
  // Without what follows the path: some people put the token there.
  const shown = { where: where.replace(/[?#].*/, ''), why };
  if (SOMETHING_ELSE.test(why)) {
    const what = text('otherThere', shown);
    return { level: 'problem', what, todo: text('otherThereTodo', { press }) };
  }
  const what = text('nothingThere', shown);
  return { level: 'problem', what, todo: text('nothingThereTodo', { press, on: PRESS.on }) };
}

async function examineHttp(
  url: string,
  { settings, parts, language }: ExamineOptions<Settings>,
): Promise<readonly Finding[]> {
  const text = qqText(language);
  const caller = new HttpCalls({ url, token: settings.TOKEN }, parts);
  try {
    const { retcode } = await ask(caller, { action: 'get_login_info' });
    // Every implementation knows the first question.
    if (retcode === UNKNOWN_ACTION) throw new Error('HTTP 404');
    return await findingsOf({ caller, text });
  } catch (error) {
    if (error instanceof LinkRefusal) return [wrongToken(text)];
    return [nothingThere({ where: url, error }, text)];
  }
}

async function examineReverse(options: ExamineOptions<Settings>): Promise<readonly Finding[]> {
  const { settings, parts, language } = options;
  const text = qqText(language);
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
      return await findingsOf({ caller: calls, text });
    } finally {
      await reception.close();
    }
  } catch (error) {
    return [notConnected({ where: `${address.host}:${address.port}`, error }, text)];
  } finally {
    late.cancel();
    session.end({ kind: 'outage', why: 'the examination is over' });
  }
}

function notConnected({ where, error }: Failed, text: Text): Finding {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof AddressTaken) return { level: 'advice', what: text('isTaken', { where }) };
  const what = text('notConnected', { where, why });
  return {
    level: 'problem',
    what,
    todo: text('notConnectedTodo', { where, press: PRESS.client, on: PRESS.on }),
  };
}
