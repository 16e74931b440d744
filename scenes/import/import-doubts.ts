import { showPhone } from '../../src/domain/client/phone.ts';
import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { ImportDoubt } from '../../src/store/import/import-doubts.ts';
import { type Import, readingId } from '../../src/store/import/imports.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { pageOf, turnRow } from '../shared/pages.ts';
import { changeable } from './import.ts';
import { doubtLinks, importLinks } from './links.ts';

const DETAILS = 300;

/** What the directory knows of whom somebody looks like. */
async function detailsOf(ctx: Ctx, { kind, like }: ImportDoubt): Promise<string> {
  if (like.isNew) return ctx.t.imports.ofThisFile;
  const { organizations, persons } = ctx.kit.store;
  const entry = kind === 'o' ? await organizations.get(ctx.user, like.id) : await persons.get(ctx.user, like.id);
  if (!entry) return '';
  const { phones, emails } = entry;
  const own =
    'addresses' in entry ? [entry.taxNumber, ...entry.addresses] : ['position' in entry ? entry.position : undefined];
  return cut([...phones.map(showPhone), ...emails, ...own].filter(Boolean).join(', '), DETAILS);
}

/** One doubt after another: what the file has, whom it looks like, and the two answers. */
async function showDoubt(ctx: Ctx, one: Import, asked: number): Promise<void> {
  const { imports, common } = ctx.t;
  const { doubts, all, open } = await ctx.kit.store.imports.doubts.page(readingId(one), asked, 1);
  const [doubt] = doubts;
  if (!doubt) return void (await ctx.show({ html: escapeHtml(imports.nothing), rows: [back(ctx, one)] }));
  const details = await detailsOf(ctx, doubt);
  const mark = (said: ImportDoubt['said'], text: string) => (doubt.said === said ? `● ${text}` : text);
  const say = (said: 'same' | 'another') => doubtLinks.say(one.id, asked, said);
  const icon = doubt.kind === 'o' ? '🏢' : '👤';
  await ctx.show({
    html: join(
      [
        b(`❔ ${imports.title(one.file.name)}`),
        join(
          [
            escapeHtml(imports.inFile(doubt.lines, doubt.first)),
            b(`${icon} ${doubt.name}`),
            ...(doubt.detail ? [escapeHtml(doubt.detail)] : []),
          ],
          '\n',
        ),
        join([escapeHtml(`${imports.looksLike}:`), b(`${icon} ${doubt.like.name}`), escapeHtml(details)], '\n'),
      ],
      '\n\n',
    ),
    rows: [
      [
        { text: mark('same', `✅ ${imports.same}`), data: say('same') },
        { text: mark('another', `➕ ${imports.another}`), data: say('another') },
      ],
      ...turnRow(ctx, asked, all, (to) => doubtLinks.ask(one.id, to)),
      ...(open > 1
        ? [
            [
              { text: imports.allSame(open), data: doubtLinks.rest(one.id, 'same') },
              { text: imports.allAnother(open), data: doubtLinks.rest(one.id, 'another') },
            ],
          ]
        : []),
      back(ctx, one, common.back),
    ],
  });
}

/** One known card after another: what would be added to it, and whether it is to be. */
async function showCompletion(ctx: Ctx, one: Import, asked: number): Promise<void> {
  const { imports, common } = ctx.t;
  const { doubts, all, open } = await ctx.kit.store.imports.doubts.page(readingId(one), asked, 1, true);
  const [card] = doubts;
  if (!card) return void (await ctx.show({ html: escapeHtml(imports.nothing), rows: [back(ctx, one)] }));
  const mark = (said: ImportDoubt['said'], text: string) => (card.said === said ? `● ${text}` : text);
  await ctx.show({
    html: join(
      [
        b(`🔁 ${imports.title(one.file.name)}`),
        join([b(`${card.kind === 'o' ? '🏢' : '👤'} ${card.like.name}`), escapeHtml(await detailsOf(ctx, card))], '\n'),
        escapeHtml(`${imports.wouldAdd(card.lines, card.first)}\n${card.detail ?? ''}`),
      ],
      '\n\n',
    ),
    rows: [
      [
        { text: mark('same', `✅ ${imports.complete}`), data: doubtLinks.complete(one.id, asked, 'same') },
        { text: mark('another', `✖️ ${imports.leave}`), data: doubtLinks.complete(one.id, asked, 'another') },
      ],
      ...turnRow(ctx, asked, all, (to) => doubtLinks.card(one.id, to)),
      ...(open > 1
        ? [
            [
              { text: imports.completeAll(open), data: doubtLinks.cards(one.id, 'same') },
              { text: imports.leaveAll(open), data: doubtLinks.cards(one.id, 'another') },
            ],
          ]
        : []),
      back(ctx, one, common.back),
    ],
  });
}

const back = (ctx: Ctx, { id }: Import, text = ctx.t.common.back) => [
  { text: `‹ ${text}`, data: importLinks.page(id, 'all', 0) },
];

const decision = (said: string | undefined) => (said === 'same' || said === 'another' ? said : undefined);

/** What looks like somebody known: the same, or another? */
export const doubtsScreen = defineScreen(doubtLinks, {
  async ask(ctx, id, number) {
    const one = await changeable(ctx, id);
    if (one) await showDoubt(ctx, one, pageOf(number));
  },
  async say(ctx, id, number, word) {
    const one = await changeable(ctx, id);
    const said = decision(word);
    if (!one || !said) return;
    const reading = readingId(one);
    const { doubts, all } = await ctx.kit.store.imports.doubts.page(reading, pageOf(number), 1);
    if (doubts[0]) await ctx.kit.store.imports.doubts.say(reading, doubts[0].key, said);
    await showDoubt(ctx, one, Math.min(all - 1, pageOf(number) + 1));
  },
  /** All that nothing was said of yet. */
  async rest(ctx, id, word) {
    const one = await changeable(ctx, id);
    const said = decision(word);
    if (!one || !said) return;
    await ctx.kit.store.imports.doubts.say(readingId(one), undefined, said);
    await showDoubt(ctx, one, 0);
  },
  async card(ctx, id, number) {
    const one = await changeable(ctx, id);
    if (one) await showCompletion(ctx, one, pageOf(number));
  },
  async complete(ctx, id, number, word) {
    const one = await changeable(ctx, id);
    const said = decision(word);
    if (!one || !said) return;
    const reading = readingId(one);
    const { doubts, all } = await ctx.kit.store.imports.doubts.page(reading, pageOf(number), 1, true);
    if (doubts[0]) await ctx.kit.store.imports.doubts.say(reading, doubts[0].key, said);
    await showCompletion(ctx, one, Math.min(all - 1, pageOf(number) + 1));
  },
  async cards(ctx, id, word) {
    const one = await changeable(ctx, id);
    const said = decision(word);
    if (!one || !said) return;
    await ctx.kit.store.imports.doubts.say(readingId(one), undefined, said, true);
    await showCompletion(ctx, one, 0);
  },
});
