import { requiredText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { saveReportDialog } from './links.ts';
import { changeSettings } from './open-report.ts';
import { loadCard } from './report-card.ts';
import { savedReportCard } from './report-saved.ts';

type SaveValues = { name?: string };

/** Gives the report on the card a name, under which it is found, shared and sent. */
export const reportSaveScene = defineForm<SaveValues>(saveReportDialog, {
  title: (t) => `⭐ ${t.report.saveTitle}`,
  direct: true,
  fields: {
    name: requiredText<SaveValues>({
      name: 'name',
      icon: '⭐',
      label: (t) => t.report.name,
      limit: 60,
      oneLine: true,
      question: (ctx) => ctx.t.report.askName,
    }),
  },
  async save(ctx, { name = ctx.t.report.title }, { draft }) {
    const { settings } = await loadCard(ctx);
    const report = { id: draft, owner: ctx.user.id, name, settings };
    await ctx.kit.store.savedReports.save(report, ctx.at);
    await changeSettings(ctx, settings, draft);
    await ctx.say(ctx.t.report.savedNow(report.name));
    return { card: () => savedReportCard(ctx, report) };
  },
});
