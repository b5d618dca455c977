/** What `qunli connect` says, in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Connecting',
  commands: {},
  labels: {},
  texts: {
    whichPlatform: 'Which platform?',
    namePlatform: 'Name a platform: {names}',
    howToChoose: ' (↑ ↓ to choose, Enter to confirm)',
    goOn: 'Understood. Go on?',
    yes: 'Yes',
    no: 'No',
    whichAccount: '{title} has {accounts} already. What now?',
    another: 'Connect another one, called {account}',
    replace: 'Replace the settings of {account}',
    mend: 'Mend {account}, which is wrong as it stands',
    noSuchAccount: 'There is no account {typed}; there can be: {accounts}',
    noRoom: '{title} takes {most} accounts and has them; --account replaces one',
    example: 'such as {example}',
    wrong: '{wrong}, such as {example}',
    missing: 'this has to be filled in, such as {example}',
    fieldForm: '{pair}: write FIELD=VALUE; {platform} has {fields}',
    noSuchField: 'there is no field {field}; {platform} has {fields}',
    about: '{field}: {complaint}',
    incomplete:
      '{account} is not complete: {needed} must be filled in (without a terminal: --set {field}=…, or --stdin)',
    isTwin: 'This is {account}, which is connected already; its settings are in {file}.',
    trying: 'Trying {account}; it may take half a minute …',
    keepBroken: 'This does not work yet. Write it to {file} all the same?',
    changes: 'These lines of {file} will change:',
    unchanged: '{file} says all of this already.',
    write: 'Write them?',
    nothingWritten: 'Nothing was written.',
    written: 'Written to {file}, which only you can read.',
    next: 'Next: «npm start», and the bot is there. «npx qunli doctor» looks again whenever you like.',
    startAnew:
      'The bot is running, still with its old settings: stop it (Ctrl-C), then «npm start».',
    notYet: 'Once that is mended, «npx qunli doctor» tells whether it works; then «npm start».',
    overridden: 'Mind: {names} also stands in the environment, which goes before {file}.',
  },
});
