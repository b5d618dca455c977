/** The QQ side of a pretend account: its groups, who is in them, and what was said there. */

export type Segment = {
  readonly type: string;
  readonly data: Readonly<Record<string, string | number>>;
};
export type WireRecord = Readonly<Record<string, unknown>>;

export interface FakeMember {
  readonly nickname: string;
  readonly card?: string;
  role: 'owner' | 'admin' | 'member';
}

export class FakeGroup {
  readonly id: number;
  readonly members = new Map<number, FakeMember>();
  /** Message events, oldest first. */
  readonly said: WireRecord[] = [];

  constructor(id: number) {
    this.id = id;
  }

  info(account: number): WireRecord {
    const member = this.members.get(account);
    if (!member) throw new Error('not in the group');
    return {
      group_id: this.id,
      user_id: account,
      nickname: member.nickname,
      card: member.card ?? '',
      role: member.role,
      join_time: 0,
      last_sent_time: 0,
      level: '1',
      title: '',
      unfriendly: false,
      card_changeable: true,
    };
  }

  sender(account: number): WireRecord {
    const { nickname, card = '', role } = this.members.get(account) ?? STRANGER;
    return {
      user_id: account,
      nickname,
      card,
      role,
      sex: 'unknown',
      age: 0,
      level: '1',
      title: '',
    };
  }

  /** A page of what was said, as NapCat gives it: the newest, or the ones up to a message. */
  page({ count, upTo }: { readonly count: number; readonly upTo: unknown }): WireRecord[] {
    const found = this.said.findIndex(({ message_id: id }) => String(id) === String(upTo));
    const end = found < 0 ? this.said.length : found + 1;
    return this.said.slice(Math.max(0, end - count), end);
  }
}

const STRANGER: FakeMember = { nickname: '路人', role: 'member' };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('[', '&#91;').replaceAll(']', '&#93;');

/** A message as one string with codes. */
export function coded(segments: readonly Segment[]): string {
  return segments
    .map(({ type, data }) => {
      if (type === 'text') return escaped(String(data.text));
      const pairs = Object.entries(data).map(
        ([key, value]) => `,${key}=${escaped(String(value)).replaceAll(',', '&#44;')}`,
      );
      return `[CQ:${type}${pairs.join('')}]`;
    })
    .join('');
}
