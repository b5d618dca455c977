/** Lets a group join the community of another one, as its managers do it. */
import { strict as assert } from 'node:assert';
import type { ChatMember } from '../src/testing/chat-member.ts';
import type { Chat } from '../src/testing/open-chat.ts';

export interface Joining {
  /** Who gives the code: becomes the owner of their group. */
  readonly host: ChatMember;
  /** Who brings it: becomes the owner of the group that joins. */
  readonly guest: ChatMember;
}

/** The code that an owner or admin asks for; said in the group while they have never whispered. */
export async function communityCode(chat: Chat, host: ChatMember): Promise<string> {
  // Codes can be asked for every five seconds.
  await chat.advance({ seconds: 5 });
  chat.rest();
  await host.says('社群码');
  const said = chat.rest().map(({ text }) => /^[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0]);
  const code = said.find((one) => one !== undefined);
  assert(code, 'no code was given');
  return code;
}

/** The group of the guest joins; what the bot says of it is heard out. */
export async function joinCommunity(chat: Chat, { host, guest }: Joining): Promise<void> {
  await host.becomes('owner');
  await guest.becomes('owner');
  const code = await communityCode(chat, host);
  await guest.says(`加入社群 ${code}`);
  await guest.says('确认加入');
  const said = chat.rest().map(({ text }) => text);
  assert(
    said.some((text) => text.startsWith('加入了，')),
    said.join('\n'),
  );
}
