/** Commands as people write them in English: with a hyphen, with a blank, in one, with a «!». */
import { describe, expect, test } from 'vitest';
import { features } from '../commands/index.ts';
import { type Chat, openChat } from '../src/testing/open-chat.ts';

async function inEnglish(act: (chat: Chat) => Promise<void>): Promise<void> {
  await using chat = await openChat({ features, language: 'en' });
  await act(chat);
}

const said = (chat: Chat) => chat.rest().map(({ text }) => text);

describe('a word is known however it is written', () => {
  test.for([
    ['check in', /^Checked in/],
    ['Check-In', /^Checked in/],
    ['check_in', /^Checked in/],
    ['checkin!', /^Checked in/],
    ['签到！', /^Checked in/],
    ['/check in', /^Checked in/],
    ['my points', /^0 points/],
    ['/my points', /^0 points/],
    ['@Qunli my points', /^0 points/],
    ['My Points.', /^0 points/],
    ['check in board week', /^Check-ins · this week\nNobody has a place yet\./],
    ['forget me', /forget/i],
    ['forgetme', /forget/i],
    ['/show me', /leaderboards/],
    ['help my points', /how many points you have/],
  ] as const)('«%s»', ([typed, answer]) =>
    inEnglish(async (chat) => {
      await chat.member('Ming').says(typed);
      expect(said(chat)).toEqual([expect.stringMatching(answer)]);
    }),
  );

  test('«audit log» of a manager', () =>
    inEnglish(async (chat) => {
      const owner = chat.member('Ming');
      await owner.becomes('owner');
      await owner.says('audit log');
      expect(said(chat)).toEqual(['Nothing on record yet.']);
    }));
});

test('«check in» is a check-in and no talk that earns a point', () =>
  inEnglish(async (chat) => {
    const ming = chat.member('Ming');
    await ming.says('check in');
    expect(await chat.pointsOf(ming)).toBe(5);
  }));

test('an argument that means nothing is explained in English as in Chinese', () =>
  inEnglish(async (chat) => {
    await chat.member('Ming').says('leaderboard xyz');
    expect(said(chat)).toEqual([
      expect.stringMatching(/^“xyz” is not something I know\.\nUsage: /),
    ]);
  }));

test('talk that begins with such words stays talk', () =>
  inEnglish(async (chat) => {
    for (const talk of [
      'check in at the hotel is at three',
      'my points are that we should go',
      'show me',
      'hide me',
      'my data',
      'check',
      'help me',
      'points please',
      'checkin?',
    ]) {
      await chat.member('Ming').says(talk);
      expect(said(chat), talk).toEqual([]);
    }
  }));

test('a slip in a word of two parts is understood', () =>
  inEnglish(async (chat) => {
    await chat.member('Ming').says('/my-ponts');
    expect(said(chat)).toEqual([expect.stringContaining('Did you mean “my-points”?')]);
  }));
