/** Who does not want what: members by whom they are mentioned, managers what is said at all. */
import { type Commanding, displayName, type Member, type PushKindInfo } from '#kit';
import type { Base } from './base.ts';

type Wishing = Commanding<Base, { readonly typed: string | undefined }>;

/** `别提醒我`: no mentions any more, but for results; or none by one kind that is named. */
export async function spare(context: Wishing): Promise<void> {
  const { member, say, text } = context;
  const kinds = await meant(context);
  if (kinds === undefined) return;
  await switchAll(context, { kinds, isOn: false, member });
  const isAll = context.args.typed === undefined;
  return say(isAll ? text('sparedAll') : text('spared', { titles: titlesOf(context, kinds) }));
}

/** `恢复提醒`: the same taken back. */
export async function wantAgain(context: Wishing): Promise<void> {
  const { attention, args, member, say, text } = context;
  const kinds =
    args.typed === undefined ? await attention.unwanted(member.id) : await meant(context);
  if (kinds === undefined) return;
  await switchAll(context, { kinds, isOn: true, member });
  return say(
    kinds.length === 0
      ? text('wantsAll')
      : text('wantsAgain', { titles: titlesOf(context, kinds) }),
  );
}

/** `关掉推送`: the community does without a kind. */
export async function stop(context: Wishing): Promise<void> {
  return decide(context, false);
}

/** `打开推送`: it is said again. */
export async function resume(context: Wishing): Promise<void> {
  return decide(context, true);
}

async function decide(context: Wishing, isOn: boolean): Promise<void> {
  const { args, house, say, text } = context;
  if (args.typed === undefined) return say(text('which', { titles: await allTitles(context) }));
  const kinds = await meant(context);
  const [kind] = kinds ?? [];
  if (kind === undefined) return;
  await switchAll(context, { kinds: [kind], isOn });
  await house.audit(isOn ? 'attention.resume' : 'attention.stop', {
    kind: `${kind.feature}.${kind.kind}`,
  });
  const { title } = kind;
  return say(isOn ? text('resumed', { title }) : text('stopped', { title }));
}

/** The kinds that are meant; where there is no such kind, it is said which there are. */
async function meant(context: Wishing): Promise<readonly PushKindInfo[] | undefined> {
  const { args, attention, say, text } = context;
  const all = await attention.kinds();
  if (args.typed === undefined) return all.filter(({ priority }) => priority !== 'promised');
  const kind = attention.kindCalled(args.typed);
  const found = all.filter((one) => one.feature === kind?.feature && one.kind === kind.kind);
  if (found.length > 0) return found;
  const typed = displayName(args.typed);
  await say(text('noSuchKind', { typed, titles: await allTitles(context) }));
  return undefined;
}

interface Switching {
  readonly kinds: readonly PushKindInfo[];
  readonly isOn: boolean;
  readonly member?: Member;
}

async function switchAll({ attention }: Wishing, { kinds, ...how }: Switching): Promise<void> {
  for (const kind of kinds) await attention.switch({ kind, ...how });
}

async function allTitles(context: Wishing): Promise<string> {
  return titlesOf(context, await context.attention.kinds());
}

function titlesOf({ text }: Wishing, kinds: readonly PushKindInfo[]): string {
  return kinds.map(({ title }) => title).join(text('comma'));
}
