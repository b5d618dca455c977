/** The parts of the runtime that handling an event needs, built once by the app. */
import type { Language } from '#kit';
import type { Contexts } from './contexts.ts';
import type { Cooldowns } from './cooldowns.ts';
import type { Dialogues } from './dialogue.ts';
import type { FloodWatch } from './flood.ts';
import type { GroupQuestions } from './group-questions.ts';
import type { Hearing } from './hearing.ts';
import type { LookAlikes } from './look-alikes.ts';
import type { RecentFiles } from './recent-files.ts';
import type { Registry } from './registry.ts';
import type { Serving } from './serving.ts';
import type { Settings } from './settings.ts';

export interface Engine {
  readonly registry: Registry;
  readonly hearing: Hearing;
  readonly settings: Settings;
  readonly contexts: Contexts;
  readonly dialogues: Dialogues;
  readonly questions: GroupQuestions;
  readonly cooldowns: Cooldowns;
  readonly flood: FloodWatch;
  readonly serving: Serving;
  readonly lookAlikes: LookAlikes;
  readonly files: RecentFiles;
  /** For people who belong to no community yet. */
  readonly language: Language;
}
