/** Lotteries in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Lottery',
  commands: {
    create: {
      words: ['new-lottery'],
      usage: '[title; prizes: …; draw: …]',
      help: 'begin a lottery',
    },
    enter: { words: ['enter-lottery'], usage: '[number]', help: 'enter the lottery' },
    withdraw: {
      words: ['leave-lottery'],
      usage: '[number]',
      help: 'leave before it closes; points go back',
    },
    list: { words: ['lottery', 'lotteries'], help: 'which lotteries are open' },
    why: { words: ['why-not'], usage: '[number]', help: 'what you lack to enter' },
    odds: { words: ['my-odds'], usage: '[number]', help: 'how likely you are to win' },
    code: { words: ['my-code'], usage: '[number]', help: 'your code in the public list' },
    winners: { words: ['winners'], usage: '[number]', help: 'who has won' },
    claim: { words: ['claim'], usage: '[number]', help: 'claim what you have won' },
    receipt: { words: ['receipt'], usage: '[number]', help: 'what anybody can recompute' },
    draw: { words: ['draw-lottery'], usage: '[number]', help: 'close and draw now' },
    cancel: { words: ['cancel-lottery'], usage: 'number reason', help: 'cancel; points go back' },
    redraw: { words: ['redraw'], usage: 'number @member reason', help: 'give a prize to the next' },
    disqualify: {
      words: ['disqualify'],
      usage: 'number @member reason',
      help: 'take somebody out of a sealed list before the draw, in public',
    },
    block: {
      words: ['lottery-block'],
      usage: '[@member]',
      help: 'keep somebody out; who is kept out',
    },
    unblock: { words: ['lottery-unblock'], usage: '@member', help: 'let somebody in again' },
  },
  measures: { sinceWin: ['last win', 'last-win'] },
  pushes: { result: ['Lottery results'], reminder: ['Lottery reminder'] },
  labels: {
    'lottery.entry': 'lottery entry',
    'lottery.refund': 'lottery, given back',
    'lottery.prize': 'prize',
    'lottery.consolation': 'consolation',
    'lottery.redraw': 'prize taken back',
    lotteries: 'lotteries',
    'export.lotteries': 'lotteries',
    'measure.sinceWin': '{n} days ago',
    'setting.lottery.preset': 'whose rules of disclosure are checked: auto, china or none',
    'value.lottery.preset.auto': 'by the language',
    'value.lottery.preset.china': 'mainland China',
    'value.lottery.preset.none': 'nothing is checked',
    'setting.lottery.delaySeconds': 'seconds from the closing of the list to the number that draws',
    'setting.lottery.remindMinutes':
      'minutes before a lottery closes at which it is announced again, 0 for never',
    'setting.lottery.pointsMost': 'most points that the prizes of a lottery may come to',
    'setting.lottery.consolationMost': 'most points of consolation for one member',
    'audit.lottery.create': 'began the lottery “{title}”',
    'audit.lottery.close': 'had lottery {number} drawn early',
    'audit.lottery.cancel': 'cancelled lottery {number}: {reason}',
    'audit.lottery.redraw': 'took back what {member} won in lottery {number}: {reason}',
    'audit.lottery.disqualify': 'disqualified {member} from lottery {number}: {reason}',
    'audit.lottery.block': 'kept {member} out of lotteries',
    'audit.lottery.unblock': 'let {member} into lotteries again',
  },
  texts: {
    extended: 'lottery {number} is open until {at}',
    comma: ', ',
    forgotten: 'somebody who left for good',
    andMore: '{n} more',

    askTitle: 'What is the lottery called? For example: Weekend lottery',
    askPrizes: 'Which prizes? For example: keyboard x1 299 yuan, sticker x10 5 yuan, 20 points x5',
    askWhen: 'When is it drawn? For example: 20:00, 3-5 20:00, in 2 hours, at 100 members, by hand',
    askConsolation: 'How many points for everybody who wins nothing? 0 for none.',
    tooManyPoints:
      'The prizes come to {points} in points, and {most} is the most: an admin’s setting, lottery.pointsMost.',
    tooMuchConsolation:
      'The most for consolation is {most}: an admin’s setting, lottery.consolationMost.',
    askClaiming: 'How does a winner get the prize? For example: write to the owner',
    askClaimDays:
      'Within how many days must it be claimed? Then the next one gets it. For example: 7',
    askOrganiser: 'Who organises it? The law wants it said. For example: Reading Circle',
    askContact: 'How can the organiser be reached? The law wants it said.',
    lacksPrice: '“{prize}” has no market price yet, which the law wants said: {prize} x1 299 yuan',
    overCeiling: '“{prize}” is worth more than 50,000 yuan: the law forbids it as a prize.',
    examplePrizes: 'Prizes look so: keyboard x1 299 yuan, sticker x10 5 yuan, 20 points x5',
    exampleWhen: 'A time to come: 20:00, 3-5 20:00, in 2 hours, at 100 members, by hand',
    exampleBonus: 'Bonus tickets look so: streak>=7 +2 / tag=VIP +3',
    exampleNumber: 'Please write a number: price: 10; consolation: 2; claim: 7; most: 3',
    exampleWords: 'Please write one line.',
    unknownPart:
      'What is “{typed}”? You may write prizes: …; draw: …; if: …; price: …; word: …; bonus: …; most: …; consolation: …; claim: …; claiming: …; organiser: …; contact: …',
    wrongCondition: '{why}',
    askPublish: 'Begin it so? It cannot be changed afterwards, only cancelled.',
    publish: 'begin it',
    leaveIt: 'leave it',
    left: 'Fine, nothing was changed.',

    showTitle: '“{title}”',
    showPrizes: 'Prizes: {prizes}',
    prize: '{name} ×{quantity}',
    pricedPrize: '{name} ×{quantity} ({price} yuan each)',
    showPrice: 'Cost in points: {price}, given back if cancelled',
    showCondition: 'If: {condition} (looked at again when it closes)',
    showBonus: 'Bonus tickets: {condition}: +{tickets} (at most {most} each)',
    showConsolation: 'Consolation in points, for everybody who wins nothing: {points}',
    showWhen: 'Drawn: {when}',
    whenFull: { one: 'at {n} member', other: 'at {n} members' },
    whenByHand: 'by a manager',
    showClaim: {
      one: 'Claim within {n} day, then the next one gets it',
      other: 'Claim within {n} days, then the next one gets it',
    },
    showClaiming: 'Handed over: {claiming}',
    showOrganiser: 'Organiser: {organiser}',
    showContact: 'Contact: {contact}',

    opened: 'Lottery {number} is open!',
    howToEnter: 'Say “{word}” to enter.',
    fairDrand:
      'Fair: the list is sealed first, and drawn by a public number (drand) that comes into being only afterwards. Nobody can foresee it.',
    fairSealed:
      'Fair: there is a seal, but no number from outside (weaker: whoever runs the bot must be trusted).',
    seal: 'Seal: {hash}',
    enterLabel: 'enter-lottery',

    entered: 'No. {entrants}, you are in!',
    enteredWith: 'No. {entrants}, you are in! Your tickets: {tickets}.',
    enteredTogether: {
      one: '{n} more is in, {entrants} by now: {names}',
      other: '{n} more are in, {entrants} by now: {names}',
    },
    noneOpen: 'No lottery is open now.',
    notOpen: 'Lottery {number} is closed.',
    otherGroup: 'Lottery {number} is in another group; please say it there.',
    already: 'You are in lottery {number} already. Your tickets: {tickets}.',
    blocked: 'The managers keep you out of lotteries; please ask them why.',
    lacking: 'You cannot enter lottery {number} yet:',
    pointsFrozen: 'The books are being checked; points cannot be spent just now. Please try later.',
    short: 'Points short: {missing} (an entry costs {price}).',
    notIn: 'You are not in lottery {number}. Say “{word}” to enter.',
    withdrawn: 'Fine, you are out.',
    withdrawnPaid: {
      one: 'You are out, {n} point is yours again.',
      other: 'You are out, {n} points are yours again.',
    },
    canEnter: 'You can enter lottery {number}: say “{word}”.',
    listRow: '{number}. “{title}”: entrants {entrants}, drawn {when}; say “{word}” to enter',
    odds: '{percent}%: your tickets {own} (of {tickets}, entrants {entrants}), prizes {prizes}.',
    code: 'Your code in the list of lottery {number}: {code}',
    noCode: 'You have not entered a lottery.',

    askDraw: {
      one: '{n} member is in lottery {number}. Close and draw it now?',
      other: '{n} members are in lottery {number}. Close and draw it now?',
    },
    drawNow: 'close and draw',
    empty: 'Nobody entered lottery {number}; it ends here.',
    frozen:
      'Entrants {entrants}, tickets {tickets}: the list of lottery {number} is sealed and will not change.',
    listHash: 'Hash of the list: {hash}',
    drawByRound: 'It is drawn when round {round} of drand is out ({time}).',
    drawSealed: 'There is no number from outside (weaker); it is drawn at once.',
    waiting:
      'Round {round} of drand cannot be had. Lottery {number} waits; no other number will be used.',
    waitingUnsigned:
      'The number that came for round {round} is not signed by drand and was not used. Lottery {number} waits.',
    drawn: 'Lottery {number}, “{title}”, is drawn!',
    winners: '{prize} ({n}): {names}',
    nobodyWon: 'Nobody has won.',
    passedSome: {
      one: '{n} could not win any more; the next one got it. The receipt says why.',
      other: '{n} could not win any more; the next ones got it. The receipt says why.',
    },
    claimWithin: {
      one: 'Please say “claim” within {n} day, then the next one gets it.',
      other: 'Please say “claim” within {n} days, then the next one gets it.',
    },
    pointsPaid: 'Points that were won are there already; nothing to claim.',
    consoled: 'Consolation in points, for everybody else: {points}',
    seed: 'Seed: {hash}',
    randomness: 'Public number: {hash}',
    howToVerify: 'Say “receipt {number}”: anybody can recompute it.',

    nothingToClaim: 'There is nothing for you to claim.',
    claimed: 'Claimed: {prizes}.',
    claimedBy: 'Claimed: {prizes}. Handed over: {claiming}',
    forfeited: {
      one: '{n} prize of lottery {number} was not claimed; the next of the same ranking gets it.',
      other:
        '{n} prizes of lottery {number} were not claimed; the next of the same ranking get them.',
    },
    lapsed: {
      one: '{n} prize of lottery {number} was not claimed by a winner who was removed; it goes to nobody.',
      other:
        '{n} prizes of lottery {number} were not claimed by winners who were removed; they go to nobody.',
    },
    refilled: 'Lottery {number}, the next in line:',
    nobodyLeft: 'Nobody is left in lottery {number}; the prize stays.',
    noneDrawn: 'No lottery was drawn yet.',
    receiptComing: 'The receipt of lottery {number} comes in private.',
    receiptLater: 'Lottery {number} is being refilled; ask for its receipt again in a minute.',
    receiptHere:
      'The receipt of lottery {number}. qunli verify-draw or verify-draw.html recompute it.',

    noSuch: 'There is no lottery {number}.',
    askCancel:
      'Entrants of lottery {number}: {entrants}. Points that go back: {points}. The reason is public. To cancel, say “cancel this lottery”.',
    cancelIt: 'cancel this lottery',
    cancelled: 'Lottery {number} is cancelled: {why}',
    cancelledPaid: 'Lottery {number} is cancelled: {why}\nWhat an entry cost is given back.',
    didNotWin: '{name} has no prize in lottery {number} to be taken back.',
    askRedraw:
      'Take “{prize}” back from {name} and give it to the next of the ranking? The reason is public: {why}\nTo do so, say “take it back”.',
    redrawIt: 'take it back',
    redrawn:
      'Lottery {number}, record {record}: a prize is taken back and goes to the next. Reason: {why}',
    cancelLate: 'Who wins lottery {number} is settled. It cannot be cancelled; it will be drawn.',
    disqualifyEarly: 'The list of lottery {number} is not sealed yet: say “lottery-block @member”.',
    disqualifyLate:
      'Who wins lottery {number} is settled, so nobody can be disqualified. A prize can be taken back by “redraw”.',
    notInList: '{name} is not in the list of lottery {number}.',
    askDisqualify:
      'Disqualify {name} from lottery {number}? Points paid stay paid, and the reason is public and stands in the receipt: {why}\nTo do so, say “disqualify this entry”.',
    disqualifyIt: 'disqualify this entry',
    disqualified: 'Lottery {number}, record {record}: {name} is disqualified. Reason: {why}',
    moved:
      'The hash of the list of lottery {number} did not reach the group a minute ahead. A later round draws; the list is the same.',
    listUnseen: 'It is not certain that the hash of the list was in the group a minute ahead.',
    keptSome: {
      one: '{n} member was removed after the list was sealed, and keeps the place.',
      other: '{n} members were removed after the list was sealed, and keep their places.',
    },
    blockedButSealed:
      '{name} is kept out of lotteries from now on. The list is sealed already in: {numbers}. There it counts as usual; to take it out before the draw, say “disqualify {number} @{name} reason”.',
    blockedNow: '{name} is kept out of lotteries.',
    blockedBefore: '{name} was kept out already.',
    nobodyBlocked: 'Nobody is kept out. To keep somebody out: lottery-block @member',
    allBlocked: { one: '{n} is kept out: {names}', other: '{n} are kept out: {names}' },
    notBlocked: '{name} is not kept out.',
    unblocked: '{name} may enter lotteries again.',
    remind: {
      one: '“{title}” closes at {when}; {n} member is in. To enter lottery {number}: {word}',
      other: '“{title}” closes at {when}; {n} members are in. To enter lottery {number}: {word}',
    },
    drawnThen: 'lottery {number} “{title}” is drawn',
    stillRunning: 'Lottery {number} is not over: draw or cancel it first.',
    stillUnclaimed: 'Lottery {number} has prizes that wait to be claimed.',
  },
});
