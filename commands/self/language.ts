/** The language (语言) in which one member is answered, chosen by word or by a choice. */
import {
  type Acting,
  type Answering,
  type Commanding,
  LANGUAGES,
  type Language,
  plainWord,
  type Text,
  textIn,
} from '#kit';
import { base } from './base.ts';

type Said = Text<(typeof base.phrases)['zh-CN']>;

/** `group` goes back to what the group speaks. */
export type Wish = Language | 'group';

const SECONDS_TO_CHOOSE = 120;

const NAMES: ReadonlyMap<string, Wish> = new Map([
  ...[
    'zh-cn',
    'zh',
    'cn',
    'zh-hans',
    '简体',
    '簡體',
    '简体中文',
    '簡體中文',
    '简中',
    '简',
    '中文',
  ].map((name) => [name, 'zh-CN'] as const),
  ...[
    'zh-tw',
    'tw',
    'zh-hant',
    'zh-hk',
    '繁体',
    '繁體',
    '繁体中文',
    '繁體中文',
    '繁中',
    '繁',
    '正體',
  ].map((name) => [name, 'zh-TW'] as const),
  ...['en', 'english', '英文', '英语', '英語'].map((name) => [name, 'en'] as const),
  ...['auto', 'group', 'default', '默认', '預設', '自动', '自動'].map(
    (name) => [name, 'group'] as const,
  ),
]);

/** @returns undefined for a word that names no language */
export function parseWish(typed: string): Wish | undefined {
  return NAMES.get(plainWord(typed));
}

export async function chooseLanguage(
  context: Commanding<typeof base, { language: Wish | undefined }>,
): Promise<void> {
  const { args, ask, text } = context;
  if (args.language !== undefined) return speak(context, args.language);
  return ask({
    dialogue: 'language',
    line: text('whichLanguage'),
    choices: [
      { key: 'zh-CN', label: text('simplified') },
      { key: 'zh-TW', label: text('traditional') },
      { key: 'en', label: text('english') },
      { key: 'group', label: text('likeGroup') },
    ],
    data: null,
    seconds: SECONDS_TO_CHOOSE,
  });
}

export async function languageChosen(context: Answering<typeof base>): Promise<void> {
  const wish = parseWish(context.answer);
  if (wish !== undefined) return speak(context, wish);
}

/** Says yes in the language that was chosen: the quickest proof that it was understood. */
async function speak({ tx, member, community, say }: Acting<typeof base>, wish: Wish) {
  const language = LANGUAGES.find((known) => known === wish);
  await tx.people.setLanguage(member.id, language);
  const text: Said = textIn(base.phrases, language ?? community.language);
  return say(text(language === undefined ? 'spokenLikeGroup' : 'spoken'));
}
