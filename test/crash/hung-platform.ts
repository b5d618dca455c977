/** A member checks in in two groups; the platform takes one answer, and hangs at the other. */
import { strict as assert } from 'node:assert';
import { type Bot, instantOf } from '#kit';
import { readLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { checkin } from '../../commands/checkin/index.ts';
import type { App } from '../../src/app.ts';
import { openTestApp } from '../app.ts';

export const NOW = instantOf(Date.parse('2026-03-01T09:00:00+08:00'));

/** Opens the app on a file, with time standing still but for real timers. */
export function openOn(file: string, bot: Bot): Promise<App> {
  const clock = { isSet: false, now: () => NOW };
  return openTestApp({ file, features: [checkin], bots: [bot], clock, logged: [] });
}

/** Resolves when the check-in is stored. */
export async function checkInAt(app: App, bot: Bot, group: string): Promise<void> {
  const at = new Date(NOW).toISOString();
  const said = { at, type: 'message', group, id: `in ${group}`, from: 'u1', text: '签到' };
  const line = readLine(JSON.stringify(said));
  assert(line.kind === 'event');
  await app.receive(bot, line.event);
}

/** Never ends by itself. Writes `sending GROUP` whenever the platform is called. */
export async function runOnHungPlatform(file: string): Promise<void> {
  const bot = sandboxBot(async ({ action }) => {
    const group = 'group' in action.to ? action.to.group : '';
    process.stdout.write(`sending ${group}\n`);
    if (group === 'hung') await new Promise(() => undefined);
  });
  const app = await openOn(file, bot);
  await checkInAt(app, bot, 'well');
  await app.settle();
  await checkInAt(app, bot, 'hung');
}
