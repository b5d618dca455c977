/**
 * The packages that speak to a WeChat gateway. They are heavy (half a second, 80 MB), and a slim
 * installation leaves them out: nothing but this file loads them, and only for an account.
 */
import { Fault } from '#kit';
import { fileBoxPackage, servicePackage, wechatyPackage } from './contract.ts';
import { gatewayClass } from './gateway.ts';

export type Packages = Awaited<ReturnType<typeof load>>;

let loaded: Promise<Packages> | undefined;

/** Loads them once. @throws Fault `package-missing`, saying which and what to do */
export function loadPackages(): Promise<Packages> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw asFault(error);
  });
  return loaded;
}

/** By name, so that neither the compiler nor the bundler follows them. */
const NAMES = {
  service: 'wechaty-puppet-service',
  wechaty: 'wechaty',
  fileBox: 'file-box',
} as const satisfies Readonly<Record<string, string>>;

async function load() {
  const { PuppetService, log } = servicePackage.parse(await importNamed(NAMES.service));
  const { WechatyBuilder } = wechatyPackage.parse(await importNamed(NAMES.wechaty));
  const { FileBox } = fileBoxPackage.parse(await importNamed(NAMES.fileBox));
  // They would print to the terminal, and tokens at that; what matters comes to us as errors.
  log.level('silent');
  return { WechatyBuilder, FileBox, Gateway: gatewayClass(PuppetService) };
}

/** A module as an object with its exports as fields. */
async function importNamed(name: string): Promise<unknown> {
  const exported: unknown = await import(name);
  return exported;
}

function asFault(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return error;
  const name = /Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1] ?? 'one of them';
  return new Fault(
    'package-missing',
    `A WeChat account is configured, but the packages for WeChat are not installed (${name} is ` +
      'missing). Either install them with «npm ci», or take QUNLI_WECHAT_… out of the configuration.',
    { cause: error },
  );
}
