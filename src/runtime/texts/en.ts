/** What the runtime itself says, in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Basics',
  commands: {},
  labels: {
    owner: 'owner',
    admin: 'admin',
    manager: 'manager',
    helper: 'helper',
    member: 'member',
    community: 'Community',
    'setting.community.language': 'the language I speak to everybody',
    'setting.community.zone': 'the time zone in which days are counted',
    'setting.community.dayStart': 'when a new day begins',
    'not a time zone such as Asia/Shanghai': 'write a time zone such as Asia/Shanghai',
    'not a time such as 04:00': 'write a time such as 04:00',
  },
  texts: {
    privateOnly: 'Please ask me that in private.',
    groupOnly: 'Please use “{word}” in the group.',
    switchedOff: '“{word}” is switched off here.',
    noRight: 'For “{word}” you need to be {role}.',
    wait: 'Try again in {seconds} s.',
    outOfTime: 'That message is dated too far from now to count. Please send it again.',
    didYouMean: 'There is no “{typed}”. Did you mean “{word}”?',
    usage: 'Usage: {usage}',
    badArgument: '“{typed}” {problem}',
    notPoints: 'is not an amount of points; write a whole number such as 10.',
    notNumber: 'is not a number I can use.',
    notDay: 'is not a date; write 2026-03-01.',
    notChoice: 'is not something I know.',
    noMember: 'is not a member here; pick them with @.',
    tooMuch: 'is too much.',
    tooFast: 'Slow down a little. For the next minute I count everything but do not answer each.',
    incident:
      'Something went wrong and nothing was changed. Number {incident}, please tell an admin.',
    cannotRecord: 'I cannot record this right now. Please try again later.',
    cannotStore:
      'Nothing new can be stored right now ({why}). Please check the server’s disk soon.',
    nobodyYet: 'Say something in a group first, then I will know you.',
    hint: 'Here I am. Send “{word}” to see what I can do.',
    cancelled: 'Cancelled.',
    timedOut: 'No answer for a while, so I cancelled it.',
    tooSmall: 'at least {least}',
    tooBig: 'at most {most}',
    tooMany: 'at most {most} of them',
    wantsNumber: 'write a number',
    wantsWhole: 'write a whole number',
    wantsSwitch: 'write “on” or “off”',
    wantsOneOf: 'one of {values}',
    wantsOther: 'this has not the right form',
    mustStayOn: 'without it there is no way back, so it stays on',
    booksWrong:
      'The points do not add up, so spending is paused: {why}. Run qunli doctor on the server.',
  },
});
