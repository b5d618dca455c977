/**
 * How somebody who has never done it is asked for what an account needs: one question after the
 * other, each with an example, and only what applies. All words are in one language.
 */
export interface Interview {
  /** What people call the platform. */
  readonly title: string;
  /** What the operator risks; it has to be agreed to before the first question. */
  readonly warning?: string;
  /** What has to be at hand. */
  readonly before: string;
  readonly steps: readonly InterviewStep[];
}

/** What has been answered so far, by field, and by the key of a choice. */
export type Answers = Readonly<Record<string, string>>;

export type InterviewStep = InterviewChoice | InterviewQuestion;

/** One of several ways; it decides what is asked next, and is not itself a setting. */
export interface InterviewChoice {
  readonly kind: 'choice';
  /** In small letters, so that no field is called so. */
  readonly key: string;
  readonly question: string;
  readonly options: readonly InterviewOption[];
}

export interface InterviewOption {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** It is chosen already when this field is given beforehand. */
  readonly field?: string;
}

/** The value of one field of the platform's settings, whose schema checks it at once. */
export interface InterviewQuestion {
  readonly kind: 'question';
  readonly field: string;
  readonly question: string;
  /** An answer that would be taken. */
  readonly example: string;
  /** Said of an answer that the schema refuses; the example follows. */
  readonly wrong: string;
  /** Whether it applies; always unless said. */
  readonly when?: (answers: Answers) => boolean;
  /** Whether nothing is an answer, too; never unless said. */
  readonly isOptional?: (answers: Answers) => boolean;
}
