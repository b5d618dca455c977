/** The bot's own reminders (每日提醒): a topic a day, a word into silence, what comes next week. */
import { defineFeature } from '#kit';
import { adopting } from './adopting.ts';
import { askTopic } from './ask-topic.ts';
import { base } from './base.ts';
import { digestArgs, sendDigest, showDigest } from './digest.ts';
import { merging } from './merging.ts';
import { overview } from './overview.ts';
import { personal } from './personal.ts';
import { planAnew } from './plan-anew.ts';
import { schema } from './schema.ts';
import { listSilent, silentArgs } from './silent.ts';
import { topicArgs, topics } from './topics.ts';
import { switchWake, wake, wakeArgs } from './wake.ts';

export const remind = defineFeature({
  ...base,
  schema,
  commands: {
    overview: { place: 'group', role: 'manager', handle: overview },
    // The first one names the others, so the help stays short.
    topics: {
      isQuiet: true,
      place: 'group',
      role: 'manager',
      isEverydayWord: true,
      args: topicArgs,
      handle: topics,
    },
    wake: { isQuiet: true, place: 'group', role: 'manager', args: wakeArgs, handle: switchWake },
    silent: { isQuiet: true, role: 'manager', args: silentArgs, handle: listSilent },
    digest: {
      isQuiet: true,
      place: 'group',
      role: 'manager',
      args: digestArgs,
      handle: showDigest,
    },
  },
  due: { topic: { run: askTopic }, wake: { run: wake }, digest: { run: sendDigest } },
  pushes: {
    topic: { priority: 'low' },
    wake: { priority: 'low' },
    // A manager has asked for it.
    digest: { priority: 'planned' },
  },
  calendarChanged: planAnew,
  personal,
  merging,
  adopting,
});
