/** What an app is made of and with. */
import type { Bot, Clock, Feature, FileRoom, Language, Log, Timers, Zone } from '#kit';
import type { BeaconSource } from './fair-draw/draws.ts';
import type { Values } from './runtime/settings/settings.ts';

export interface AppOptions {
  /** The database file. */
  readonly file: string;
  readonly features: readonly Feature[];
  readonly bots: readonly Bot[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly files: FileRoom;
  /** Public numbers for lotteries; without them a draw is commit and reveal only. */
  readonly beacon?: BeaconSource | undefined;
  /** Chance of the whole program; the same seed and events give the same draws. */
  readonly seed: string;
  /** Key of what must be unguessable; the seed unless given, as where everything is pretended. */
  readonly secret?: string;
  /** Settings that the operator made for every community. */
  readonly everywhere: Values;
  /** Language of new communities, and of what is said to nobody's. */
  readonly language: Language;
  /** Time zone of new communities. */
  readonly zone: Zone;
  readonly pid: number;
}
