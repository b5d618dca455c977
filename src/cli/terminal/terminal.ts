/** Opens the bot around a group that one person plays at a terminal, until they leave. */
import pc from 'picocolors';
import { type Bot, type Clock, type Community, type Log, parsePlatformId } from '#kit';
import { sandboxBot } from '../../../bots/sandbox/index.ts';
import { features } from '../../../commands/index.ts';
import { type App, openApp } from '../../app.ts';
import type { Config } from '../../config.ts';
import { fetching } from '../../fetching.ts';
import { freshSeed } from '../../host.ts';
import { Registry } from '../../runtime/registry.ts';
import { groupByPlatform } from '../../store/directory-queries.ts';
import { PLAYED, setFact } from '../../store/facts.ts';
import { commonOptions } from '../common-options.ts';
import { commandWords, complete } from './complete.ts';
import { Deeds } from './deeds.ts';
import { resumeTime } from './move-time.ts';
import { MovedClock } from './moved-clock.ts';
import { messagesIn } from './pasted.ts';
import { PretendPlatform } from './pretend-platform.ts';
import { Screen } from './screen.ts';
import { Session } from './session.ts';
import { momentText, welcomeLines } from './show.ts';
import { HOME, Stage } from './stage.ts';
import { ownWordsIn } from './texts/index.ts';
import { ownWords, readTyped } from './typed.ts';

export interface TerminalOptions {
  readonly config: Config;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether there are keys, a cursor and a line to redraw. */
  readonly isTerminal: boolean;
  readonly isColoured: boolean;
  readonly clock: Clock;
  /** Resolves when somebody asks the program to stop. */
  readonly stop: Promise<void>;
  /** Absent: warnings and errors are shown among the talk. */
  readonly log?: Log | undefined;
  /** Begins what goes on while the group is open, such as backups; stopped before it is closed. */
  readonly beside?: (app: App, log: Log) => { stop(): Promise<void> };
}

/** @throws Fault when the database is refused */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const { config, input, output, isTerminal, isColoured } = options;
  const colours = pc.createColors(isColoured);
  const screen = new Screen({
    input,
    output,
    isTerminal,
    complete: (line) => {
      const commands = commandWords(features, stage.words.language);
      return complete(line, { commands, names: stage.cast.names });
    },
  });
  const stage: Stage = new Stage({ screen, words: ownWordsIn(config.language), colours });
  void options.stop.then(() => screen.close());
  try {
    await play(options, screen, stage);
    stage.note(stage.words.text('bye', { file: config.file }));
  } finally {
    screen.close();
  }
}

async function play(options: TerminalOptions, screen: Screen, stage: Stage): Promise<void> {
  const { config } = options;
  const clock = new MovedClock(options.clock);
  const bot = sandboxBot(async (delivery) => stage.hear(delivery), fetching);
  const { log = stage.log } = options;
  const app = await openApp({
    ...commonOptions(config),
    bots: [bot],
    clock,
    log,
    seed: freshSeed(),
  });
  const beside = options.beside?.(app, log);
  try {
    await resumeTime({ app, clock });
    const home = await communityOfHome(app, bot);
    const language = home?.language ?? config.language;
    const zone = home?.calendar.zone ?? config.zone;
    stage.speakIn(ownWordsIn(language));
    const platform = new PretendPlatform({ app, bot, clock });
    const timeText = () => momentText(clock.now(), { language, zone });
    const registry = new Registry(features);
    const deeds = new Deeds({ bot, platform, stage });
    const session = new Session({ app, bot, clock, stage, deeds, registry, timeText });
    await session.begin(HOME);
    await app.store.write(clock.now(), async (_, { connection }) => {
      connection.run(setFact, { key: PLAYED, value: 'yes' });
    });
    const { words, colours, ownerName: owner } = stage;
    const isApart = config.accounts.length > 0;
    const { file } = config;
    stage.show(welcomeLines(words, { colours, file, owner, isApart, columns: stage.columns }));
    if (clock.ahead > 0) session.showTime();
    const isCommand = (word: string) =>
      registry.command(word) !== undefined || ownWords.includes(word.toLowerCase());
    await converse({ screen, stage, session, isCommand });
  } finally {
    await beside?.stop();
    await app.close();
  }
}

/** The community of the group that opens first; undefined in a database that has none yet. */
async function communityOfHome(app: App, { platform }: Bot): Promise<Community | undefined> {
  const platformId = parsePlatformId(HOME);
  if (platformId === undefined) return undefined;
  const group = await app.store.reader.get(groupByPlatform, { platform, platformId });
  return group && app.settings.community(group.community_id);
}

interface Conversing {
  readonly screen: Screen;
  readonly stage: Stage;
  readonly session: Session;
  readonly isCommand: (word: string) => boolean;
}

async function converse({ screen, stage, session, isCommand }: Conversing): Promise<void> {
  for (;;) {
    const line = await screen.ask(stage.prompt);
    if (line === undefined) return;
    for (const message of messagesIn(line, isCommand)) {
      const typed = readTyped(message);
      if (typed.kind === 'quit') return;
      await session.obey(typed);
    }
  }
}
