import { test } from 'vitest';
import { openChat } from '../../src/testing/open-chat.ts';
import { points } from './index.ts';
import { leaderboard } from '../leaderboard/index.ts';

test('try', async () => {
  for (const language of ['zh-CN','zh-TW','en'] as const) {
  await using chat = await openChat({ language, features: [points, leaderboard], settings: {'points.giveOn': true, 'leaderboard.shown': 3} });
  const ming = chat.member('小明'); const hong = chat.member('小红'); const boss = chat.member('群主');
  await boss.becomes('owner');
  const others = ['一','二','三','四','五','六'].map(n=>chat.member('群友'+n));
  for (const [i,o] of others.entries()) { for (let k=0;k<=i;k++) await o.says('x'+k); await chat.advance({seconds:20}); await boss.says(`加分 @x ${10*(i+1)}`, {mentions:[o]}); }
  await ming.says('大家好'); await hong.says('你好'); chat.rest();
  for (const [who, text, m] of [[ming,'排行榜'],[ming,'排行榜 活跃 今日'],[others[5], '积分榜 总'],[hong,'不上榜'],[hong,'排行榜'],[hong,'上榜'],[ming,'排行榜 签到'],[ming,'排行榜 呵呵'],[ming,'/排行榜 呵呵'],[ming,'leaderboard month points']] as any) {
    await chat.advance({seconds: 30});
    await who.says(text, m ? {mentions: m}: {});
    console.log(who.who.name+'> '+text+'\n'+chat.rest().map(h=>'  '+h.text.replaceAll('\n','\n  ')).join('\n'));
  }
  console.log(chat.errors);
  }
});
