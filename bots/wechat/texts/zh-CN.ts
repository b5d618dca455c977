/** Setting up WeChat in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '微信',
  commands: {},
  labels: {},
  texts: {
    title: '微信',
    warning:
      '微信没有官方的群机器人接口，用程序操作微信号不符合它的使用条款。账号可能被限制或封禁，短则一天，长则永久，没有预告，也很难申诉。请用丢了也不心疼的小号，别用主号，更别用绑了钱的号。积分和记录不在微信号上，换号不会丢。',
    before:
      '要先有一个网关程序，用小号的手机扫它的码登录。哪些网关还能用、怎么准备，见 docs/guides/wechat.zh-CN.md。',
    endpoint: '网关在哪里（主机:端口）？',
    endpointWrong: '要写主机和端口',
    token: '网关的 token？启动网关时用的那一串',
    tokenWrong: '不像网关的 token，它是一个名字、一条下划线、一长串随机字符',
    certificate: '网关证书的文件（PEM）？没有自己的证书就回车',
    certificateWrong: '这个文件读不了，或者不是证书',
    serverName: '证书里的名字？和 token 下划线前面的一样就回车',
    serverNameWrong: '不能用',

    good: '网关在，也认这个 token',
    publicKey: '证书是包里自带的那张，私钥谁都能拿到，起不到保护作用',
    publicKeyTodo: '自己做一张证书，写进 {variable}；或者走一条隧道',
    nobody: '网关那边没有登录微信号',
    nobodyTodo: '用小号的手机扫网关显示的码',
    inGroups: '已经登录，在 {n} 个群里',
    unstable: '这个网关每次登录都给人和群换新编号',
    unstableTodo: '重新登录以后，群友要用关联码重新关联；能换就换一个编号不变的网关',
    rival: '网关在，但正在给另一个程序用；机器人正在运行的话，那就是它',
    wrongToken: '网关不认这个 token',
    wrongTokenTodo:
      '和启动网关时用的 token 对一遍，再运行「npx qunli connect wechat」换上（{variable}）',
    unreachable: '连不上网关',
    refused: '{endpoint} 没有程序在等',
    refusedTodo: '网关启动了吗？主机和端口对不对？',
    nameUnknown: '找不到 {endpoint} 这台主机',
    nameUnknownTodo: '检查主机名有没有写错',
    tls: '一边加密，一边不加密，或者证书对不上',
    tlsTodo: '两边都用 TLS 或都不用；用的话，证书和网关的要是同一张（{variable}）',
    slow: '网关没有在限定的时间里回答',
    unreachableTodo: '网关在运行吗？主机和端口对吗？两边是不是都用 TLS，或都不用？',
  },
});
