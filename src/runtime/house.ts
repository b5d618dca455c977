/** What features may know of each other, answered from their descriptions for one occasion. */
import {
  type Ahead,
  type AskedMeasure,
  type BoardInfo,
  type BotAccountInfo,
  type CommandInfo,
  type Condition,
  type ConditionRead,
  type Feature,
  type FeatureInfo,
  type Figure,
  type Health,
  type House,
  type LettersHeld,
  type Line,
  type LinkInfo,
  type LinkOutcome,
  type LinkRequest,
  type MeasureInfo,
  type Member,
  type MemberId,
  mayActAs,
  type Role,
  type SettingInfo,
  type SettingOutcome,
  type Span,
  type Standing,
  type StandingRequest,
  type UnlinkOutcome,
} from '#kit';
import { addAudit } from '../store/settings.ts';
import { Boards } from './boards.ts';
import { commandInfo, commandsOf, isUsedIn } from './command-info.ts';
import type { Contexts } from './contexts.ts';
import { erasePerson } from './erasure.ts';
import { exportNames, inWords, labelIn } from './house-words.ts';
import { linkInfo, linkPeople, unlinkPeople } from './linking.ts';
import { OccasionMeasures } from './measures.ts';
import { type Occasion, placeOf, type Step } from './occasion.ts';
import { OccasionAhead } from './occasion-ahead.ts';
import type { Registry } from './registry.ts';
import { accountsOf, countHeld, holdSending } from './sending.ts';
import { changeIn, setByHand } from './set-by-hand.ts';
import type { Settings } from './settings.ts';

export interface HouseParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => Contexts;
  readonly coreExports: readonly string[];
  /** How each bot account is connected. */
  readonly health: () => readonly Health[];
  /** How long a bot account's platform can wait for an answer. */
  readonly patienceOf: (account: string) => Span;
}

export class OccasionHouse implements House {
  readonly #parts: HouseParts;
  readonly #occasion: Occasion;
  readonly #step: Step;

  constructor(parts: HouseParts, occasion: Occasion, step: Step) {
    this.#parts = parts;
    this.#occasion = occasion;
    this.#step = step;
  }

  commands(role: Role, place = placeOf(this.#occasion)): readonly CommandInfo[] {
    return this.#featuresOn()
      .flatMap(commandsOf)
      .filter(({ command }) => command.isQuiet !== true && isUsedIn(command, place))
      .filter(({ command }) => mayActAs(role, command.role ?? 'member'))
      .filter(({ command, feature }) => !command.whenClosed?.(this.#context(feature)))
      .map((known) => commandInfo(known, this.#occasion.language));
  }

  command(typed: string): CommandInfo | undefined {
    const known = this.#parts.registry.command(typed);
    return known && commandInfo(known, this.#occasion.language);
  }

  features(): readonly FeatureInfo[] {
    return this.#parts.registry.features.map((feature) => this.#featureInfo(feature));
  }

  isSwitchedOff(feature: string): boolean {
    return !this.#parts.settings.isOn(this.#occasion.community.id, feature);
  }

  feature(typed: string): FeatureInfo | undefined {
    const found = this.#parts.registry.featureCalled(typed);
    return found && this.#featureInfo(found);
  }

  settings(): readonly SettingInfo[] {
    const settings = this.#parts.settings.list(this.#occasion.community.id);
    return inWords(settings, (code) => this.#labelOf(code));
  }

  async setSetting(key: string, typed: string): Promise<SettingOutcome> {
    const words = (code: string) => this.label(code);
    const outcome = setByHand({ ...this.#parts, words }, this.#occasion, { key, typed });
    const change = changeIn(key, outcome);
    if (change) await this.audit('setting', change);
    return outcome;
  }

  boards(): readonly BoardInfo[] {
    return this.#boards.list();
  }

  board(typed: string): BoardInfo | undefined {
    return this.#boards.called(typed);
  }

  async standing(request: StandingRequest): Promise<Standing> {
    return this.#boards.standing(request);
  }

  async boardOfToday(board: string, member: Member): Promise<Line | undefined> {
    return this.#boards.today(board, member);
  }

  measures(): readonly MeasureInfo[] {
    return this.#measures.all();
  }

  measure(typed: string): MeasureInfo | undefined {
    return this.#measures.called(typed);
  }

  figureOf(asked: AskedMeasure, member: MemberId): Promise<Figure> {
    return this.#measures.figureOf(asked, member);
  }

  readCondition(typed: string): ConditionRead {
    return this.#measures.read(typed);
  }

  conditionLine(condition: Condition): Line {
    return this.#measures.inWords(condition);
  }

  unmet(condition: Condition, member: MemberId): Promise<readonly Line[]> {
    return this.#measures.unmet(condition, member);
  }

  get ahead(): Ahead {
    return new OccasionAhead(this.#parts, this.#occasion, this.#step);
  }

  rules(): readonly Line[] {
    return this.#featuresOn().flatMap((feature) => feature.rules?.(this.#context(feature)) ?? []);
  }

  async profile(member: Member): Promise<readonly Line[]> {
    const cards: Line[] = [];
    for (const feature of this.#featuresOn()) {
      cards.push(...((await feature.profile?.(this.#context(feature), member)) ?? []));
    }
    return cards;
  }

  async erase(member: MemberId): Promise<void> {
    const { now } = this.#occasion;
    await erasePerson(this.#parts.registry, { member, now, step: this.#step });
    this.#parts.contexts().noteJob();
  }

  async link(request: LinkRequest): Promise<LinkOutcome> {
    return linkPeople(this.#linking, request);
  }

  async newestLink(member: MemberId): Promise<LinkInfo | undefined> {
    return linkInfo(this.#step, { member, now: this.#occasion.now });
  }

  async unlink(wish: { member: MemberId; link: number }): Promise<UnlinkOutcome> {
    return unlinkPeople(this.#linking, wish);
  }

  label(code: string): string {
    return this.#labelOf(code) ?? code;
  }

  get exports(): readonly string[] {
    return exportNames(this.#parts.registry, this.#parts.coreExports);
  }

  async audit(what: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    const { community, member, at } = this.#occasion;
    this.#step.core.connection.run(addAudit, {
      at,
      community: community.id,
      operator: member?.id ?? null,
      what,
      detail: JSON.stringify(detail),
    });
  }

  accounts(): readonly BotAccountInfo[] {
    const of = { community: this.#occasion.community.id, health: this.#parts.health() };
    return accountsOf(this.#step.core.connection, of);
  }

  async holdAccounts(accounts: readonly string[], isOn: boolean): Promise<void> {
    const { id: community } = this.#occasion.community;
    holdSending(this.#step.core, { community, accounts, isOn });
    for (const account of accounts) await this.audit(isOn ? 'hold' : 'release', { account });
  }

  lettersHeld(accounts: readonly string[]): LettersHeld {
    const of = { ...this.#parts, occasion: this.#occasion, accounts };
    return countHeld(this.#step.core.connection, of);
  }

  #featuresOn(): readonly Feature[] {
    return this.#parts.registry.features.filter(({ name }) => !this.isSwitchedOff(name));
  }

  #context(feature: Feature) {
    return this.#parts.contexts().for(feature, this.#occasion, this.#step);
  }

  get #boards(): Boards {
    return new Boards(this.#parts, this.#occasion, this.#step);
  }

  get #measures(): OccasionMeasures {
    const { community, language, at } = this.#occasion;
    const isOn = (feature: string) => !this.isSwitchedOff(feature);
    const of = { ...this.#parts, reader: this.#step.tx, community, language, at, isOn };
    return new OccasionMeasures(of);
  }

  get #linking() {
    const { registry } = this.#parts;
    return { registry, step: this.#step, now: this.#occasion.now };
  }

  #labelOf(code: string): string | undefined {
    return labelIn(this.#parts.registry, this.#occasion.language)(code);
  }

  #featureInfo({ name, phrases, isEssential = false }: Feature): FeatureInfo {
    const { name: title } = phrases[this.#occasion.language];
    return { name, title, isOn: !this.isSwitchedOff(name), isEssential };
  }
}
