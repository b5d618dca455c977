/**
 * Bot accounts (平台) as admins see them from the group: how each is connected, and one command that
 * stops everything it would send.
 */
import {
  arg,
  type BotAccountInfo,
  type Commanding,
  defineFeature,
  displayName,
  type Line,
  lines,
} from '#kit';
import { type Base, base } from './base.ts';
import { showDowntimes } from './downtimes.ts';

type Wanted = { account: string | undefined };

const account = arg.optional(arg.choice((text) => text));

export const platform = defineFeature({
  ...base,
  // Stopping must always be possible, whatever was switched off.
  isEssential: true,
  commands: {
    status: { role: 'manager', handle: status },
    downtimes: { role: 'manager', handle: showDowntimes },
    stop: { role: 'admin', args: { account }, handle: (context) => setHeld(context, true) },
    resume: { role: 'admin', args: { account }, handle: (context) => setHeld(context, false) },
  },
});

async function status(context: Commanding<Base>): Promise<void> {
  const { house, say, text } = context;
  const accounts = house.accounts();
  if (accounts.length === 0) return say(text('none'));
  return say(lines(...accounts.map((info) => row(context, info))));
}

function row({ house, language, text }: Commanding<Base>, info: BotAccountInfo): Line {
  const [word] = base.phrases[language].commands.resume.words;
  if (info.isHeld) return text('rowHeld', { account: info.account, word });
  const shown = { account: info.account, state: house.label(`link.${info.state}`) };
  const why = info.trouble?.why;
  return why === undefined ? text('row', shown) : text('rowWhy', { ...shown, why });
}

/** Stops or lets go on the accounts that serve this community, or the one that is named. */
async function setHeld(context: Commanding<Base, Wanted>, isHeld: boolean): Promise<void> {
  const { args, house, language, say, text } = context;
  const all = house.accounts().map((info) => info.account);
  if (all.length === 0) return say(text('none'));
  const named = all.filter((one) => args.account === undefined || one === args.account);
  const comma = text('comma');
  if (named.length === 0) {
    const typed = displayName(args.account ?? '');
    return say(text('unknown', { typed, accounts: all.join(comma) }));
  }
  const accounts = named.join(comma);
  const [word] = base.phrases[language].commands.resume.words;
  // The last word before the silence leaves because it was planned before; the first after it goes
  // before what has waited.
  await say(isHeld ? text('stopped', { accounts, word }) : resumed(context, named));
  await house.holdAccounts(named, isHeld);
}

function resumed({ house, text }: Commanding<Base, Wanted>, accounts: readonly string[]): Line {
  const { waiting, tooOld } = house.lettersHeld(accounts);
  return lines(
    text('resumed', { accounts: accounts.join(text('comma')) }),
    waiting > 0 ? text('waiting', { n: waiting }) : undefined,
    tooOld > 0 ? text('tooOld', { n: tooOld }) : undefined,
  );
}
