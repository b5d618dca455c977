/**
 * All features in one place: their words, settings and hooks. Clashes between features are found
 * here, all at once, before anything starts.
 */
import {
  type Board,
  type Command,
  type Feature,
  LANGUAGES,
  type Language,
  type Measure,
  type Role,
  type TextSlot,
} from '#kit';
import { type Fold, foldWith } from './hearing/fold.ts';
import { joined } from './hearing/spelling.ts';
import { communityAdminSettings } from './settings/setting-schemas.ts';
import { partsOf } from './settings/typed-setting.ts';

/** A command with the feature that it belongs to. */
export interface KnownCommand {
  readonly feature: Feature;
  readonly key: string;
  readonly command: Command<Feature, unknown>;
}

/** A leaderboard with the feature that it belongs to. */
export interface KnownBoard {
  readonly feature: Feature;
  readonly key: string;
  readonly board: Board;
}

/** A measure with the feature that it belongs to. */
export interface KnownMeasure {
  readonly feature: Feature;
  readonly key: string;
  readonly measure: Measure;
}

/** A slot of texts with the feature that it belongs to. */
export interface KnownSlot {
  readonly feature: Feature;
  readonly key: string;
  readonly slot: TextSlot<Feature>;
}

export class Registry {
  readonly features: readonly Feature[];
  /** Those to which all talk is told. */
  readonly hearers: readonly Feature[];
  readonly fold: Fold;
  readonly #byName: ReadonlyMap<string, Feature>;
  readonly #byWord = new Map<string, KnownCommand>();
  readonly #measures = new Map<string, KnownMeasure>();

  /** @throws Error naming every clash of names and words */
  constructor(features: readonly Feature[]) {
    this.features = features;
    this.hearers = features.filter(({ talked }) => talked !== undefined);
    this.#byName = new Map(features.map((feature) => [feature.name, feature]));
    this.fold = foldWith(features.flatMap(wordPairs));
    const clashes = features.flatMap((feature) => this.#addWords(feature));
    clashes.push(...features.flatMap((feature) => this.#addMeasures(feature)));
    if (this.#byName.size < features.length) clashes.push('two features have the same name');
    if (clashes.length > 0) throw new Error(`features clash: ${clashes.join('; ')}`);
  }

  feature(name: string): Feature | undefined {
    return this.#byName.get(name);
  }

  /** The feature that is called so: by its name, or by its title in any language. */
  featureCalled(typed: string): Feature | undefined {
    const wanted = this.fold(typed);
    return this.features.find(({ name, phrases }) =>
      [name, ...LANGUAGES.map((language) => phrases[language].name)].some(
        (title) => this.fold(title) === wanted,
      ),
    );
  }

  /** Every leaderboard, in the order of the features. */
  boards(): readonly KnownBoard[] {
    return this.features.flatMap((feature) =>
      Object.entries(feature.boards ?? {}).map(([key, board]) => ({ feature, key, board })),
    );
  }

  /** The leaderboard that is called so: by its key, or by a word for it in any language. */
  boardCalled(typed: string): KnownBoard | undefined {
    const wanted = this.keyOf(typed);
    return this.boards().find(({ feature, key }) =>
      [key, ...LANGUAGES.flatMap((language) => feature.phrases[language].boards?.[key] ?? [])].some(
        (word) => this.keyOf(word) === wanted,
      ),
    );
  }

  /** Every measure, in the order of the features. */
  measures(): readonly KnownMeasure[] {
    return this.features.flatMap((feature) => measuresOf(feature));
  }

  /** The measure that is called so: by its key, or by a word for it in any language. */
  measureCalled(typed: string): KnownMeasure | undefined {
    return this.#measures.get(this.keyOf(typed));
  }

  /** Every slot that texts may have, in the order of the features. */
  slots(): readonly KnownSlot[] {
    return this.features.flatMap((feature) =>
      Object.entries(feature.slots ?? {}).map(([key, slot]) => ({ feature, key, slot })),
    );
  }

  /** The kind of push that is called so, by a word for it in any language. */
  pushCalled(typed: string): { readonly feature: string; readonly kind: string } | undefined {
    const wanted = this.keyOf(typed);
    for (const { name: feature, pushes = {}, phrases } of this.features) {
      const kind = Object.keys(pushes).find((each) =>
        LANGUAGES.flatMap((language) => phrases[language].pushes?.[each] ?? []).some(
          (word) => this.keyOf(word) === wanted,
        ),
      );
      if (kind !== undefined) return { feature, kind };
    }
    return undefined;
  }

  /** The command behind a typed word, in whatever script or case, however its parts are joined. */
  command(typed: string): KnownCommand | undefined {
    return this.#byWord.get(this.keyOf(typed));
  }

  /** The form in which words are looked up. */
  keyOf(typed: string): string {
    return joined(this.fold(typed));
  }

  /** The least role that may change a setting, of those whom managing lets at settings at all. */
  roleToSet(key: string): Role {
    const { owner, field } = partsOf(key);
    const own = this.#byName.get(owner)?.adminSettings ?? [];
    const reserved: readonly string[] = owner === 'community' ? communityAdminSettings : own;
    return reserved.includes(field) ? 'admin' : 'manager';
  }

  /** Every word, as {@link keyOf} writes it. */
  words(): Iterable<string> {
    return this.#byWord.keys();
  }

  #addMeasures(feature: Feature): string[] {
    const clashes: string[] = [];
    for (const known of measuresOf(feature)) {
      for (const word of [known.key, ...measureWords(known)]) {
        const other = this.#measures.get(this.keyOf(word));
        if (other && other.measure !== known.measure) {
          clashes.push(`measure «${word}» of ${feature.name} and ${other.feature.name}`);
        }
        this.#measures.set(this.keyOf(word), known);
      }
    }
    return clashes;
  }

  #addWords(feature: Feature): string[] {
    const clashes: string[] = [];
    for (const [key, command] of Object.entries(feature.commands ?? {})) {
      for (const word of allWords(feature, key)) {
        const spelled = this.keyOf(word);
        const other = this.#byWord.get(spelled);
        if (other && (other.feature !== feature || other.key !== key)) {
          clashes.push(`«${word}» of ${feature.name} and ${other.feature.name}`);
        }
        this.#byWord.set(spelled, { feature, key, command });
      }
    }
    return clashes;
  }
}

/** The words of a command in one language; the first is the one to show. */
export function wordsIn(feature: Feature, key: string, language: Language): readonly string[] {
  return feature.phrases[language].commands[key]?.words ?? [];
}

function measuresOf(feature: Feature): readonly KnownMeasure[] {
  const all = Object.entries(feature.measures ?? {});
  return all.map(([key, measure]) => ({ feature, key, measure }));
}

function measureWords({ feature, key }: KnownMeasure): readonly string[] {
  return LANGUAGES.flatMap((language) => feature.phrases[language].measures?.[key] ?? []);
}

function allWords(feature: Feature, key: string): readonly string[] {
  return LANGUAGES.flatMap((language) => wordsIn(feature, key, language));
}

function wordPairs(feature: Feature): (readonly [string, string])[] {
  return Object.keys(feature.commands ?? {}).flatMap((key) => {
    const traditional = wordsIn(feature, key, 'zh-TW');
    return wordsIn(feature, key, 'zh-CN').flatMap((word) =>
      mostAlike(word, traditional).map((other) => [word, other] as const),
    );
  });
}

/**
 * The same word in another script differs least from it. Where Taiwan says it with another word as
 * well, that one differs more («积分»: «積分» rather than «點數»).
 */
function mostAlike(word: string, others: readonly string[]): readonly string[] {
  const wanted = [...word];
  const differences = (other: string) =>
    [...other].filter((character, index) => character !== wanted[index]).length;
  const equallyLong = others.filter((other) => [...other].length === wanted.length);
  const least = Math.min(...equallyLong.map(differences));
  return equallyLong.filter((other) => differences(other) === least);
}
