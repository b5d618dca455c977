/**
 * Tries an account for real. A gateway tells its events to one program only, so that a running bot
 * keeps them: it is not disturbed, and the examination learns less. Nothing is sent or logged out.
 */
import { type ExamineOptions, type Finding, LinkRefusal, seconds, UNHEARD, variableOf } from '#kit';
import { Client } from './client.ts';
import { Gaps } from './gaps.ts';
import { isUnstable } from './identity.ts';
import { Memory } from './memory.ts';
import { isEncrypted, type WechatSettings } from './settings.ts';
import { wechatText } from './texts/index.ts';
import { causeOf } from './trouble.ts';
import { prepareCall } from './wire/call.ts';
import type { Packages } from './wire/packages.ts';

/** A gateway tells right after the greeting who is logged in. */
const LOGIN = seconds(3);

type Options = ExamineOptions<WechatSettings>;
type Text = ReturnType<typeof wechatText>;

/** What is found out by dialling once. */
export async function examine(packages: Packages, options: Options): Promise<readonly Finding[]> {
  const text = wechatText(options.language);
  const findings = [...onSettings(options, text)];
  const { parts, settings } = options;
  const kept = { memory: new Memory(parts.folder, parts.log), gaps: new Gaps() };
  const call = await prepareCall(packages, settings);
  let loggedIn: () => void = () => undefined;
  const login = new Promise<void>((done) => {
    loggedIn = done;
  });
  const client = new Client({ call, parts, report: UNHEARD, onLogin: () => loggedIn(), ...kept });
  try {
    await client.open();
    const patience = new Promise<void>((done) => void parts.timers.after(LOGIN, done));
    await Promise.race([login, patience]);
    return [...findings, { level: 'good', what: text('good') }, ...(await onLogin(client, text))];
  } catch (error) {
    return [...findings, refused(error, options)];
  } finally {
    await client.close();
  }
}

function* onSettings({ account, settings }: Options, text: Text): Generator<Finding> {
  if (!isEncrypted(settings) || settings.CA_CERT !== undefined) return;
  const todo = text('publicKeyTodo', { variable: variableOf(account, 'CA_CERT') });
  yield { level: 'advice', what: text('publicKey'), todo };
}

async function onLogin(client: Client, text: Text): Promise<readonly Finding[]> {
  const { self } = client;
  if (self === undefined) {
    return [{ level: 'problem', what: text('nobody'), todo: text('nobodyTodo') }];
  }
  const groups = await client.groups().catch(() => []);
  const found: Finding = { level: 'good', what: text('inGroups', { n: groups.length }) };
  if (!isUnstable(self) && !groups.some(isUnstable)) return [found];
  return [found, { level: 'advice', what: text('unstable'), todo: text('unstableTodo') }];
}

/** In words for people; the gateway's own, of gRPC and sockets, are kept for who asks for them. */
function refused(error: unknown, { account, settings, language }: Options): Finding {
  const text = wechatText(language);
  const kind = error instanceof LinkRefusal ? error.kind : 'outage';
  const details = error instanceof LinkRefusal ? (error.details ?? error.message) : String(error);
  if (kind === 'rival') return { level: 'advice', what: text('rival'), details };
  const problem = { level: 'problem', details } as const;
  if (kind === 'credentials') {
    const todo = text('wrongTokenTodo', { variable: variableOf(account, 'TOKEN') });
    return { ...problem, what: text('wrongToken'), todo };
  }
  const { ENDPOINT: endpoint } = settings;
  const variable = variableOf(account, 'CA_CERT');
  switch (causeOf(details)) {
    case 'refused':
      return { ...problem, what: text('refused', { endpoint }), todo: text('refusedTodo') };
    case 'nameUnknown':
      return { ...problem, what: text('nameUnknown', { endpoint }), todo: text('nameUnknownTodo') };
    case 'tls':
      return { ...problem, what: text('tls'), todo: text('tlsTodo', { variable }) };
    case 'slow':
      return { ...problem, what: text('slow'), todo: text('unreachableTodo') };
    case 'unknown':
      return { ...problem, what: text('unreachable'), todo: text('unreachableTodo') };
  }
}
