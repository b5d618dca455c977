/** Quiet hours in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Quiet',
  commands: {
    rules: {
      words: ['quiet-hours'],
      help: 'when I speak up by myself, and how much is left today',
    },
    reminders: { words: ['reminder'], help: 'which reminders there are' },
    spare: { words: ['spare-me'], usage: '[which kind]', help: 'no mentions any more' },
    wantAgain: { words: ['remind-me'], usage: '[which kind]', help: 'mentions again' },
    whyNot: {
      words: ['not-sent', 'why-not-sent'],
      usage: '[page]',
      help: 'what was not sent in time lately, and why',
    },
    stop: { words: ['stop-push'], usage: 'which kind', help: 'this community does without a kind' },
    resume: { words: ['resume-push'], usage: 'which kind', help: 'a kind is sent again' },
  },
  labels: {
    'audit.attention.stop': 'stopped pushes of {kind}',
    'audit.attention.resume': 'resumed pushes of {kind}',
  },
  texts: {
    ways: 'Which reminder? There are:',
    waySchedule: 'a text in the group at its time: {word} tomorrow 10:00 meeting',
    wayDaily: 'topics, a word into silence, the week ahead: {word}',
    wayCheckIn: 'those who have not checked in: {word}',
    waySpare: 'not to be mentioned: {word}',

    leftToday: {
      one: '{n} more message unasked today ({left} sent).',
      other: '{n} more messages unasked today ({left} sent).',
    },
    usedUp: 'Nothing more unasked today ({left} sent).',
    rules: '{rules}.',
    quiet: 'Quiet {from}–{to}',
    answersOnly:
      'This account only answers: what it has to tell goes along with the next answer somebody asks for.',
    noQuiet: 'No quiet hours',
    aDay: 'at most {most} a day',
    gap: 'at least {minutes} min between two',
    lull: 'while people talk I wait, up to {minutes} min',
    lowered: 'Members left after messages of late: one a day fewer until {until}.',
    offHere: 'Switched off: {titles}',
    howToChange:
      'Rules (admins): /settings community · What was not sent: /not-sent · Without a kind: /stop-push',
    howToSpare: 'No mentions: /spare-me',
    nothingHeld: 'Nothing: all was sent in time.',
    heldTitle: 'Not sent in time lately:',
    held: '{when} {title}: {reason}; {outcome}',
    noMoreHeld: 'There is nothing more.',
    heldMore: 'Before that: /not-sent {page}',
    heldHelp: 'Once more: send-again number. The rules: /quiet-hours',
    heldIn: '{line} · group {group}',
    stillWaits: 'still waiting',
    wentWithOthers: 'sent together with others',
    wasLeftOut: 'not sent',
    wentAlong: 'sent along with an answer at {when}',
    wentAt: 'sent {when}',
    spared: 'No mentions any more by: {titles}. Changed your mind? /remind-me',
    sparedAll: 'No mentions any more, but for results. Changed your mind? /remind-me',
    wantsAgain: 'You are mentioned again by: {titles}',
    wantsAll: 'You are mentioned by everything anyway.',
    which: 'Which kind? There are: {titles}',
    noSuchKind: 'There is no “{typed}”, but: {titles}',
    stopped: '“{title}” is off. On again: /resume-push {title}',
    resumed: '“{title}” is on.',
    comma: ', ',
    semicolon: '; ',
  },
});
