/** One connection to a gateway on the wire: made, listened to, asked and hung up. */
import { isEncrypted, type WechatSettings } from '../settings.ts';
import type { Wechaty } from './contract.ts';
import type { Gateway } from './gateway.ts';
import type { Packages } from './packages.ts';

/** The package's own watchdog leaks listeners and gives up; ours replaces it. A day, in seconds. */
const WATCHDOG_OFF_SECONDS = 86_400;

/**
 * Before wechaty tells of these, it fetches every member of the group. We listen to the gateway
 * itself, and ask for what we need.
 */
const HEARD_BY_US = [
  'message',
  'room-join',
  'room-leave',
  'room-topic',
  'room-invite',
  'friendship',
  'post',
  'dirty',
] as const;

export interface Call {
  readonly gateway: Gateway;
  readonly wechaty: Wechaty;
}

/** Makes both ends of a call; nothing is dialled yet. */
export async function prepareCall(packages: Packages, settings: WechatSettings): Promise<Call> {
  const { ENDPOINT: endpoint, TOKEN: token, SERVER_NAME: serverName, CA_CERT } = settings;
  const gateway = new packages.Gateway({
    endpoint,
    token,
    timeoutSeconds: WATCHDOG_OFF_SECONDS,
    tls: {
      disable: !isEncrypted(settings),
      ...(serverName === undefined ? {} : { serverName }),
      ...(CA_CERT === undefined ? {} : { caCert: CA_CERT }),
    },
  });
  const wechaty = packages.WechatyBuilder.build({ puppet: gateway });
  // Without a listener an error would end the process; those that matter reach us another way.
  wechaty.on('error', () => undefined);
  await wechaty.init();
  for (const event of HEARD_BY_US) gateway.removeAllListeners(event);
  return { gateway, wechaty };
}
