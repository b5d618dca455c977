/** `{榜首}` in a pushed text: who stands first this week, on the usual board or on the one named. */
import type { TextSlot } from '#kit';
import type { Base } from './base.ts';
import { usualBoard } from './show.ts';

export const first: TextSlot<Base> = {
  async value({ house, text }, about) {
    const board = about === '' ? usualBoard(house) : house.board(about)?.key;
    if (board === undefined || !house.boards().some(({ key }) => key === board)) return undefined;
    const { top } = await house.standing({ board, period: 'week', limit: 1 });
    return top[0]?.name ?? text('nobodyFirst');
  },
};
