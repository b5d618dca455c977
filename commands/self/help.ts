/** Help (帮助): what this member can do in this place, on one screen, or one thing explained. */
import {
  type CommandInfo,
  type Commanding,
  displayName,
  type FeatureInfo,
  type Line,
  lines,
  wordOf,
} from '#kit';
import type { base } from './base.ts';
import type { Topic } from './topic.ts';

type Asking = Commanding<typeof base, { topic: Topic | undefined }>;
/**
 * So many commands of a feature stand on the screen, and no quiet one; help for the feature, or for
 * everything, tells the others.
 */
const MOST_WORDS = 5;

type CommandTopic = Extract<Topic, { kind: 'command' }>;

export async function help(context: Asking): Promise<void> {
  const { topic } = context.args;
  if (topic === undefined) return context.say(screen(context));
  if (topic.kind === 'everything') return context.say(everything(context));
  if (topic.kind === 'unknown') return context.say(unknown(context, topic.typed));
  if (topic.kind === 'command') return context.say(explained(context, topic));
  return context.say(overview(context, topic.feature));
}

function unknown({ house, text }: Asking, typed: string): Line {
  const word = wordOf(house, 'help');
  return text('unknown', { typed: displayName(typed), word });
}

function screen(context: Asking): Line {
  const { group, house, member, text } = context;
  const here = house.commands(member.role);
  const elsewhere = house
    .commands(member.role, group ? 'private' : 'group')
    .filter((command) => !command.isQuiet && !here.some((other) => isSame(other, command)));
  const forAll = here.filter(({ role }) => role === 'member');
  const forRole = here.filter(({ role }) => role !== 'member');
  return lines(
    text(group ? 'inGroup' : 'inPrivate'),
    ...rows(context, forAll, MOST_WORDS),
    roleLine(context, loudOf(forRole)),
    elsewhere.length > 0
      ? text(group ? 'alsoInPrivate' : 'alsoInGroup', { words: shownWords(elsewhere) })
      : undefined,
    hint(context, forAll),
  );
}

/** Managers can do so much that only its names fit on a screen beside what everybody can do. */
function roleLine({ house, member, text }: Asking, own: readonly CommandInfo[]): Line | undefined {
  const word = house.command('help')?.words[0];
  if (own.length === 0 || word === undefined) return undefined;
  const titles = listed([...new Set(own.map(({ title }) => title))]);
  return text('forRole', { role: house.label(`as.${member.role}`), titles, word });
}

/** All that this member may use here, the manager's part at the end. */
function everything(context: Asking): Line {
  const { house, member, text } = context;
  const all = house.commands(member.role);
  const forAll = all.filter(({ role }) => role === 'member');
  const forRole = all.filter(({ role }) => role !== 'member');
  const role = house.label(`as.${member.role}`);
  return lines(
    ...rows(context, forAll),
    forRole.length > 0 ? text('everythingForRole', { role }) : undefined,
    ...rows(context, forRole),
    hint(context, forAll),
  );
}

/** One row a feature, in the order of the features, each with its first so many words. */
function rows({ text }: Asking, commands: readonly CommandInfo[], most?: number): readonly Line[] {
  const features = [...new Set(commands.map(({ feature }) => feature))];
  return features.map((name) => {
    const own = commands.filter(({ feature }) => feature === name);
    const shown = most === undefined ? own : loudOf(own).slice(0, most);
    const more = shown.length < own.length ? ' …' : '';
    return text('row', { title: own[0]?.title ?? name, words: `${shownWords(shown)}${more}` });
  });
}

function loudOf(commands: readonly CommandInfo[]): readonly CommandInfo[] {
  return commands.filter(({ isQuiet }) => !isQuiet);
}

/** Names a command of another feature as the example; help that explains help is no help. */
function hint({ text, house }: Asking, commands: readonly CommandInfo[]): Line | undefined {
  const word = house.command('help')?.words[0];
  const example = commands.find(({ feature }) => feature !== 'self')?.words[0];
  return word && example ? text('more', { word, example }) : undefined;
}

function explained(context: Asking, { command, feature }: CommandTopic): Line {
  const { house, text } = context;
  const { words, usage, help: about, place, role } = command;
  const [word = '', ...others] = words;
  const own = ofFeature(context, { name: command.feature });
  // The first word of a feature leads to the others, too: «帮助 定时».
  const isMain = feature !== undefined || own.slice(0, 1).some((one) => isSame(one, command));
  const siblings = isMain ? own.filter((one) => !isSame(one, command)) : [];
  return lines(
    text('about', { word, help: about }),
    usage === '' ? undefined : text('usage', { usage: `${word} ${usage}` }),
    others.length > 0 ? text('otherWords', { words: listed(others) }) : undefined,
    place === 'group' ? text('onlyInGroup') : undefined,
    place === 'private' ? text('onlyInPrivate') : undefined,
    role === 'member' ? undefined : text('needsRole', { role: house.label(`as.${role}`) }),
    siblings.length > 0
      ? text('sameFeature', {
          title: feature?.title ?? command.title,
          words: shownWords(siblings),
        })
      : undefined,
  );
}

/** Every command of one feature that this member may use somewhere, a line each. */
function overview(context: Asking, feature: FeatureInfo): Line {
  const { text } = context;
  const own = ofFeature(context, feature);
  return lines(
    text('row', { title: feature.title, words: own.length === 0 ? '—' : '' }),
    ...own.map(({ words: [word = ''], help: about }) => text('about', { word, help: about })),
  );
}

function ofFeature(
  { house, member }: Asking,
  { name }: Pick<FeatureInfo, 'name'>,
): readonly CommandInfo[] {
  const inGroup = house.commands(member.role, 'group');
  const inPrivate = house.commands(member.role, 'private');
  const both = [...inGroup, ...inPrivate.filter((one) => !inGroup.some((two) => isSame(one, two)))];
  return both.filter(({ feature }) => feature === name);
}

function isSame(one: CommandInfo, other: CommandInfo): boolean {
  return one.feature === other.feature && one.words[0] === other.words[0];
}

function shownWords(commands: readonly CommandInfo[]): string {
  return listed(commands.map(({ words: [word = ''] }) => word));
}

function listed(words: readonly string[]): string {
  return words.join(' · ');
}
