/**
 * What can be typed after `qunli`. Only descriptions stand here and in the files it lists: the code
 * of a command is imported when that command runs, so that `--help` need not load the bot.
 */
import { type Argument, Command, InvalidArgumentError, type Option } from 'commander';
import { VERSION } from '../version.ts';
import { describeConnect } from './describe-connect.ts';
import { describeData } from './describe-data.ts';
import { describeRunning } from './describe-running.ts';

const EXAMPLES = `
Examples:
  npx qunli start                      try the bot in this terminal
  npx qunli sandbox events.jsonl       run events through it, one JSON object a line
  npx qunli export members -o m.csv    who is there, and how active
  npx qunli doctor                     is everything well?

npx knows qunli in the folder of the program; npx qunli COMMAND --help tells more.
Settings come from the environment or from .env; .env.example lists them all.`;

/** All commands, ready to be parsed. It ends by throwing instead of exiting. */
export function program(): Command {
  const qunli = new Command('qunli')
    .description('Qunli (群力): a community bot for chat groups.')
    .usage('COMMAND [options]')
    .version(VERSION, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureHelp({ subcommandTerm: termOf })
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', EXAMPLES);
  describeRunning(qunli);
  describeConnect(qunli);
  describeData(qunli);
  for (const { options } of qunli.commands) {
    for (const option of options) if (option.required) wantValue(option);
  }
  return qunli;
}

/** `--seed --db X`: the value was forgotten, and the next option must not be taken for it. */
function wantValue(option: Option): void {
  const { parseArg: read } = option;
  option.argParser((value: string, before: unknown) => {
    if (value.startsWith('--')) throw new InvalidArgumentError('Its value is missing.');
    return read === undefined ? value : read(value, before);
  });
}

/** What a command is listed under: its name and what follows it, not that it has options. */
function termOf(command: Command): string {
  return [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' ');
}

function argumentTerm(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}
