/** Setting up WeChat in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'WeChat',
  commands: {},
  labels: {},
  texts: {
    title: 'WeChat',
    warning:
      'WeChat has no official way for bots in groups, and running an account by a program is against its terms. The account may be restricted or banned, for a day or for good, without notice and with little hope of appeal. Use one that you can afford to lose, not your main one, and never one with money on it. Points and records do not hang on it: with another account they are all there.',
    before:
      'First you need a gateway, logged in by scanning its code with the phone of that account. Which ones still work, and how to prepare them, is in docs/guides/wechat.md.',
    endpoint: 'Where is the gateway (host:port)?',
    endpointWrong: 'it takes a host and a port',
    token: 'The token of the gateway? The one it was started with',
    tokenWrong: 'that is no token of a gateway: a name, an underscore, and a long random part',
    certificate:
      'The file of the gateway’s certificate (PEM)? Press Enter if you have none of your own',
    certificateWrong: 'that file cannot be read or is no certificate',
    serverName: 'The name in the certificate? Press Enter if it is what precedes _ in the token',
    serverNameWrong: 'that cannot be used',

    good: 'the gateway is there and knows the token',
    publicKey: 'the certificate is the one that comes with the package: its key is public',
    publicKeyTodo: 'make a certificate of your own and name it in {variable}, or use a tunnel',
    nobody: 'no WeChat account is logged in at the gateway',
    nobodyTodo: 'scan the code that the gateway shows with the phone of the account',
    inGroups: {
      one: 'an account is logged in, in {n} group',
      other: 'an account is logged in, in {n} groups',
    },
    unstable: 'this gateway gives people and groups new ids at every login',
    unstableTodo:
      'after a new login members must link themselves again; a gateway with lasting ids is better',
    rival:
      'the gateway is there, but serves another program; if the bot is running, that is the bot',
    wrongToken: 'the gateway does not know this token',
    wrongTokenTodo:
      'compare {variable} with the token with which the gateway was started; «npx qunli connect wechat» puts it in place',
    unreachable: 'the gateway cannot be reached',
    refused: 'nothing listens at {endpoint}',
    refusedTodo: 'is the gateway running, are host and port right?',
    nameUnknown: 'there is no host {endpoint}',
    nameUnknownTodo: 'check how the host is spelled',
    tls: 'one side uses TLS and the other does not, or the certificate is another one',
    tlsTodo:
      'use TLS on both sides or on neither; the certificate has to be that of the gateway ({variable})',
    slow: 'the gateway did not answer in time',
    unreachableTodo:
      'is the gateway running, are host and port right, and do both sides use TLS or neither?',
  },
});
