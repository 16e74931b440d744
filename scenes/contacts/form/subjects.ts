import type { Contact } from '../../../src/domain/contact/contact.ts';
import { cut } from '../../../src/domain/text/html.ts';

const LIMIT = 200;
const SHOWN = 36;

/** What the next contact may be about: what was promised in the one before, and what that was about. */
export function subjectsOf({ step, content }: Contact): string[] {
  const last = content?.split('\n').find((line) => line.trim() !== '');
  const all = [step?.about, last].flatMap((text) => (text?.trim() ? [cut(text.trim(), LIMIT)] : []));
  return [...new Set(all)];
}

/** A button for each; `arg` is told by `subjectAt` again. */
export const subjectRows = (subjects: readonly string[] = []): { text: string; arg: string }[][] =>
  subjects.map((text, index) => [{ text: `💬 ${cut(text, SHOWN)}`, arg: `about.${index}` }]);

export function subjectAt(subjects: readonly string[] | undefined, arg: string): string | undefined {
  const [kind, index] = arg.split('.');
  return kind === 'about' ? subjects?.[Number(index)] : undefined;
}
