import { filledIn, templateName } from '../../../src/domain/letter/template.ts';
import { administers } from '../../../src/domain/rights.ts';
import { b, cut, escapeHtml, join } from '../../../src/domain/text/html.ts';
import { showDay } from '../../../src/i18n/dates.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { beginDialog } from '../../../src/telegram/dialogs/dialog.ts';
import { requiredText } from '../../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../../src/telegram/dialogs/form.ts';
import type { Card } from '../../../src/telegram/messages/card.ts';
import { defineScreen } from '../../../src/telegram/messages/screen.ts';
import { settingsLinks } from '../../home/links.ts';
import { templateDialog, templateLinks } from '../links.ts';

/** So many are offered while a letter is written. */
const OFFERED = 8;
const TEXT = 4000;

/** Whom a letter is for, by name. */
export interface Addressee {
  person?: string | undefined;
  client?: string | undefined;
}

/** Templates as answers to tap; `arg` is their id. */
export async function offeredTemplates(ctx: Ctx): Promise<{ text: string; arg: string }[][]> {
  const templates = await ctx.kit.store.letterTemplates.list();
  return templates.slice(0, OFFERED).map(({ id, name }) => [{ text: `📄 ${name}`, arg: id }]);
}

/** A template's text for a letter; undefined for one that is there no more. */
export async function textOfTemplate(ctx: Ctx, id: string, to: Addressee): Promise<string | undefined> {
  const template = (await ctx.kit.store.letterTemplates.list()).find((one) => one.id === id);
  return (
    template &&
    filledIn(template.text, {
      ...(to.person && { person: to.person }),
      ...(to.client && { client: to.client }),
      manager: ctx.user.name,
      date: showDay(ctx.at, ctx.at, ctx.user),
    })
  );
}

async function templatesCard(ctx: Ctx): Promise<Card> {
  const { letter: words, common } = ctx.t;
  const templates = await ctx.kit.store.letterTemplates.list();
  const own = templates.filter(({ author }) => author === ctx.user.id || administers(ctx.user));
  const lines = templates.map(({ name }) => `📄 ${name}`);
  return {
    html: join(
      [
        b(`📄 ${words.templates}`),
        escapeHtml(lines.join('\n') || words.templatesEmpty),
        escapeHtml(words.templateHint),
      ],
      '\n\n',
    ),
    rows: [
      [{ text: `➕ ${words.newTemplate}`, data: templateLinks.new() }],
      ...own.map(({ id, name }) => [{ text: cut(`✖️ ${name}`, 60), data: templateLinks.drop(id) }]),
      [{ text: `‹ ${common.back}`, data: settingsLinks.show() }],
    ],
  };
}

export const templatesScreen = defineScreen(templateLinks, {
  list: async (ctx) => void (await ctx.show(await templatesCard(ctx))),
  new: (ctx) => beginDialog(ctx, templateDialog, { back: templateLinks.list() }),
  async drop(ctx, id = '') {
    const removed = await ctx.kit.store.letterTemplates.remove(ctx.user, id);
    await ctx.say(removed ? ctx.t.letter.templateDropped : ctx.t.common.gone);
    await ctx.show(await templatesCard(ctx));
  },
});

type TemplateValues = { text?: string };

/** A new template: its text, with fields in braces. */
export const templateScene = defineForm<TemplateValues>(templateDialog, {
  title: (t) => `📄 ${t.letter.newTemplate}`,
  direct: true,
  left: templatesCard,
  fields: {
    text: requiredText<TemplateValues>({
      name: 'text',
      icon: '📄',
      label: (t) => t.mail.text,
      limit: TEXT,
      question: (ctx) => `${ctx.t.letter.askTemplate} ${ctx.t.letter.templateHint}`,
    }),
  },
  async save(ctx, { text = '' }, { draft }) {
    const template = { id: draft, name: templateName(text), text, author: ctx.user.id };
    await ctx.kit.store.letterTemplates.add(template, ctx.at);
    await ctx.say(ctx.t.letter.templateKept);
    return { card: () => templatesCard(ctx) };
  },
});
