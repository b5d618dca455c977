/** The guard (免打扰) as the features of one occasion see it. */
import {
  type Attention,
  type AttentionRules,
  after,
  type ComingPush,
  type Foreseen,
  type GroupId,
  type Instant,
  type Line,
  type MemberId,
  type PushBudget,
  type PushesAsked,
  type PushKindInfo,
  type PushNews,
  type PushOutlook,
  type PushPage,
  type PushReport,
  type PushSwitch,
  type PushWanted,
  type PushWhy,
} from '#kit';
import { lastLeft } from '../../store/push-facts.ts';
import { delayedIn, markArrived, reportsOf } from '../../store/push-history.ts';
import { refuseKind, wantKind } from '../../store/push-wishes.ts';
import type { Call } from '../context.ts';
import { decide, mostADay, quietEnd } from './decide.ts';
import { reportOf } from './failures.ts';
import { foresee } from './foresee.ts';
import { budgetOf, factsNow } from './group-facts.ts';
import { refusalsIn } from './refusals.ts';
import type { ReservedParts } from './reserved.ts';
import type { CanOf } from './voice.ts';
import { readWhy, whyLine } from './why.ts';

export interface AttentionParts extends ReservedParts {
  readonly canOf: CanOf;
}

export class OccasionAttention implements Attention {
  readonly #parts: AttentionParts;
  readonly #call: Call;

  constructor(parts: AttentionParts, call: Call) {
    this.#parts = parts;
    this.#call = call;
  }

  get rules(): AttentionRules {
    return this.#parts.settings.attention(this.#community.id);
  }

  async kinds(): Promise<readonly PushKindInfo[]> {
    return this.#kinds(0);
  }

  kindCalled(typed: string): Pick<PushKindInfo, 'feature' | 'kind'> | undefined {
    return this.#parts.registry.pushCalled(typed);
  }

  async unwanted(member: MemberId): Promise<readonly PushKindInfo[]> {
    return this.#kinds(member).filter(({ isOff }) => isOff);
  }

  async switch({ kind: { feature, kind }, isOn, member }: PushSwitch): Promise<void> {
    const { connection } = this.#call.step.core;
    const wish = { community: this.#community.id, member: member?.id ?? 0, feature, kind } as const;
    if (isOn) connection.run(wantKind, wish);
    else connection.run(refuseKind, wish);
  }

  async budget(): Promise<PushBudget | undefined> {
    const { occasion, step } = this.#call;
    const { group, now, community } = occasion;
    if (!group) return undefined;
    const { leftToday, loweredUntil } = budgetOf(step.core, community, { group, now });
    const isLowered = loweredUntil !== undefined;
    return { left: leftToday, most: mostADay(this.rules, isLowered), loweredUntil };
  }

  async foresee(
    group: GroupId,
    coming: readonly ComingPush[],
  ): Promise<ReadonlyMap<string, Foreseen>> {
    const { occasion, step } = this.#call;
    const { now, community } = occasion;
    const own = { id: group, community: community.id };
    return foresee(coming, {
      ...budgetOf(step.core, community, { group: own, now }),
      now,
      calendar: community.calendar,
      rules: this.rules,
      lastLeftAt: step.core.connection.get(lastLeft, { group, now })?.at ?? undefined,
    });
  }

  async delayed(page: PushPage): Promise<readonly PushNews[]> {
    const { connection } = this.#call.step.core;
    const news: PushNews[] = [];
    for (const row of connection.all(delayedIn, { community: this.#community.id, ...page })) {
      const { key: _, kind: __, ...report } = reportOf(row);
      const title = this.#titleOf(row.feature, row.kind);
      const name = await this.#nameOf(row);
      news.push({ ...report, title, name, reason: this.whyLine(readWhy(row.why)) });
    }
    return news;
  }

  async reports(asked: PushesAsked): Promise<ReadonlyMap<string, PushReport>> {
    const rows = this.#call.step.core.connection.all(reportsOf, this.#ofFeature(asked));
    return new Map(rows.map((row) => [row.key, reportOf(row)]));
  }

  async arrived(asked: PushesAsked): Promise<void> {
    this.#call.step.core.connection.run(markArrived, this.#ofFeature(asked));
  }

  async outlook({ group, kind, lasts, isNow }: PushWanted): Promise<PushOutlook> {
    const { feature, occasion, step } = this.#call;
    const { now } = occasion;
    const declared = feature.pushes?.[kind]?.priority;
    if (!declared) throw new Error(`${feature.name} declares no push «${kind}»`);
    const priority = isNow ? 'promised' : declared;
    const isOff = refusalsIn(step.core.connection, group.community)(feature.name, kind);
    const push = { priority, plannedAt: now, expiresAt: after(now, lasts), isOff, isOnce: true };
    const facts = factsNow(step.core, this.#parts, { group, now });
    return decide({ ...push, lullFrom: undefined, isForAll: false }, facts);
  }

  whyLine(why: PushWhy | undefined): Line {
    return whyLine(this.#call.occasion.language, why);
  }

  quietUntil(at: Instant): Instant | undefined {
    return quietEnd(at, this.#community.calendar.zone, this.rules);
  }

  #ofFeature({ group, kind, keys }: PushesAsked) {
    return { group, feature: this.#call.feature.name, kind, keys: JSON.stringify(keys) };
  }

  /** @param member whose wishes count; 0 for those of the community */
  #kinds(member: MemberId | 0): readonly PushKindInfo[] {
    const { registry, settings } = this.#parts;
    const { id: community } = this.#community;
    const isRefused = refusalsIn(this.#call.step.core.connection, community, member);
    return registry.features
      .filter(({ name }) => settings.isOn(community, name))
      .flatMap(({ name: feature, pushes = {} }) =>
        Object.entries(pushes).map(([kind, { priority }]) => ({
          feature,
          kind,
          priority,
          title: this.#titleOf(feature, kind),
          isOff: isRefused(feature, kind),
        })),
      );
  }

  async #nameOf(row: Parameters<typeof reportOf>[0] & { readonly feature: string }) {
    const { occasion, step } = this.#call;
    const feature = this.#parts.registry.feature(row.feature);
    const context = feature && this.#parts.contexts().for(feature, occasion, step);
    return context && feature.pushes?.[row.kind]?.named?.(context, reportOf(row));
  }

  #titleOf(feature: string, kind: string): string {
    const { language } = this.#call.occasion;
    return this.#parts.registry.feature(feature)?.phrases[language].pushes?.[kind]?.[0] ?? kind;
  }

  get #community() {
    return this.#call.occasion.community;
  }
}
