/** Setting up QQ in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'QQ',
  commands: {},
  labels: {},
  texts: {
    warning:
      'QQ does not let programs log ordinary accounts in. The account of the bot may be silenced, asked to log in again, or frozen, and nobody can promise that it will not. Use one that you can afford to lose. Points and records do not hang on it: with another account they are all there.',
    before:
      'First log that account in to NapCat, LLOneBot or Lagrange, and invite it into the group. Where to click is in docs/guides/qq.md.',
    ways: 'How do Qunli and that program connect?',
    forward: 'Qunli calls it (WebSocket, recommended)',
    forwardHint: 'NapCat: {press}',
    reverse: 'It calls Qunli (reverse WebSocket)',
    reverseHint: 'NapCat: {press}',
    http: 'HTTP alone',
    httpHint: 'NapCat: {press}, and {also}; better take WebSocket',
    url: 'Where is its WebSocket server?',
    urlWrong: 'that is no WebSocket address',
    httpUrl: 'Where is its HTTP server?',
    httpUrlWrong: 'that is no HTTP address',
    listen: 'At which port does Qunli wait for it? Over there, write ws://127.0.0.1:PORT',
    listenHttp: 'To which port of Qunli does it post? Over there, write http://127.0.0.1:PORT',
    listenWrong: 'it takes a port, or a host and a port',
    token: 'The token in the network settings over there?',
    tokenOrNone: 'The token in the network settings over there? Press Enter if there is none',
    tokenWrong: 'that cannot be used; copy it as it is',
    secret: 'The secret of the HTTP posts? Press Enter if it is the token',

    account: '{name} ({id}) on {program}',
    unknownProgram: 'an unknown program',
    wrongToken: 'the access token is refused',
    wrongTokenTodo:
      'copy the token from the network settings of the OneBot implementation (mind blanks), then «npx qunli connect qq»',
    failed: 'it cannot answer ({why})',
    failedTodo: 'see whether the program over there still runs, and try once more',
    offline: 'the QQ account is offline',
    offlineTodo: 'log the account in again over there',
    noGroup: 'the account is in no group',
    noGroupTodo: 'invite the account into a group',
    asAdmin: { one: 'in {n} group, as admin', other: 'in {n} groups, as admin' },
    notAdmin: 'not an admin in {without} of {asked} groups: it cannot mute or remove there',
    notAdminTodo: 'in the group: {press}, add the account',
    noHistory: 'no history: what is said while the connection is down is lost, and told so',
    noHeartbeat: 'no heartbeat was heard within 10 s',
    noHeartbeatTodo: 'switch the heartbeat on in the network settings (every 5000 to 30000 ms)',
    coded: 'messages come as strings with codes',
    codedTodo: "set the message format to «array» (messagePostFormat: 'array')",
    nothingThere: 'nothing answers at {where} ({why})',
    nothingThereTodo:
      'start the server there. In NapCat: {press}, with this port and token, {on} switched on',
    otherThere: 'something answers at {where}, but no OneBot server of this kind ({why})',
    otherThereTodo:
      'most likely this is the port of the web page, or of the other kind of server; look at the port in {press}',
    isTaken: '{where} is taken; probably by the running bot, which was left alone',
    notConnected: 'nobody has connected to {where} ({why})',
    notConnectedTodo:
      'let the implementation connect to ws://{where}. In NapCat: {press}, with this address and the same token, {on} switched on',
  },
});
