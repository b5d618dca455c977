/** What a platform must be able to do so that the log can be played on it. */
import type { Bot, BotParts } from '#kit';
import type { Happened } from './real-log.ts';

export interface Stage {
  readonly bot: Bot;
  /** The kinds of things of which this platform tells the bot by themselves. */
  readonly tells: readonly Happened['type'][];
  /** What the platform calls a person of the log. */
  accountOf(who: number): string;
  /** Sends everything as the platform's own frames, without waiting for the bot. */
  play(stretch: readonly Happened[]): Promise<void>;
  close(): Promise<void>;
}

export type OpenStage = (parts: BotParts) => Promise<Stage>;
