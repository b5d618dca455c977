/** Setting up Telegram in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Telegram',
  commands: {},
  labels: {},
  texts: {
    before:
      'In Telegram, find @BotFather: send /newbot to make a bot, and it gives you a token; then send /setprivacy, choose the bot, press Disable, or it will not hear «checkin».',
    token: 'What is the token that BotFather gave?',
    tokenWrong: 'that does not look like a token; copy the whole line that BotFather gave',
    root: 'Where is the Bot API? Press Enter if you reach Telegram directly',
    rootWrong: 'that is no address; it begins with https://',
    ways: 'How do messages come?',
    poll: 'The bot asks for them (recommended)',
    pollHint: 'needs no public address',
    webhook: 'Telegram calls the bot (webhook)',
    webhookHint: 'needs a public https address',
    webhookUrl: 'Which address shall Telegram call?',
    webhookSecret: 'The secret of the webhook? Make up a long one that nobody guesses',
    webhookSecretWrong: 'it takes 16 to 256 letters, digits, _ or -',
    webhookListen: 'Where does the bot listen on this machine? Press Enter if you do not know',
    webhookListenWrong: 'it takes a host and a port',

    connected: 'connected as @{handle}',
    unknownToken: 'Telegram does not know this token ({why})',
    unknownTokenTodo:
      'ask @BotFather for the token with /token; «npx qunli connect telegram» puts it in place',
    noBotApi: '{root} does not answer as the Bot API does ({why})',
    noBotApiTodo: 'check the network; where Telegram is blocked, set {variable} to a proxy',
    noGroups: 'the bot may not be added to groups',
    noGroupsTodo: 'tell @BotFather: /setjoingroups, choose the bot, Enable',
    privacy: 'privacy mode is on: where it is no admin, the bot hears only commands with a slash',
    privacyTodo:
      'make it an admin of the group, or tell @BotFather /setprivacy, Disable, and add it anew',
    noGroup: 'it has not been heard in any group yet',
    asAdmin: {
      one: 'in {n} group, as an admin with all that it needs',
      other: 'in {n} groups, as an admin with all that it needs',
    },
    notAdmin:
      'no admin in {without} of {asked} groups: there Telegram does not tell it who comes by whose link or goes, and it cannot mute, remove or take back',
    lackingRights: 'as an admin it lacks rights in {without} of {asked} groups',
    adminTodo:
      'in the group: Administrators, add the bot, and leave «Delete messages», «Ban users» and «Invite users» on',
    foreignWebhook: 'updates go to a webhook at {host}, not to this bot',
    foreignWebhookTodo: 'stop the other copy; starting this one takes the webhook away from it',
    failedWebhook: 'Telegram could not call the webhook ({why})',
    failedWebhookTodo:
      'check that the address is public, has a valid certificate and leads to this bot',
  },
});
