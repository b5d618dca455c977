/**
 * Asks for the fields of an account, one after the other: only what applies, each checked as it is
 * given. What was given beforehand is not asked for.
 */
import type { Answers, InterviewChoice, InterviewQuestion, Platform } from '#kit';
import type { Asking } from './asking.ts';
import type { ConnectText } from './texts/index.ts';

export interface Interviewed {
  readonly platform: Platform;
  readonly steps: readonly (InterviewChoice | InterviewQuestion)[];
  /** By field. */
  readonly given: Answers;
  readonly asking: Asking;
  readonly text: ConnectText;
}

/** @returns the fields that were given and asked for; undefined when the operator gives up */
export async function interviewed(interview: Interviewed): Promise<Answers | undefined> {
  const { steps, given } = interview;
  let answers = given;
  for (const step of steps) {
    const answer = await answerTo(step, { ...interview, given: answers });
    if (answer === undefined) return undefined;
    if (answer.value !== '') answers = { ...answers, [answer.name]: answer.value };
  }
  // What was chosen on the way is no field.
  const fields = Object.entries(answers).filter(([name]) => name in interview.platform.variables);
  return Object.fromEntries(fields);
}

interface Answer {
  readonly name: string;
  /** Empty for what does not apply. */
  readonly value: string;
}

async function answerTo(
  step: InterviewChoice | InterviewQuestion,
  interview: Interviewed,
): Promise<Answer | undefined> {
  const isChoice = step.kind === 'choice';
  const name = isChoice ? step.key : step.field;
  const value = await (isChoice ? choose(step, interview) : ask(step, interview));
  return value === undefined ? undefined : { name, value };
}

async function choose(
  { question, options }: InterviewChoice,
  { given, asking }: Interviewed,
): Promise<string | undefined> {
  const chosen = options.find(({ field }) => field !== undefined && field in given);
  return chosen?.key ?? asking.choose(question, options);
}

async function ask(
  question: InterviewQuestion,
  interview: Interviewed,
): Promise<string | undefined> {
  const { platform, given, asking, text } = interview;
  const { field, when = () => true, example } = question;
  if (field in given || !when(given)) return '';
  const isSecret = platform.variables[field]?.isSecret === true;
  const shown = `${question.question}${bracketed(text('example', { example }))}`;
  return asking.field({
    question: shown,
    example,
    isSecret,
    complaint: (answer) => complaintOf(answer, question, interview),
  });
}

/** Brackets that belong to the language: full width after Chinese. */
function bracketed(words: string): string {
  return /\p{Script=Han}/u.test(words) ? `（${words}）` : ` (${words})`;
}

/** What is wrong with answers that nobody was there to be asked for, a line for each. */
export function complaintsAbout(around: Omit<Interviewed, 'asking'>): readonly string[] {
  return around.steps.flatMap((step) => {
    const answer = step.kind === 'question' ? around.given[step.field] : undefined;
    if (step.kind !== 'question' || answer === undefined) return [];
    const complaint = complaintOf(answer, step, around);
    return complaint === undefined ? [] : [around.text('about', { field: step.field, complaint })];
  });
}

function complaintOf(
  answer: string,
  { field, example, wrong, isOptional = () => false }: InterviewQuestion,
  { platform, given, text }: Omit<Interviewed, 'asking'>,
): string | undefined {
  if (answer === '') return isOptional(given) ? undefined : text('missing', { example });
  // With what was answered before: some answers are right only beside others.
  const { error } = platform.settings.safeParse({ ...given, [field]: answer });
  const isWrong = error?.issues.some(({ path }) => path[0] === field) === true;
  return isWrong ? text('wrong', { wrong, example }) : undefined;
}
