/** Communities of several groups in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Groups',
  commands: {
    groups: {
      words: ['community', 'community-groups'],
      usage: '[rename name]',
      help: 'which groups share points and settings with this one',
    },
    code: { words: ['community-code'], help: 'a code by which another group of yours joins' },
    join: { words: ['join-community'], usage: 'code', help: 'this group joins that community' },
    leave: {
      words: ['leave-community'],
      usage: '[number|group]',
      help: 'this group is a community of its own again',
    },
  },
  pushes: { news: ['Community news'] },
  labels: {
    adopted: 'came with a group',
    'audit.groups.name': 'named the community “{name}”',
    'audit.adopt': 'let group {group} join the community',
    'audit.release': 'took group {group} out of the community',
  },
  texts: {
    comma: ', ',
    named: '{platform} {group}',
    groups: {
      one: 'This community has {n} group.',
      other: 'This community has {n} groups, which share points and settings:',
    },
    row: '{at}. {platform} {group} (members: {people})',
    rowHere: '{at}. {platform} {group} (members: {people}), here',
    groupsOf: {
      one: '“{name}” has {n} group.',
      other: '“{name}” has {n} groups, which share points and settings:',
    },
    howToName: 'The community has no name yet. To give it one: {word} rename Readers',
    noName: 'What is it to be called? Like this: community rename Readers',
    longName: 'That is too long: {most} characters at most.',
    renamed: 'The community is called “{name}” now.',
    moreGroups: 'Further groups: {n}',
    alone: 'This group is a community of its own, with no other group.',
    howToGrow:
      'To add a group: an owner or admin says “{code}” here, then “{join} CODE” in the other group.',
    howToLeave: 'To leave: an owner or admin says “{word}” in the group that goes.',
    code: '{code}',
    howTo:
      'This is a community code. In the group that is to join, its owner or an admin says “{word} {code}”.',
    good: 'It works once, for {minutes} minutes; a new one replaces it.',
    whatItGives:
      'Owners and admins of that group will manage points and settings here, too: give it to people you trust.',
    saidAloud: 'Write to me in private first, and only you will see the code.',
    sentAlone: 'You have the code in private.',
    howToJoin: 'First say “{word}” in the other group to get a code, then bring it here.',
    tooMany: 'Too many wrong codes. Please try again in an hour.',
    unknown:
      'There is no such code: mistyped, used, or too old. Ask for a new one in the other group.',
    same: 'This group is in that community already. To join another, leave this one first: “leave-community”.',
    notAlone: 'This community has further groups. First say “leave-community” here, then join.',
    frozen: 'The books are being checked and no points can be moved just now. Please try later.',
    hindered: 'First settle this, then try again:',
    question: 'Shall this group join the community of {name}?',
    questionNamed: 'Shall this group join “{community}”? The code is from {name}.',
    theirGroups: {
      one: 'It has {n} group: {groups}',
      other: 'It has {n} groups: {groups}',
    },
    people: {
      one: '{n} person from here becomes a member there.',
      other: '{n} people from here become members there.',
    },
    known: {
      one: '{n} of them is there already and becomes one person.',
      other: '{n} of them are there already; each becomes one person.',
    },
    pointsGoAlong: {
      one: '{n} point comes along; boards of the week and month count from now on.',
      other: '{n} points come along; boards of the week and month count from now on.',
    },
    settingsOfTheirs: 'Settings, time zone and language will be those of that community.',
    settingsEnd: {
      one: '{n} setting that was changed here holds no more.',
      other: '{n} settings that were changed here hold no more.',
    },
    whoMayWhat: 'Owners, admins and managers from here have a say there, and their managers here.',
    recordsStay: 'Earlier polls, lotteries and acts stay behind, in the exports.',
    linksStay: 'Accounts that were linked by people here cannot be unlinked after this.',
    wayBack: 'You can leave again by “leave-community”, but what came along stays there.',
    confirmJoin: 'Yes, join',
    no: 'Not now',
    notJoined: 'All right, nothing has changed.',
    noRightNow: 'An owner or admin has to confirm it.',
    joined: {
      one: 'Joined: {n} group shares points and settings. To see which: “{word}”.',
      other: 'Joined: {n} groups share points and settings now. To see which: “{word}”.',
    },
    news: {
      one: 'Group {group} has joined the community with {n} person and points {points}; {name} confirmed it. Not invited? The owner says “leave-community {at}” here.',
      other:
        'Group {group} has joined the community with {n} people and points {points}; {name} confirmed it. Not invited? The owner says “leave-community {at}” here.',
    },
    aloneAlready: 'This group is a community of its own already.',
    leaveQuestion: {
      one: 'Shall this group leave the community? {n} group stays there.',
      other: 'Shall this group leave the community? {n} groups stay there.',
    },
    peopleOut: {
      one: '{n} person begins in that group with 0 points.',
      other: '{n} people begin in that group with 0 points.',
    },
    pointsStay: 'Points stay with the old community; what was said goes with the group.',
    settingsCopied: 'Settings stay as they are; from now on each is changed alone.',
    comeBack: 'To come back, ask for a community code.',
    noSuchGroup: 'No single group here is called “{group}”; give its number. There are: {groups}',
    cameLater: 'Group {group} was here before this one: its own owner has to say so.',
    takeOutQuestion: 'Shall group {group} leave the community?',
    takenOut: 'Group {group} is a community of its own now.',
    wasTakenOut:
      '{name} took this group out of the community. Settings stay as they are, points begin at 0.',
    confirmLeave: 'Yes, leave',
    stillIn: 'All right, this group stays.',
    left: 'Left. This group is a community of its own now.',
  },
});
