/** The guard (免打扰) as the features of one occasion see it. */
import type {
  Attention,
  AttentionRules,
  ComingPush,
  Foreseen,
  GroupId,
  Instant,
  Line,
  MemberId,
  PushBudget,
  PushesAsked,
  PushKindInfo,
  PushNews,
  PushReport,
  PushSwitch,
  PushWhy,
} from '#kit';
import { lastLeft } from '../../store/push-facts.ts';
import { delayedIn, markArrived, reportsOf } from '../../store/push-history.ts';
import { refusedBy, refuseKind, wantKind } from '../../store/push-wishes.ts';
import type { Call } from '../context.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings.ts';
import { quietEnd } from './decide.ts';
import { reportOf } from './failures.ts';
import { foresee } from './foresee.ts';
import { budgetOf } from './group-facts.ts';
import { readWhy, whyLine } from './why.ts';

export interface AttentionParts {
  readonly registry: Registry;
  readonly settings: Settings;
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
    const lowered = loweredUntil === undefined ? 0 : 1;
    return { left: leftToday, most: Math.max(0, this.rules.pushesADay - lowered), loweredUntil };
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

  async delayed(limit: number): Promise<readonly PushNews[]> {
    const { connection } = this.#call.step.core;
    return connection.all(delayedIn, { community: this.#community.id, limit }).map((row) => {
      const { key: _, kind: __, ...report } = reportOf(row);
      const title = this.#titleOf(row.feature, row.kind);
      return { ...report, title, reason: this.whyLine(readWhy(row.why)) };
    });
  }

  async reports(asked: PushesAsked): Promise<ReadonlyMap<string, PushReport>> {
    const rows = this.#call.step.core.connection.all(reportsOf, this.#ofFeature(asked));
    return new Map(rows.map((row) => [row.key, reportOf(row)]));
  }

  async arrived(asked: PushesAsked): Promise<void> {
    this.#call.step.core.connection.run(markArrived, this.#ofFeature(asked));
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
    const off = this.#call.step.core.connection.all(refusedBy, { community, member });
    return registry.features
      .filter(({ name }) => settings.isOn(community, name))
      .flatMap(({ name: feature, pushes = {} }) =>
        Object.entries(pushes).map(([kind, { priority }]) => ({
          feature,
          kind,
          priority,
          title: this.#titleOf(feature, kind),
          isOff: off.some((one) => one.feature === feature && one.kind === kind),
        })),
      );
  }

  #titleOf(feature: string, kind: string): string {
    const { language } = this.#call.occasion;
    return this.#parts.registry.feature(feature)?.phrases[language].pushes?.[kind]?.[0] ?? kind;
  }

  get #community() {
    return this.#call.occasion.community;
  }
}
