/**
 * Which characters look like which, for names alone: from Unicode's confusables (UTS #39, version
 * 10; © Unicode, Inc., Unicode License v3), those that pass for a Latin letter, a digit or a Han
 * character and that NFKC does not already make the same. It knows nothing of fonts.
 */

/** Code points in hexadecimal, behind the letter or digit that they pass for. */
const LETTERS = `
  10: 23e8
  2: a75a 1a7 3e8 a644 14bf a6ef
  3: 1d206 a7ab 21c 1b7 a76a 2ccc 417 4e0 16f3b 118ca
  4: 13ce 118af
  5: 1bc 118bb
  6: 2cd2 431 13ee 118d5
  7: 1d212 104d2 118c6
  8: b03 9ea a6a 1e8cb 223 222 1031a
  9: a67 b68 9ed d6d a76e 2cca 118cc 118ac 118d6
  a: 237a 251 3b1 430 391 410 13aa 15c5 a4ee 16f40 102a0
  aa: a733 a732
  ae: e6 4d5 c6 4d4
  ao: a735 a734
  ar: 1f707
  au: a737 a736
  av: a739 a73b a738 a73a
  ay: a73d a73c
  b: 181 184 42c 13cf 15af a7b4 392 412 13f4 15f7 a4d0 10282 102a1 10301
  bl: 42b
  c: 1d04 3c2 2ca5 441 abaf 1043d 1f74c 118f2 118e9 3a3 2ca4 421 13df a4da 102a2 10302 10415
  1051c 187
  d: 18a 501 13e7 146f a4d2 13a0 15de 15ea a4d3 1487
  dz: 2a3
  e: 212e ab32 435 4bd 22ff 395 415 2d39 13ac a4f0 118a6 118ae 10286
  f: ab35 a799 1e9d 584 1d213 a798 3dc 15b4 a4dd 118c2 118a2 10287 102a5 10525
  g: 261 1d83 18d 581 50c 13c0 13f3 a4d6 193
  h: 4bb 570 13c2 397 2c8e 41d 13bb 157c a4e7 102cf 43d
  i: 2373 131 26a 269 3b9 456 a647 4cf ab75 13a5 118c3
  j: 3f3 458 a7b2 37f 408 13ab 148d a4d9
  k: 39a 2c94 41a 13e6 16d5 a4d7 10518 198
  l: 5c0 2223 23fd 2502 661 6f1 10320 1e8c7 196 1c0 399 2c92 406 4c0 5d5 5df 627 7ca 2d4f 16c1
  a4f2 16f28 1028a 10309 1d22a 2cd0 13de 14aa a4e1 16f16 118a3 118b2 1041b 10526 5f1
  ll: 2016 2225 1c1 5f0
  lo: 42e
  ls: 2aa
  lt: 20b6
  lz: 2ab
  m: 39c 3fa 2c98 41c 13b7 15f0 16d6 a4df 102b0 10311
  mb: 1f76b
  n: 578 57c 39d 2c9a a4e0 10513
  o: c02 c82 d02 d82 966 a66 ae6 be6 c66 ce6 d66 e50 ed0 1040 665 6f5 1d0f 1d11 ab3d 3bf 3c3
  2c9f 43e 10ff 585 5e1 647 6be 6c1 6d5 d20 101d 104ea 118c8 118d7 1042c 7c0 9e6 b66 3007 114d0
  118e0 39f 2c9e 41e 555 2d54 12d0 b20 104c2 a4f3 118b5 10292 102ab 10404 10516 1a1 1a0 13a4
  oe: 153 152
  oo: 221e a74f a699 a74e a698
  p: 1a4 2374 3c1 2ca3 440 3a1 2ca2 420 13e2 146d a4d1 10295 1486
  q: 51b 563 566 2d55
  qe: 1f700
  r: ab47 ab48 1d26 2c85 433 ab81 1d216 1a6 13a1 13d2 104b4 1587 a4e3 16f35 491
  rn: 118e3 11700
  s: a731 1bd 455 abaa 118c1 10448 405 54f 13d5 13da a4e2 16f3a 10296 10420
  sss: 1f75c
  t: 1ac 22a4 27d9 1f768 3a4 2ca6 422 13a2 a4d4 16f0a 118bc 10297 102b1 10315
  t3: a728
  tf: a777
  ts: 2a6
  u: a79f 1d1c ab4e ab52 28b 3c5 57d 104f6 118d8 222a 22c3 54d 1200 104ce 144c a4f4 16f42 118b8
  1467
  ue: 1d6b
  uo: ab63
  v: 2228 22c1 1d20 3bd 475 5d8 11706 aba9 118c0 1d20d 667 6f7 474 2d38 13d9 142f a6df a4e6
  16f08 118a0 1051d
  vb: 1f76c
  w: 26f 1d21 461 51d 561 1170a 1170e 1170f ab83 118ef 118e6 51c 13b3 13d4 a4ea
  x: 166e d7 292b 292c 2a2f 445 1541 157d 166d 2573 10322 118ec a7b3 3a7 2cac 425 2d5d 16b7 a4eb
  10290 102b4 10317 10527
  y: 1b3 263 1d8c 28f 1eff ab5a 3b3 443 4af 10e7 118dc 3a5 2ca8 423 4ae 13a9 13bd a4ec 16f43
  118a4 102b2
  z: 1d22 ab93 118c4 102f5 118e5 396 13c3 a4dc 118a9
`;

/** Pairs of Han characters, parts of them and kana: the second passes for the first. */
const HAN = `
  㔾2e8b 㖈439b 㘽39b3 㣺2e97 㩁6409 㫚66f6 㬵80f6 㬺5e50 㬻4420 㮣69e9 䀹9fc3 䀿6663 䑃6726 䚶8a1e 丨239c
  丨239f 丨23a2 丨23a5 丨23aa 丨23ae 丨31d1 丨1175 丬2ea6 乙31e0 乚31df 乚2e83 乛31d6 乛2e82 亀2ef2 亅31da
  二30cb 亻30a4 亻2e85 併5002 値503c 兀2e8e 八30cf 刂2e89 力30ab 卍fd6 卐fd5 卜30c8 口30ed 口56d7 啓555f 土58eb
  塡586b 墫58ff 夕30bf 媯5b00 尢2e90 尣2e8f 工30a8 巳2e92 帡5e32 幺2e93 彑2e94 忄2e96 戶6238 扌2e98 攵2e99
  斉2eeb 旡2e9b 晚6669 朌80a6 朏80d0 朐80ca 朓8101 朘8127 朣81a7 杮67ff 榝6a27 歯2eed 歺2e9e 民2ea0 氵2ea1
  氺2ea2 溈6f59 灬2ea3 爫2ea4 犭2ea8 研784f 礻2ead 竜2eef 糹2eaf 絕7d76 罒2eab 罒2eb2 罓2eb1 耂2eb9 肀2eba
  胼8141 艹2ebe 艹2ebf 艹2ec0 蒍853f 蘷8641 虎2ec1 衤2ec2 西2ec4 覀2ec3 见2ec5 訮8a7d 讆8b8f 讠2ec8 豜8c63
  贝2ec9 赿8d86 跥8dfa 躗8e9b 軿8f27 车2ecb 辶2ecc 辶2ecd 郎90de 鎭93ae 钅2ed0 長2ed1 镸2ed2 长2ed3 门2ed4
  阝2ecf 阝2ed6 隷96b8 青2ed8 韦2ed9 页2eda 风2edb 飞2edc 食2edd 飠2edf 饣2ee0 马2ee2 鬼2ee4 鱼2ee5 鹂9e43
  麦2ee8 黄2ee9 黑9ed2 齐2eec 齿2eee 龙2ef0
`;

/** What each character is read as. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...lettersIn(LETTERS),
  ...hanIn(HAN),
]);

function* lettersIn(table: string): Generator<[string, string]> {
  let letter = '';
  for (const word of table.trim().split(/\s+/)) {
    if (word.endsWith(':')) letter = word.slice(0, -1);
    else yield [characterOf(word), letter];
  }
}

function* hanIn(table: string): Generator<[string, string]> {
  for (const word of table.trim().split(/\s+/)) {
    const [first = ''] = word;
    yield [characterOf(word.slice(first.length)), first];
  }
}

function characterOf(hexadecimal: string): string {
  return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
}
