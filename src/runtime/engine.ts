/** The parts of the runtime that handling an event needs, built once by the app. */
import type { Language } from '#kit';
import type { Dialogues } from './asking/dialogue.ts';
import type { GroupQuestions } from './asking/group-questions.ts';
import type { Contexts } from './contexts.ts';
import type { Cooldowns } from './hearing/cooldowns.ts';
import type { FloodWatch } from './hearing/flood.ts';
import type { Hearing } from './hearing/hearing.ts';
import type { RecentFiles } from './hearing/recent-files.ts';
import type { Serving } from './links/serving.ts';
import type { LookAlikes } from './people/look-alikes.ts';
import type { Registry } from './registry.ts';
import type { Settings } from './settings/settings.ts';

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
