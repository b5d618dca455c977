/** All contenders by name; each is loaded only in the process in which it runs. */
import type { Figures } from './contender.ts';
import type { LoadOptions } from './load.ts';
import type { TalkOptions } from './talk.ts';

type Contender = (options: Figures) => Promise<Figures>;

export const contenders: Readonly<Record<string, () => Promise<Contender>>> = {
  oursAsService: async () => withTalk((await import('./pipeline-ours.ts')).oursAsService),
  oursAsReplay: async () => withTalk((await import('./pipeline-ours.ts')).oursAsReplay),
  bareInOurCommits: async () => withTalk((await import('./pipeline-bare.ts')).bareInOurCommits),
  bareInHundreds: async () => withTalk((await import('./pipeline-bare.ts')).bareInHundreds),
  latencyOurs: async () => withLoad((await import('./latency-ours.ts')).latencyOurs),
  latencyBare: async () => withLoad((await import('./latency-bare.ts')).latencyBare),
};

function withTalk(run: (options: TalkOptions) => Promise<Figures>): Contender {
  return ({ messages = 0, days = 1 }) => run({ messages, days });
}

function withLoad(run: (options: LoadOptions) => Promise<Figures>): Contender {
  return ({ perSecond = 1, count = 0, commandEvery = 1 }) =>
    run({ perSecond, count, commandEvery });
}
