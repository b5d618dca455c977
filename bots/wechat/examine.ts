/**
 * Tries an account for real. A gateway tells its events to one program only, so that a running bot
 * keeps them: it is not disturbed, and the examination learns less. Nothing is sent or logged out.
 */
import { type BotOptions, type Finding, LinkRefusal, seconds, UNHEARD } from '#kit';
import { Client } from './client.ts';
import { Gaps } from './gaps.ts';
import { isUnstable } from './identity.ts';
import { Memory } from './memory.ts';
import { isEncrypted, type WechatSettings } from './settings.ts';
import { prepareCall } from './wire/call.ts';
import type { Packages } from './wire/packages.ts';

/** A gateway tells right after the greeting who is logged in. */
const LOGIN = seconds(3);

/** What is found out by dialling once. */
export async function examine(
  packages: Packages,
  options: BotOptions<WechatSettings>,
): Promise<readonly Finding[]> {
  const findings = [...onSettings(options.settings)];
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
    return [...findings, GOOD, ...(await onLogin(client))];
  } catch (error) {
    return [...findings, refused(error)];
  } finally {
    await client.close();
  }
}

const GOOD: Finding = { level: 'good', what: 'the gateway is there and knows the token' };

function* onSettings(settings: WechatSettings): Generator<Finding> {
  if (!isEncrypted(settings) || settings.CA_CERT !== undefined) return;
  yield {
    level: 'advice',
    what: 'the certificate is the one that comes with the package: its key is public',
    todo: 'make a certificate of your own and name it in QUNLI_WECHAT_CA_CERT, or use a tunnel',
  };
}

async function onLogin(client: Client): Promise<readonly Finding[]> {
  const { self } = client;
  if (self === undefined) {
    return [
      {
        level: 'problem',
        what: 'no WeChat account is logged in at the gateway',
        todo: 'scan the code that the gateway shows with the phone of the account',
      },
    ];
  }
  const groups = await client.groups().catch(() => []);
  const found: Finding = {
    level: 'good',
    what: `an account is logged in, in ${groups.length} groups`,
  };
  return isUnstable(self) || groups.some(isUnstable) ? [found, UNSTABLE] : [found];
}

const UNSTABLE: Finding = {
  level: 'advice',
  what: 'this gateway gives people and groups new ids at every login',
  todo: 'after a new login members must link themselves again; a gateway with lasting ids is better',
};

function refused(error: unknown): Finding {
  const kind = error instanceof LinkRefusal ? error.kind : 'outage';
  const what = error instanceof Error ? error.message : String(error);
  if (kind === 'rival') {
    return { level: 'advice', what: `${what}; if the bot is running, that is the bot` };
  }
  const todo =
    kind === 'credentials'
      ? 'compare QUNLI_WECHAT_TOKEN with the token with which the gateway was started'
      : 'is the gateway running, are host and port right, and do both sides use TLS or neither?';
  return { level: 'problem', what, todo };
}
