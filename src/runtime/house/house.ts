/** What features may know of each other, answered from their descriptions for one occasion. */
import {
  type AdoptionOutcome,
  type AdoptionView,
  type Ahead,
  type BotAccountInfo,
  type CommandInfo,
  type CommunityId,
  type DowntimeInfo,
  type Feature,
  type FeatureInfo,
  type Group,
  type House,
  type HouseOpening,
  type LettersHeld,
  type Line,
  type LinkInfo,
  type LinkOutcome,
  type LinkRequest,
  type Member,
  type MemberId,
  mayActAs,
  type ReleaseView,
  type Role,
  type SettingInfo,
  type SettingOutcome,
  type SlotFiller,
  type UnlinkOutcome,
} from '#kit';
import { downtimesOf } from '../absence/downtimes.ts';
import { commandInfo, commandsOf, isUsedIn } from '../hearing/command-info.ts';
import { placeOf } from '../occasion.ts';
import {
  adoptGroup,
  mayTakeOut,
  releaseGroup,
  viewAdoption,
  viewRelease,
} from '../people/adopting.ts';
import { erasePerson } from '../people/erasure.ts';
import { linkInfo, linkPeople, unlinkPeople } from '../people/linking.ts';
import { accountsOf, countHeld, holdSending } from '../sending/sending.ts';
import { isOfClock, planAnew, planGroupAnew } from '../settings/calendar-change.ts';
import { changeIn, setByHand } from '../settings/set-by-hand.ts';
import { noteAudit } from './audit.ts';
import { HouseFigures } from './house-figures.ts';
import { exportNames, inWords, labelIn } from './house-words.ts';
import { OccasionAhead } from './occasion-ahead.ts';
import { openingOf } from './openings.ts';
import { TextSlots } from './text-slots.ts';

export class OccasionHouse extends HouseFigures implements House {
  commands(role: Role, place = placeOf(this.occasion)): readonly CommandInfo[] {
    return this.#featuresOn()
      .flatMap(commandsOf)
      .filter(({ command }) => isUsedIn(command, place))
      .filter(({ command }) => mayActAs(role, command.role ?? 'member'))
      .filter(({ command, feature }) => !command.whenClosed?.(this.#context(feature)))
      .map((known) => commandInfo(known, this.occasion.language));
  }

  command(typed: string): CommandInfo | undefined {
    const known = this.parts.registry.command(typed);
    return known && commandInfo(known, this.occasion.language);
  }

  features(): readonly FeatureInfo[] {
    return this.parts.registry.features.map((feature) => this.#featureInfo(feature));
  }

  isSwitchedOff(feature: string): boolean {
    return !this.parts.settings.isOn(this.occasion.community.id, feature);
  }

  feature(typed: string): FeatureInfo | undefined {
    const found = this.parts.registry.featureCalled(typed);
    return found && this.#featureInfo(found);
  }

  settings(language = this.occasion.language): readonly SettingInfo[] {
    const settings = this.parts.settings.list(this.occasion.community.id);
    return inWords(settings, labelIn(this.parts.registry, language));
  }

  async setSetting(key: string, typed: string): Promise<SettingOutcome> {
    const { registry, settings } = this.parts;
    const words = (code: string) => this.label(code);
    const outcome = setByHand({ registry, settings, words }, this.occasion, { key, typed });
    const change = changeIn(key, outcome);
    if (change) await this.audit('setting', change);
    if (change && isOfClock(change.key)) await planAnew(this.parts, this.occasion, this.step);
    return outcome;
  }

  get slots(): SlotFiller {
    return new TextSlots(this.parts, this.occasion, this.step);
  }

  opening(typed: string): ((member: Member) => HouseOpening) | undefined {
    return openingOf(this.parts, { typed, occasion: this.occasion }, this.step);
  }

  get ahead(): Ahead {
    return new OccasionAhead(this.parts, this.occasion, this.step);
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
    const { now } = this.occasion;
    const contextOf = (feature: Feature) => this.#context(feature);
    await erasePerson(this.parts.registry, { member, now, step: this.step, contextOf });
    this.parts.contexts().noteJob();
  }

  async link(request: LinkRequest): Promise<LinkOutcome> {
    return linkPeople(this.#linking, request);
  }

  async newestLink(member: MemberId): Promise<LinkInfo | undefined> {
    return linkInfo(this.step, { member, now: this.occasion.now });
  }

  async unlink(wish: { member: MemberId; link: number }): Promise<UnlinkOutcome> {
    return unlinkPeople(this.#linking, wish);
  }

  async viewAdoption(into: CommunityId): Promise<AdoptionView> {
    return viewAdoption(this.#adopting(), into);
  }

  async adopt(into: CommunityId): Promise<AdoptionOutcome> {
    const outcome = await adoptGroup(this.#adopting(), into);
    const { group } = this.occasion;
    if (outcome.kind === 'moved' && group) {
      await planGroupAnew(this.parts, { occasion: this.occasion, group: group.id }, this.step);
    }
    return outcome;
  }

  async viewRelease(group: Group): Promise<ReleaseView> {
    return viewRelease(this.#adopting(group));
  }

  cameBefore({ id: other }: Group): boolean {
    const { group } = this.occasion;
    return group !== undefined && mayTakeOut(this.step, { group: group.id, other });
  }

  async release(group: Group): Promise<AdoptionOutcome> {
    return releaseGroup(this.#adopting(group));
  }

  label(code: string): string {
    return this.#labelOf(code) ?? code;
  }

  get exports(): readonly string[] {
    return exportNames(this.parts.registry, this.parts.coreExports);
  }

  async audit(what: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    noteAudit(this.step.core.connection, this.occasion, { what, detail });
  }

  accounts(): readonly BotAccountInfo[] {
    const of = { community: this.occasion.community.id, health: this.parts.health() };
    return accountsOf(this.step.core.connection, of);
  }

  async holdAccounts(accounts: readonly string[], isOn: boolean): Promise<void> {
    const { id: community } = this.occasion.community;
    holdSending(this.step.core, { community, accounts, isOn });
    for (const account of accounts) await this.audit(isOn ? 'hold' : 'release', { account });
  }

  lettersHeld(accounts: readonly string[]): LettersHeld {
    const of = { ...this.parts, occasion: this.occasion, accounts };
    return countHeld(this.step.core.connection, of);
  }

  downtimes(limit: number): readonly DowntimeInfo[] {
    const { id: community } = this.occasion.community;
    return downtimesOf(this.step.core.connection, { community, limit });
  }

  #featuresOn(): readonly Feature[] {
    return this.parts.registry.features.filter(({ name }) => !this.isSwitchedOff(name));
  }

  #context(feature: Feature) {
    return this.parts.contexts().for(feature, this.occasion, this.step);
  }

  get #linking() {
    const { registry } = this.parts;
    return { registry, step: this.step, now: this.occasion.now };
  }

  #adopting(group = this.occasion.group) {
    const { contexts, registry } = this.parts;
    const { step } = this;
    const occasion = { ...this.occasion, group };
    const contextOf = (feature: Feature) => contexts().for(feature, occasion, step);
    const isOn = ({ name }: Feature) => !this.isSwitchedOff(name);
    return { registry, occasion, step, contextOf, isOn };
  }

  #labelOf(code: string): string | undefined {
    return labelIn(this.parts.registry, this.occasion.language)(code);
  }

  #featureInfo(feature: Feature): FeatureInfo {
    const { name, phrases, isEssential = false, communitySettings = [] } = feature;
    const { name: title } = phrases[this.occasion.language];
    const isOn = !this.isSwitchedOff(name);
    const shared = communitySettings.map((field) => `community.${field}`);
    return { name, title, isOn, isEssential, communitySettings: shared };
  }
}
