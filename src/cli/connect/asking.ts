/** How questions are put to the operator; each answers `undefined` when the operator gives up. */
export interface Asking {
  /** @returns the key of an option */
  choose(question: string, options: readonly Option[]): Promise<string | undefined>;
  /** @returns what was typed, without blanks around it */
  field(question: FieldQuestion): Promise<string | undefined>;
  confirm(question: YesOrNo): Promise<boolean | undefined>;
}

export interface Option {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
}

export interface FieldQuestion {
  readonly question: string;
  /** Shown while nothing is typed. */
  readonly example: string;
  /** Not shown while it is typed. */
  readonly isSecret: boolean;
  /** @returns why an answer is not taken, or undefined when it is; then it is asked again */
  readonly complaint: (answer: string) => string | undefined;
}

export interface YesOrNo {
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  /** What Enter alone means: a stray one must not take a step that was warned of. */
  readonly preset: boolean;
}
