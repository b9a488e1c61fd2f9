import * as vscode from 'vscode';
import type { Answer, NewSegmentResult, Question, Remarks } from '../../../server/src/protocol/index.ts';

/** So many times one prompt is asked about at most; a provider that never stops asking is told enough. */
const ROUNDS = 5;

/** The questions that an answer helps with. A prompt of which nothing has a meaning on offer is better written anew. */
export function answerable(result: Pick<Remarks, 'questions'> & Partial<NewSegmentResult>): readonly Question[] {
  const offered = result.questions.some(({ choices }) => choices?.some(({ means }) => means));
  return result.status === 'unclear' && !offered ? [] : result.questions;
}

/**
 * Asks what `result` asks, hands the answers to `again`, and so on until there is nothing more to ask. A question that
 * is dismissed ends the asking: what is understood so far stands.
 */
export async function askUntilClear<Result extends Remarks>(
  first: Result,
  given: readonly Answer[],
  again: (answers: readonly Answer[]) => Promise<Result>,
): Promise<{ readonly result: Result; readonly answers: readonly Answer[] }> {
  let [result, answers] = [first, given];
  for (let round = 0; round < ROUNDS; round++) {
    const open = answerable(result).filter(({ about }) => !answers.some((answer) => answer.about === about));
    if (!open.length) break;
    const more = await askAll(open);
    if (!more.length) break;
    answers = [...answers, ...more];
    result = await again(answers);
    if (more.length < open.length) break;
  }
  return { result, answers };
}

async function askAll(questions: readonly Question[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [index, question] of questions.entries()) {
    const answer = await ask(question, index + 1, questions.length);
    if (answer === undefined) break;
    answers.push({ about: question.about, answer });
  }
  return answers;
}

async function ask(question: Question, number: number, of: number): Promise<string | undefined> {
  const title =
    of > 1 ? vscode.l10n.t('Question {0} of {1}: “{2}”', number, of, question.about) : `“${question.about}”`;
  const own = { label: vscode.l10n.t('$(edit) Something else…'), answer: undefined };
  const options = question.options.map((option, index) => {
    const means = question.choices?.[index]?.means;
    return { label: option, answer: option, ...(means && means !== option && { detail: means }) };
  });
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { answer: string | undefined }>(
    [...options, own],
    { title, placeHolder: question.question, ignoreFocusOut: true },
  );
  if (!picked) return undefined;
  if (picked.answer !== undefined) return picked.answer;
  const words = await vscode.window.showInputBox({ title, prompt: question.question, ignoreFocusOut: true });
  return words?.trim() || undefined;
}
