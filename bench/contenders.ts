/** All contenders by name; each is loaded only in the process in which it runs. */
import { isAbsolute } from 'node:path';
import type { Figures } from './contender.ts';
import type { Dues } from './due-figures.ts';
import type { LoadOptions } from './load.ts';
import type { TalkOptions } from './talk.ts';
import type { WireLoad } from './wire-load.ts';

/** What stood on the command line, `name=value`. */
type Typed = Readonly<Record<string, string>>;
type Contender = (typed: Typed) => Promise<Figures>;

const pipeline = () => import('./pipeline-ours.ts');
const barePipeline = () => import('./pipeline-bare.ts');
const exporting = () => import('./export-contenders.ts');

export const contenders: Readonly<Record<string, () => Promise<Contender>>> = {
  oursAsService: async () => withTalk((await pipeline()).oursAsService),
  oursAsReplay: async () => withTalk((await pipeline()).oursAsReplay),
  oursUnpaid: async () => withTalk((await pipeline()).oursUnpaid),
  bareInOurCommits: async () => withTalk((await barePipeline()).bareInOurCommits),
  bareInHundreds: async () => withTalk((await barePipeline()).bareInHundreds),
  latencyOurs: async () => withLoad((await import('./latency-ours.ts')).latencyOurs),
  latencyBare: async () => withLoad((await import('./latency-bare.ts')).latencyBare),
  latencyExporting: async () => {
    const { latencyExporting } = await import('./latency-ours.ts');
    return (typed) => latencyExporting(loadOf(typed), fileOf(typed));
  },
  latencyDrawing: async () => {
    const { latencyDrawing } = await import('./lottery-ours.ts');
    return (typed) => latencyDrawing(loadOf(typed), Number(typed.entrants));
  },
  hangOurs: async () => {
    const { hangOurs } = await import('./hang-ours.ts');
    return ({ seconds, isHanging }) =>
      hangOurs({ seconds: Number(seconds), isHanging: isHanging === '1' });
  },
  onebotOurs: async () => overWire((await import('./onebot-ours.ts')).onebotOurs),
  onebotBare: async () => overWire((await import('./onebot-bare.ts')).onebotBare),
  onebotSender: async () => overWire((await import('./onebot-sender.ts')).onebotSender),
  telegramOurs: async () => overWire((await import('./telegram-ours.ts')).telegramOurs),
  telegramTelegraf: async () => overWire((await import('./telegram-telegraf.ts')).asWritten),
  telegramTelegrafFull: async () => overWire((await import('./telegram-telegraf.ts')).asDurable),
  telegramBare: async () => overWire((await import('./telegram-bare.ts')).telegramBare),
  telegramSender: async () => overWire((await import('./telegram-sender.ts')).telegramSender),
  ballotsOurs: async () => {
    const { ballots, WAYS } = await import('./ballots-ours.ts');
    return ({ way }) => ballots({ way: WAYS.find((one) => one === way) ?? 'checkIn' });
  },
  dueOurs: async () => withDues((await import('./due-ours.ts')).dueOurs),
  dueNodeCron: async () => withDues((await import('./due-node-cron.ts')).dueNodeCron),
  csvHere: async () => withFile((await exporting()).csvHere),
  csvInWorker: async () => withFile((await exporting()).csvInWorker),
  xlsxHere: async () => withFile((await exporting()).xlsxHere),
  xlsxInWorker: async () => withFile((await exporting()).xlsxInWorker),
  exceljs: async () => withFile((await exporting()).exceljsStreaming),
  csvBySqlite: async () => withFile((await exporting()).csvBySqlite),
};

function withTalk(run: (options: TalkOptions) => Promise<Figures>): Contender {
  return ({ messages, days }) => run({ messages: Number(messages), days: Number(days) });
}

function withLoad(run: (options: LoadOptions) => Promise<Figures>): Contender {
  return (typed) => run(loadOf(typed));
}

function overWire(run: (load: WireLoad) => Promise<Figures>): Contender {
  return ({ messages, perSecond }) =>
    run({ messages: Number(messages), perSecond: Number(perSecond) });
}

function withDues(run: (dues: Dues) => Promise<Figures>): Contender {
  return ({ rows, rounds, isBlocked }) =>
    run({ rows: Number(rows), rounds: Number(rounds), isBlocked: isBlocked === '1' });
}

function withFile(run: (file: string) => Promise<Figures>): Contender {
  return (typed) => run(fileOf(typed));
}

function loadOf({ perSecond, count, commandEvery }: Typed): LoadOptions {
  return {
    perSecond: Number(perSecond),
    count: Number(count),
    commandEvery: Number(commandEvery),
  };
}

function fileOf({ file = '' }: Typed): string {
  if (!isAbsolute(file)) throw new Error(`not a file: ${file}`);
  return file;
}
