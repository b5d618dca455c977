/** Reminders in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Reminders',
  commands: {
    overview: { words: ['reminders'], help: 'topics, wake-up, silent members, the week ahead' },
    topics: {
      words: ['topics', 'daily-topic'],
      usage: '[add text/remove number/20:30/off]',
      help: 'one a day is asked, in turn',
    },
    wake: { words: ['wake-up'], usage: '[on/off/48]', help: 'a first word after long silence' },
    silent: {
      words: ['silent-members'],
      usage: '[days]',
      help: 'who has not spoken for long, told in private',
    },
    digest: {
      words: ['week-ahead'],
      usage: '[group/private/off]',
      help: 'what is due within seven days',
    },
  },
  pushes: { topic: ['Daily topic'], wake: ['Wake-up'], digest: ['Week ahead'] },
  labels: {
    'setting.remind.mostTopics': 'how many topics a group may keep',
    'audit.remind.topic': 'added topic {number}',
    'audit.remind.topicGone': 'removed topic {number}',
    'audit.remind.wake': 'switched the wake-up on; hours: {hours}',
    'audit.remind.wakeNot': 'switched the wake-up off',
    'audit.remind.digest': 'switched the week ahead on',
  },
  texts: {
    days: { one: '{n} day', other: '{n} days' },
    hours: { one: '{n} hour', other: '{n} hours' },

    topicOfDay: 'Topic of the day: {content}',
    noTopics: 'There are no topics. To add one: topics add Where do you go at weekends?',
    topicsTitle: { one: '{n} topic', other: '{n} topics' },
    topicRow: '{number}. {content}',
    askedTopicRow: '{number}. {content} (asked {day})',
    moreTopics: { one: 'and {n} more', other: 'and {n} more' },
    'topicsAt.chosen':
      'One topic a day is asked at {time}, and again only after all the others. Another time: topics 20:30; none: topics off',
    'topicsAt.learnt':
      'One topic a day is asked at {time}, the liveliest hour here, which may change. A time of your own: topics 20:30; none: topics off',
    'topicsAt.usual':
      'One topic a day is asked at {time}, and after a week of talk at the liveliest hour here. A time of your own: topics 20:30; none: topics off',
    topicWhenQuiet: '{from}–{to} are quiet hours. Another time: topics 20:30',
    'unsaid.off': 'reminders were switched off',
    'unsaid.late': 'I was offline then',
    'unsaid.nothingDue': 'nothing was due within seven days',
    whichClock: 'One topic is asked a day, at one time. Write: topics 8pm, or topics 20:30',
    topicsAreOff: 'No topic is asked. To begin: topics on',
    noContent: 'Asking what? Like this: topics add Where do you go at weekends?',
    longTopic: 'That is too long: {most} characters at most.',
    manyTopics: 'No more than {most} topics. Remove one first: topics remove 1',
    topicAdded: 'Topic {number} is added.',
    noSuchTopic: 'There is no topic {number}. Which there are: topics',
    topicRemoved: 'Topic {number} is removed ({content}).',

    wake: 'It has been quiet for {time}. How is everybody?',
    wakeBy: 'It has been quiet for {time}. Let us talk of this: {content}',
    wakeIsOn:
      'When nobody has spoken for {time} I say a first word at the liveliest hour, never twice in seven days. To stop: wake-up off',
    wakeIsOff: 'There is no wake-up. To have one after 48 hours of silence: wake-up on',

    silentTitle: {
      one: '{n} member has not spoken for {time}:',
      other: '{n} members have not spoken for {time}:',
    },
    nobodySilent: 'Everybody has spoken within {time}.',
    neverSpoke: '{name} · has never spoken',
    spokeOn: '{name} · last {day}',
    moreSilent: { one: 'and {n} more', other: 'and {n} more' },
    toldAlone: 'You have the list in private.',
    howSilent: 'Who has not spoken for long: silent-members 30 (told to you alone)',

    weekTitle: { one: 'Due within seven days: {n}', other: 'Due within seven days: {n}' },
    weekRow: '{when} {line}',
    moreAhead: { one: 'and {n} more', other: 'and {n} more' },
    nothingAhead: 'Nothing is due within seven days.',
    digestToGroup:
      'Mondays at 09:00 the group hears what is due within seven days, if anything is. To stop: week-ahead off',
    digestAlone:
      'Mondays at 09:00 you hear in private what is due within seven days, if anything is. To stop: week-ahead off',
    digestIsOff: 'There is no week ahead. To have it: week-ahead group; or: week-ahead private',
  },
});
