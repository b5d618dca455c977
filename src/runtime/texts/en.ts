/** What the runtime itself says, in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Basics',
  commands: {},
  labels: {
    // Why nothing can be stored, by the code of the fault.
    'fault.disk-full': 'the disk is full',
    'fault.disk-broken': 'the disk cannot be read or written',
    'fault.read-only': 'it is read-only',
    'fault.database-busy': 'another program holds the database',
    owner: 'owner',
    admin: 'admin',
    manager: 'manager',
    helper: 'helper',
    member: 'member',
    'as.owner': 'the owner',
    'as.admin': 'an admin',
    'as.manager': 'a manager',
    'as.helper': 'a helper',
    'as.member': 'a member',
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
    notMentioned: 'has no @ before it; type @ and pick the member from the list.',
    notPicked: 'mentions nobody; type @ and pick from the list instead of writing the name.',
    noMember: 'The one you mention is no member here yet; try again once they have said something.',
    memberGone: 'has left.',
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
    wantsText: 'write a text',
    wantsList: 'write one or more, with commas between',
    wantsPair: 'write it with an equals sign, as in 7=20',
    wantsParts: 'write name=value',
    wantsOther: 'write it in another way',
    noSuchPart: 'there is no part “{name}”',
    itemOfList: 'item {n}',
    atPlace: '{place}: {why}',
    comma: ', ',
    mustStayOn: 'without it there is no way back, so it stays on',
    booksWrong:
      'The points do not add up, so spending is paused: {why}. Run npx qunli doctor on the server.',
    linkRefused:
      '{account} cannot connect: the platform refuses the account ({why}). On the server, run npx qunli connect {platform} to give it new credentials.',
    linkRival:
      'Another program uses the credentials of {account}; I have stopped for now. Please end one of the two.',
    linkDown: '{account} has been offline for {minutes} minutes ({why}). I keep trying.',
    linkBack: '{account} is back after about {minutes} min.',
    missed:
      'I was offline ({from}–{to}) and did not get the messages of that time. Please send commands such as check-in again.',
    estranged:
      'The platform has given everybody a new id, and I cannot tell who is who just now. Points and check-ins are all still there.',
    estrangedLink:
      'Whoever has a link code gets all of it back: tell me “{word} CODE” in private. Without one everything works, too. To be safe next time, ask me for “{code}” in private.',
    estrangedManagers:
      'A new login of {account} gave everybody new ids: members get their points back with a link code, and roles have to be given again. A gateway with lasting ids avoids it.',
    lookAlike:
      '“{name}” (account {account}) looks like the {role} “{whose}”. Take care; I mark that name with ⚠.',
    anonymous: 'Commands do not work for anonymous admins: turn anonymity off and send it again.',
    imageInstead: '(a picture that cannot be sent here)',
    fileInstead: '(a file that cannot be sent here)',
  },
});
