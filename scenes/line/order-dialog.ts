import { editContact } from '../../src/actions/contacts/index.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { changeOf } from '../../src/domain/line/order.ts';
import { clean, escapeHtml } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { FieldChange } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { setDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { when } from '../../src/telegram/dialogs/fields/when.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { changeContact } from '../contacts/change-contact.ts';
import type { About } from '../contacts/links.ts';
import { actingOf } from '../shared/acting.ts';
import { beginDraft, readingOf } from './begin-draft.ts';
import { type OrderValues, orderDialog, type PlanRef } from './links.ts';
import { planned } from './plan-start.ts';
import { takeLine } from './take-line.ts';
import { lineOf } from './take-message.ts';

const ICONS = { move: '🕒', cancel: '🚫', done: '✅' } as const;

/** Which of several plans is meant: a line for each, a number on its button. */
const planField: Field<PlanRef, OrderValues> = {
  icon: '📅',
  label: (t) => t.line.plan,
  place: 'hidden',
  ask: () => true,
  required: () => true,
  tapped: true,
  show: ({ line }) => line,
  prompt: (ctx, { values }) => ({
    question: ctx.t.line.whichPlan,
    rows: [(values.order?.plans ?? []).map((_, index) => ({ text: String(index + 1), arg: String(index) }))],
  }),
  tap(ctx, arg, { values }) {
    const plan = values.order?.plans[Number(arg)];
    return plan && values.order ? { set: planned(ctx, plan, values.order) } : { error: ctx.t.common.stale };
  },
};

const change = (ctx: Ctx, plan: About, { order, start, result }: Partial<OrderValues>): FieldChange =>
  changeOf(order?.what ?? 'move', plan, { now: ctx.at, start, result });

const doneWord = ({ t, at, user }: Ctx, { order, start }: Partial<OrderValues>): string => {
  if (order?.what === 'cancel') return t.contact.cancelledNow;
  return order?.what === 'done' || !start ? t.contact.happenedNow : t.contact.moved(showWhen(start, at, user));
};

const isMove = ({ order }: Partial<OrderValues>): boolean => order?.what === 'move';

/** Every plan that is meant, each changed as it stands; repeated, the same operation. */
async function changeAll(ctx: Ctx, values: Partial<OrderValues>, draft: string): Promise<Saved> {
  const { order } = values;
  const changed: Contact[] = [];
  for (const plan of order?.plans ?? []) {
    const { start } = order ? planned(ctx, plan, order) : {};
    const set = change(ctx, plan, { ...values, ...(start && { start }) });
    const target = { id: plan.id, key: `${draft}:${plan.id}`, revision: plan.revision };
    const outcome = await editContact(actingOf(ctx), target, set);
    if (outcome.outcome === 'done' || outcome.outcome === 'repeated') changed.push(outcome.contact);
  }
  return { card: { html: escapeHtml(`${ICONS[order?.what ?? 'move']} ${ctx.t.line.changed(changed.length)}`) } };
}

/** An order about a plan that is there already: shown as the change it makes, done by one tap. */
export const orderScene = defineForm<OrderValues, 'order' | 'said'>(orderDialog, {
  title: (t, { order }) => `${ICONS[order?.what ?? 'move']} ${t.line.order[order?.what ?? 'move']}`,
  fields: {
    plan: planField,
    start: {
      ...when<OrderValues>({
        name: 'start',
        icon: '🕒',
        label: (t) => t.contact.field.start,
        place: 'main',
        ask: ({ order }) => order?.what === 'move' && !order.all,
        planned: () => true,
        clock: ({ plan }) => plan && new Date(plan.start),
      }),
      fits: isMove,
    },
    result: {
      ...plainText<OrderValues>({
        name: 'result',
        icon: '🏁',
        label: (t) => t.contact.field.result,
        place: 'main',
        question: (ctx) => ctx.t.form.askResult,
      }),
      fits: (values) => !isMove(values),
    },
  },
  /** Nothing more is said of an order: what is written next is a line of its own. */
  async written(ctx, message) {
    const text = clean(message.text ?? '').trim();
    if (text === '') return undefined;
    await takeLine(ctx, lineOf(ctx, message));
    return 'done';
  },
  below(_ctx, { order, plan }) {
    if (plan) return [escapeHtml(plan.line)];
    return (order?.plans ?? []).map(({ line }, index) => escapeHtml(`${index + 1}. ${line}`));
  },
  saveText: (t, { order }) => t.line.orderButton[order?.what ?? 'move'](order?.all ? order.plans.length : 1),
  extras: {
    contact: {
      text: (t) => `📒 ${t.line.asContact}`,
      async run(ctx, { said = '', order }) {
        setDialog(ctx, undefined);
        await beginDraft(ctx, await readingOf(ctx, said), {
          text: said,
          ...(order?.message !== undefined && { message: order.message }),
          ...(order?.files && { files: order.files }),
        });
      },
    },
  },
  async save(ctx, values, dialog): Promise<Saved> {
    const { order, plan, start } = values;
    if (order?.all) return changeAll(ctx, values, dialog.draft);
    if (!plan) return { error: ctx.t.form.needed(ctx.t.line.plan), field: 'plan' };
    if (order?.what === 'move' && !start)
      return { error: ctx.t.form.needed(ctx.t.contact.field.start), field: 'start' };
    const set = change(ctx, plan, values);
    return changeContact(ctx, {
      about: plan,
      dialog,
      change: (acting, target) => editContact(acting, target, set),
      done: doneWord(ctx, values),
      offerNext: order?.what === 'done',
    });
  },
});
