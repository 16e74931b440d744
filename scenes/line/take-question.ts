import { answerTo } from '../../src/domain/line/answer.ts';
import type { Reading } from '../../src/domain/line/reading.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { calendarScreen } from '../calendar/calendar.ts';
import { showToday } from '../calendar/today.ts';
import { homeLinks } from '../home/links.ts';
import { lookIntoJournal } from '../journal/journal.ts';

/** A question to the journal: the screen that answers it. The asker's own filters stay as they are. */
export async function takeQuestion(ctx: Ctx, { question }: Reading): Promise<boolean> {
  if (!question) return false;
  const { user, at } = ctx;
  const answer = answerTo(question, { id: user.id, now: at, zone: user.zone });
  switch (answer.screen) {
    case 'today':
      await showToday(ctx);
      break;
    case 'journal':
      await lookIntoJournal(ctx, answer.filter, { from: 'question', data: homeLinks.journal() });
      break;
    default:
      await calendarScreen.actions[answer.screen](ctx, answer.day);
  }
  return true;
}
