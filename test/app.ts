/** Opens a whole app for tests that need their own bot or clock; whatever it logs is collected. */
import { strict as assert } from 'node:assert';
import {
  type Bot,
  type Clock,
  type Feature,
  type FileRoom,
  parseZone,
  type Timers,
  type Zone,
} from '#kit';
import { type App, openApp } from '../src/app.ts';
import { realTimers } from '../src/host.ts';

export interface TestAppOptions {
  readonly file: string;
  readonly features: readonly Feature[];
  readonly bots: readonly Bot[];
  readonly clock: Clock;
  /** Takes warnings and errors. */
  readonly logged: unknown[];
  /** Real ones unless given. */
  readonly timers?: Timers;
  /** What may be written; nothing unless given. */
  readonly files?: FileRoom;
  /** Settings of every community, e.g. `{ 'checkin.points': 10 }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Of new communities; Beijing time unless given. */
  readonly zone?: Zone;
}

export function openTestApp(options: TestAppOptions): Promise<App> {
  const { file, features, bots, clock, logged, timers = realTimers, settings = {} } = options;
  const zone = options.zone ?? parseZone('Asia/Shanghai');
  assert(zone);
  const note = (facts: unknown) => logged.push(facts);
  return openApp({
    file,
    features,
    bots,
    clock,
    timers,
    log: { info: () => undefined, warn: note, error: note },
    files: options.files ?? noFiles,
    seed: 'test',
    everywhere: new Map(Object.entries(settings)),
    language: 'zh-CN',
    zone,
    pid: process.pid,
  });
}

const noFiles: FileRoom = {
  keep: async () => assert.fail('this app writes no files'),
  writeText: async () => assert.fail('this app writes no files'),
  writeExport: async () => assert.fail('this app writes no files'),
  remove: async () => assert.fail('this app writes no files'),
};
