/**
 * Everything that the bot can say, in every language: complete, filled, short, and written in the
 * script that it claims to be. New features are checked by being in the list.
 */
import { describe, expect, test } from 'vitest';
import {
  type Catalogue,
  LANGUAGES,
  type Language,
  type Phrases,
  ROLES,
  type Template,
  textIn,
} from '#kit';
import { features } from '../commands/index.ts';
import { Registry, wordsIn } from '../src/runtime/registry.ts';
import { catalogue as core } from '../src/runtime/texts/index.ts';
import { simplifiedOnly } from './house/texts.ts';

/** One text fits on a phone's screen without scrolling; answers of several texts are lines. */
const LONGEST_TEXT = 200;
/** Help shows one line a command. */
const LONGEST_HELP = 72;

const catalogues: readonly (readonly [string, Catalogue])[] = [
  ['the runtime', core],
  ...features.map(({ name, phrases }) => [name, phrases] as const),
];

interface Said {
  /** `feature language key`. */
  readonly where: string;
  readonly language: Language;
  readonly text: string;
}

/** Every form of every text, word, usage, help and label. */
function saidIn([name, catalogue]: readonly [string, Catalogue]): readonly Said[] {
  return LANGUAGES.flatMap((language) =>
    formsOf(catalogue[language]).map(([key, text]) => ({
      where: `${name} ${language} ${key}`,
      language,
      text,
    })),
  );
}

function formsOf({
  name,
  commands,
  boards = {},
  measures = {},
  slots = {},
  labels,
  texts,
}: Phrases): readonly (readonly [string, string])[] {
  const ofCommands = Object.entries(commands).flatMap(([key, { words, usage = '', help }]) => [
    ...words.map((word) => [key, word] as const),
    [key, usage] as const,
    [key, help] as const,
  ]);
  const ofBoards = Object.entries({ ...boards, ...measures, ...slots }).flatMap(([key, words]) =>
    words.map((word) => [key, word] as const),
  );
  const ofTexts = Object.entries(texts).flatMap(([key, template]) =>
    both(template).map((text) => [key, text] as const),
  );
  return [['name', name], ...ofCommands, ...ofBoards, ...Object.entries(labels), ...ofTexts];
}

function both(template: Template): readonly string[] {
  return typeof template === 'string' ? [template] : [template.one, template.other];
}

function slotsOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot);
}

const everything = catalogues.flatMap(saidIn);

/** Half-width marks, but for those within times and numbers, and blanks behind full-width ones. */
function marksIn(text: string): readonly string[] {
  const isWithinNumber = (at: number) => /^\d.\d$/.test(text.slice(at - 1, at + 2));
  return [...text.matchAll(/[,:;!?()]|[，：；！？（）、。] (?![·→])/gu)]
    .filter(({ 0: mark, index }) => !(/[,:]/.test(mark) && isWithinNumber(index)))
    .map(([mark]) => mark);
}

describe('every text', () => {
  test('is there in three languages', () => {
    expect(everything.length).toBeGreaterThan(500);
    for (const [name, catalogue] of catalogues) {
      const keys = (language: Language) => Object.keys(catalogue[language].texts).sort();
      const labels = (language: Language) => Object.keys(catalogue[language].labels).sort();
      for (const language of LANGUAGES) {
        expect(keys(language), `${name} ${language}`).toEqual(keys('zh-CN'));
        expect(labels(language), `${name} ${language}`).toEqual(labels('zh-CN'));
      }
    }
  });

  test.for(catalogues)('of %s renders with its slots, and no brace is left', ([, catalogue]) => {
    for (const language of LANGUAGES) {
      const say = textIn<Phrases>(catalogue, language);
      for (const [key, template] of Object.entries(catalogue[language].texts)) {
        const slots = [...new Set(both(template).flatMap(slotsOf))];
        for (const n of [1, 2]) {
          const filled = Object.fromEntries(slots.map((slot) => [slot, slot === 'n' ? n : 'x$&1']));
          const rendered = String(Reflect.apply(say, undefined, [key, filled]));
          expect(rendered, `${language} ${key}`).not.toMatch(/[{}]|undefined|NaN/);
          expect(rendered.length, `${language} ${key}`).toBeGreaterThan(0);
        }
      }
    }
  });

  test.for(features)('names each leaderboard of $name', ({ boards = {}, phrases }) => {
    for (const language of LANGUAGES) {
      const named = Object.keys(phrases[language].boards ?? {}).sort();
      expect(named, language).toEqual(Object.keys(boards).sort());
    }
  });

  test.for(features)('names each measure of $name', ({ measures = {}, phrases }) => {
    for (const language of LANGUAGES) {
      const named = Object.keys(phrases[language].measures ?? {}).sort();
      expect(named, language).toEqual(Object.keys(measures).sort());
    }
  });

  test.for(features)('names each slot of texts of $name', ({ slots = {}, phrases }) => {
    for (const language of LANGUAGES) {
      const named = Object.keys(phrases[language].slots ?? {}).sort();
      expect(named, language).toEqual(Object.keys(slots).sort());
    }
  });

  test('has the same slots in every language', () => {
    for (const [name, catalogue] of catalogues) {
      for (const [key, source] of Object.entries(catalogue['zh-CN'].texts)) {
        const wanted = [...new Set(both(source).flatMap(slotsOf))].sort();
        for (const language of LANGUAGES) {
          const template = catalogue[language].texts[key] ?? '';
          const slots = [...new Set(both(template).flatMap(slotsOf))].sort();
          expect(slots, `${name} ${language} ${key}`).toEqual(wanted);
        }
      }
    }
  });

  test('of the audit trail tells the same details in every language', () => {
    for (const [name, catalogue] of catalogues) {
      for (const [code, source] of Object.entries(catalogue['zh-CN'].labels)) {
        const wanted = [...slotsOf(source)].sort();
        for (const language of LANGUAGES) {
          const slots = [...slotsOf(catalogue[language].labels[code] ?? '')].sort();
          expect(slots, `${name} ${language} ${code}`).toEqual(wanted);
        }
      }
    }
  });

  test(`has at most ${LONGEST_TEXT} characters`, () => {
    const long = everything.filter(({ text }) => [...text].length > LONGEST_TEXT);
    expect(long.map(({ where }) => where)).toEqual([]);
  });

  test('has at most one emoji', () => {
    const gaudy = everything.filter(
      ({ text }) => (text.match(/\p{Emoji_Presentation}/gu) ?? []).length > 1,
    );
    expect(gaudy.map(({ where }) => where)).toEqual([]);
  });

  test('in traditional Chinese has no simplified character', () => {
    const mixed = everything
      .filter(({ language }) => language === 'zh-TW')
      .filter(({ text }) => [...text].some((character) => simplifiedOnly.has(character)));
    // The native name of a language is written as its readers write it.
    expect(mixed.map(({ where }) => where)).toEqual([]);
  });

  test('in English has no Chinese, but for the native names of languages', () => {
    const native = new Set(['简体', '繁體', '简体中文', '繁體中文']);
    const mixed = everything
      .filter(({ language }) => language === 'en')
      .filter(({ text }) =>
        (text.match(/\p{Script=Han}+/gu) ?? []).some((word) => !native.has(word)),
      );
    expect(mixed.map(({ where }) => where)).toEqual([]);
  });

  test('in Chinese uses Chinese punctuation', () => {
    const chinese = everything.filter(({ language }) => language !== 'en');
    const halfWidth = chinese.filter(({ text }) => marksIn(text).length > 0);
    expect(halfWidth.map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
  });

  test.for([
    ['签到成功,+5 积分。', ','],
    ['用法:{usage}', ':'],
    ['{key}:{value}', ':'],
    ['好!', '!'],
    ['共 {n} 人(今天)', '()'],
    ['签到成功， +5 积分。', '， '],
    ['请写时段，如 06:00-09:00；满 1,000 为止。', ''],
    ['发「/help」或 price=20。', ''],
    ['{points} 积分{why} · {date}', ''],
  ] as const)('is checked for such punctuation: «%s»', ([text, found]) => {
    expect(marksIn(text).join('')).toBe(found);
  });

  test('in English names a role with its article: «a manager»', () => {
    const roles = Object.entries(core.en.labels).filter(([code]) => code.startsWith('as.'));
    expect(roles).toHaveLength(ROLES.length);
    expect(roles.filter(([, role]) => !/^(?:the|an?) /.test(role))).toEqual([]);
  });

  test('in English counts in a form for one and a form for more', () => {
    // A number, then a plural: «1 days». Such a text needs the slot n and two forms.
    const guessed = /\{\w+\} (?:days|points|times|members|groups|cards|messages|seconds)\b/;
    const single = catalogues.flatMap(([name, { en }]) =>
      Object.entries(en.texts).flatMap(([key, template]) =>
        typeof template === 'string' && guessed.test(template) ? [`${name} ${key}`] : [],
      ),
    );
    expect(single).toEqual([]);
    expect(guessed.test('{total} days in all')).toBe(true);
  });

  test('blames nobody', () => {
    const harsh = /你错了|你錯了|非法|禁止|invalid|illegal|error|failed|forbidden/i;
    expect(everything.filter(({ text }) => harsh.test(text)).map(({ where }) => where)).toEqual([]);
  });
});

describe('every command word', () => {
  const typed = features.flatMap((feature) =>
    Object.keys(feature.commands ?? {}).flatMap((key) =>
      LANGUAGES.flatMap((language) =>
        wordsIn(feature, key, language).map((word) => ({ id: `${feature.name}.${key}`, word })),
      ),
    ),
  );

  test('belongs to one command, in whatever script and language', () => {
    // The registry throws when two commands share a folded word.
    const registry = new Registry(features);
    for (const { id, word } of typed) {
      const known = registry.command(word);
      expect(`${known?.feature.name}.${known?.key}`, word).toBe(id);
    }
  });

  test('is one word that can be typed and recognised', () => {
    const odd = typed.filter(({ word }) => !/^[\p{L}\p{N}-]{1,32}$/u.test(word));
    expect(odd).toEqual([]);
  });

  test.for(LANGUAGES)('in %s is explained in one short line', (language) => {
    const commands = features.flatMap(({ phrases }) => Object.values(phrases[language].commands));
    for (const { words, help } of commands) {
      expect(help, words[0]).not.toMatch(/[。.\n]$|^$/);
      expect([...help].length, words[0]).toBeLessThanOrEqual(LONGEST_HELP);
    }
  });
});

describe('every setting', () => {
  const keys = features.flatMap(({ name, settings }) =>
    Object.keys(settings.shape).map((field) => `${name}.${field}`),
  );

  test.for(LANGUAGES)('is explained in %s', (language) => {
    const labels = Object.assign({}, ...catalogues.map(([, all]) => all[language].labels));
    expect(keys.filter((key) => !(`setting.${key}` in labels))).toEqual([]);
  });
});
