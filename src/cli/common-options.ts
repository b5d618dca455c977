/** What every run of the bot takes from the configuration, whatever it is connected to. */
import { dirname, join } from 'node:path';
import { features } from '../../commands/index.ts';
import type { AppOptions } from '../app.ts';
import type { Config } from '../config.ts';
import { exporter } from '../exports.ts';
import { fileRoom } from '../files.ts';
import { realTimers } from '../host.ts';
import { everywhere } from './everywhere.ts';

/**
 * @param set `KEY=VALUE`, as typed: settings of every community
 * @throws Stop naming the setting that is not there or the value that is not allowed
 */
export function commonOptions(config: Config, set: readonly string[] = []) {
  const { file, language, zone } = config;
  const values = everywhere(features, set);
  const runExport = exporter({ file, features, everywhere: values });
  return {
    file,
    features,
    timers: realTimers,
    files: fileRoom(join(dirname(file), 'exports'), runExport),
    everywhere: values,
    language,
    zone,
    pid: process.pid,
  } satisfies Partial<AppOptions>;
}
