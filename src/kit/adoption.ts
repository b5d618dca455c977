/**
 * A group that is a community of its own becomes one of another community (加入社群), or goes out of
 * its community and is one of its own again (退出社群): what it would do, and how it ended.
 */
import type { Line } from './phrases.ts';

/** Into another community, or out of the one where it is. */
export type AdoptionWay = 'in' | 'out';

/** What going out of a community would do. */
export interface ReleaseView {
  /** In the order of the features. */
  readonly hindrances: readonly Line[];
  readonly outlook: readonly Line[];
}

/** What joining a community would do, in figures. */
export interface AdoptionView extends ReleaseView {
  /** Everybody who would become a member of the other community… */
  readonly people: number;
  /** …and how many of them are one already. */
  readonly known: number;
  /** Points that they would bring. */
  readonly points: number;
  /** Settings that managers have changed, which hold no more. */
  readonly settings: number;
}

export type AdoptionOutcome =
  | { readonly kind: 'moved' }
  /** It is there already; or it is alone already. */
  | { readonly kind: 'same' }
  /** Its community has further groups, which nobody has asked. */
  | { readonly kind: 'notAlone' }
  | { readonly kind: 'hindered'; readonly hindrances: readonly Line[] }
  /** The books did not balance at the last check: no points are moved. */
  | { readonly kind: 'frozen' };
