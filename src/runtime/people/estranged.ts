/**
 * Tells people that a platform has given everybody new ids: the program knows nobody any more, and
 * names identify nobody. A group is told when people talk there, and whoever manages it in private;
 * the owners elsewhere at once. A further loss within a day is told to nobody.
 */
import {
  type Bot,
  type CommunityId,
  days,
  type Instant,
  type Language,
  type Line,
  lines,
  type PlatformId,
} from '#kit';
import { factOf, setFact } from '../../store/facts.ts';
import { holdersIn } from '../../store/look-alikes.ts';
import type { Core } from '../../store/store.ts';
import type { GapParts } from '../links/gaps.ts';
import { type Registry, wordsIn } from '../registry.ts';
import { post } from '../sending/mail.ts';
import type { OwnerLetters } from '../sending/owner-letters.ts';
import { writeToHolders } from '../sending/write-to-holders.ts';
import { coreText } from '../texts/index.ts';

/** Some gateways log in anew every hour. */
const SILENCE = days(1);
/** The feature by which members show who they are. */
const LINKING = 'link';

export interface EstrangedParts extends GapParts {
  readonly registry: Registry;
  readonly letters: OwnerLetters;
}

interface Told {
  readonly bot: Bot;
  readonly group: PlatformId;
  readonly now: Instant;
}

export class Estranged {
  readonly #parts: EstrangedParts;
  /** Accounts whose last loss was told so lately that this one is not. */
  readonly #quiet = new Set<string>();

  constructor(parts: EstrangedParts) {
    this.#parts = parts;
  }

  /** Nobody is known any more. */
  async begin({ account, platform }: Bot): Promise<void> {
    const { letters, clock, store } = this.#parts;
    const now = clock.now();
    const key = `estranged.${account}`;
    const words = (language: Language) => coreText(language)('estrangedManagers', { account });
    const isNew = await store.write(now, async (_, { connection }) => {
      const before = Number(connection.get(factOf, { key })?.value ?? Number.NEGATIVE_INFINITY);
      if (now < before + SILENCE) return false;
      connection.run(setFact, { key, value: `${now}` });
      letters.post(connection, { words, now, notOn: platform });
      return true;
    });
    if (isNew) this.#quiet.delete(account);
    else this.#quiet.add(account);
  }

  /** People talk in a group in which nobody is known. */
  async tell(bot: Bot, group: PlatformId): Promise<void> {
    if (this.#quiet.has(bot.account)) return;
    const now = this.#parts.clock.now();
    await this.#parts.store.write(now, async (_, core) => this.#post({ bot, group, now }, core));
  }

  #post({ bot, group: platformId, now }: Told, { connection, directory }: Core): void {
    const { settings, serving } = this.#parts;
    const { platform, account } = bot;
    const group = directory.group(platform, platformId, now);
    if (!serving.takes(group, bot)) return;
    const { id, language } = settings.community(group.community);
    post(connection, { platform, to: { group: platformId }, line: this.#words(id, language), now });
    writeToHolders(connection, {
      holders: holdersIn(connection, id),
      language,
      line: (theirs) => coreText(theirs)('estrangedManagers', { account }),
      now,
    });
  }

  /** What members can do stands there only where they can do it. */
  #words(community: CommunityId, language: Language): Line {
    const { registry, settings } = this.#parts;
    const text = coreText(language);
    const feature = registry.features.find(({ name }) => name === LINKING);
    if (!feature || !settings.isOn(community, LINKING)) return text('estranged');
    const [word = ''] = wordsIn(feature, 'link', language);
    const [code = ''] = wordsIn(feature, 'code', language);
    return lines(text('estranged'), text('estrangedLink', { word, code }));
  }
}
