import { answerTo } from '../../src/domain/line/answer.ts';
import type { QuestionReading } from '../../src/domain/line/reading.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { calendarScreen } from '../calendar/calendar.ts';
import { showToday } from '../calendar/today.ts';
import { homeLinks } from '../home/links.ts';
import { lookIntoJournal } from '../journal/journal.ts';
import { showCount } from '../reports/open-report.ts';

/** A question to the journal: the screen that answers it. The asker's own filters stay as they are. */
export async function takeQuestion(ctx: Ctx, question: QuestionReading): Promise<void> {
  const { user, at } = ctx;
  const answer = answerTo(question, { id: user.id, now: at, zone: user.zone });
  switch (answer.screen) {
    case 'today':
      await showToday(ctx);
      break;
    case 'journal':
      await lookIntoJournal(ctx, answer.filter, { from: 'question', data: homeLinks.journal() });
      break;
    case 'report':
      await showCount(ctx, answer.filter);
      break;
    default:
      await calendarScreen.actions[answer.screen](ctx, answer.day);
  }
}
