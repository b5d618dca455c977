/** The command that connects a bot account: `connect`. */
import { text as allOf } from 'node:stream/consumers';
import { type Command, InvalidArgumentError } from 'commander';
// Not from '#kit': that would load zod and Kysely before `--help` is printed.
import { LANGUAGES, type Language } from '../kit/phrases.ts';
import type { Asking } from './connect/asking.ts';
import { DB_OPTION, gather } from './describe-running.ts';

export function describeConnect(qunli: Command): void {
  qunli
    .command('connect')
    .description('connect a bot account: asks, tries it for real, writes .env')
    .argument('[platform]', 'telegram, qq or wechat; asked for when absent')
    .option(
      '--lang <language>',
      "zh-CN, zh-TW or en (default: the system's, else zh-CN)",
      readLanguage,
    )
    .option('--account <name>', 'which account to set up, such as telegram-2')
    .option('--set <field=value>', 'an answer given beforehand; may come several times', gather)
    .option('--stdin', 'take further answers from standard input, one FIELD=VALUE a line')
    .option(...DB_OPTION)
    .addHelpText('after', CONNECT_EXAMPLES)
    .action(connect);
}

interface ConnectFlags {
  readonly lang?: Language;
  readonly account?: string;
  readonly set?: readonly string[];
  readonly stdin?: boolean;
  readonly db?: string;
}

async function connect(wanted: string | undefined, flags: ConnectFlags): Promise<void> {
  const { account, stdin = false, db } = flags;
  const { configured } = await import('./configured.ts');
  const { systemLanguage } = await import('../config.ts');
  const { connectCommand } = await import('./connect-command.ts');
  const { platforms } = await import('../../bots/index.ts');
  const config = configured(db, 'database');
  const language = flags.lang ?? systemLanguage() ?? config.language;
  await connectCommand({
    config,
    platforms,
    language,
    wanted,
    account,
    set: [...(flags.set ?? []), ...(stdin ? await answersIn(process.stdin) : [])],
    envFile: '.env',
    output: process.stdout,
    asking: !stdin && process.stdin.isTTY ? await askingIn(language) : undefined,
  });
}

async function askingIn(language: Language): Promise<Asking> {
  const { askingIn: inTerminal } = await import('./connect/prompts.ts');
  const { connectText } = await import('./connect/texts/index.ts');
  return inTerminal(connectText(language));
}

/** Given so, a token stands in no list of processes and in no history of a shell. */
async function answersIn(input: NodeJS.ReadableStream): Promise<readonly string[]> {
  const lines = (await allOf(input)).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

function readLanguage(typed: string): Language {
  const language = LANGUAGES.find((one) => one.toLowerCase() === typed.toLowerCase());
  if (language) return language;
  throw new InvalidArgumentError(`It is one of ${LANGUAGES.join(', ')}.`);
}

const CONNECT_EXAMPLES = `
One question after the other, each answer checked at once; then the account is tried for real, and
what it lacks is told with where to press. Nothing is written before you have seen which lines of
.env change. Run it again for another account, or to replace one.

Examples:
  npx qunli connect                                  asks everything, in your language
  npx qunli connect telegram --lang en
  npx qunli connect telegram --set TOKEN=123:abc     without a terminal
  npx qunli connect qq --account qq-2 --stdin < answers.txt`;
