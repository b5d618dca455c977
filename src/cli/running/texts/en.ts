/** What a running bot shows its operator, in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Running',
  commands: {},
  labels: {},
  texts: {
    title: 'Qunli {version} is running',
    down: 'not connected, trying again',
    connecting: 'connecting …',
    authorized: 'signed in, nothing heard yet',
    live: 'online',
    stale: 'silent, being asked',
    outage: 'not connected, trying again ({why})',
    credentials: 'the platform refuses this account; a new token: npx qunli connect {platform}',
    rival: 'another program uses this account, too; stop one of them',
    loggedOut: 'logged out, trying again ({why})',
    data: 'data',
    dataAt: { one: '{file}, backed up every hour', other: '{file}, backed up every {n} hours' },
    dataUnsaved: '{file}, with no automatic backups',
    stop: 'stop',
    stopBy: 'Ctrl-C; what is begun is finished first',
    check: 'check',
    tryIt: 'try',
    logs: 'logs',
    stopping: 'Stopping; what is begun is finished first …',
    stopped: 'Stopped. The data is in {file}.',
  },
});
