/** Who can be played: names and the accounts behind them, of this group and of newcomers. */
export interface Player {
  /** As it is shown and typed. */
  readonly name: string;
  /** As the platform has it; the same unless there is something in it that cannot be shown. */
  readonly fullName: string;
  /** The account's id; a newcomer's is the name itself. */
  readonly account: string;
}

/** Somebody who can be mentioned. */
type Mentionable = Pick<Player, 'name' | 'account'>;

export class Cast {
  readonly #byName = new Map<string, Player>();
  readonly #nameOf = new Map<string, string>();
  /** Accounts of those who were seen leaving. */
  readonly #gone = new Set<string>();

  /** Names that people can type, those who were seen last first. */
  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Takes somebody in; of two with the same name the one who came first keeps it. */
  add(player: Player): Player {
    this.#nameOf.set(player.account, player.name);
    const known = this.#byName.get(player.name);
    if (known) return known;
    this.#byName.set(player.name, player);
    return player;
  }

  /** Somebody of that name; capitals matter only between two who differ in nothing else. */
  find(name: string): Player | undefined {
    const exact = this.#byName.get(name);
    if (exact) return exact;
    const folded = name.toLowerCase();
    return [...this.#byName.values()].find((player) => player.name.toLowerCase() === folded);
  }

  /** Notes that somebody has left the group, or is back. */
  note(account: string, hasLeft: boolean): void {
    if (hasLeft) this.#gone.add(account);
    else this.#gone.delete(account);
  }

  hasLeft(account: string): boolean {
    return this.#gone.has(account);
  }

  /** The member of that name, or a newcomer. */
  findOrMake(name: string): Player {
    return this.find(name) ?? this.add({ name, fullName: name, account: name });
  }

  nameOf(account: string): string {
    return this.#nameOf.get(account) ?? account;
  }

  /** The accounts behind every `@name` in a text; the longest known name wins. */
  mentionsIn(text: string, others: readonly Mentionable[] = []): string[] {
    const named = [...this.#byName.values(), ...others].toSorted(
      (a, b) => b.name.length - a.name.length,
    );
    const accounts = [...text.matchAll(/[@＠]/gu)].flatMap(({ index }) => {
      const found = named.find(({ name }) => text.startsWith(name, index + 1));
      return found ? [found.account] : [];
    });
    return [...new Set(accounts)];
  }
}
