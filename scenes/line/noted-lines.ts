import type { NotedLine } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** So many messages are remembered with what they became. */
const NOTED = 12;

/** Remembers what became of a message: its writer may change it, or want something else made of it. */
export function remember({ session }: Pick<Ctx, 'session'>, noted: NotedLine): void {
  const others = (session.lines ?? []).filter(({ message }) => message !== noted.message);
  session.lines = [noted, ...others].slice(0, NOTED);
}
