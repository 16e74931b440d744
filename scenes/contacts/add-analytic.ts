import type { Message } from '@grammyjs/types';
import type { Acting, Target } from '../../src/actions/acting.ts';
import { addToContact, editContact } from '../../src/actions/contacts/index.ts';
import type { Entry } from '../../src/domain/client/client.ts';
import type { Analytic, Ref } from '../../src/domain/contact/contact.ts';
import { newId } from '../../src/domain/id.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import { parseWhen } from '../../src/domain/time/when.ts';
import { dayStart } from '../../src/domain/time/zone.ts';
import type { Dialog } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { analyticOf, fileOf, showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { actingOf } from '../shared/acting.ts';
import { cardAbout, changeContact, lineAbout } from './change-contact.ts';
import { contactCard } from './contact-card.ts';
import { type About, addAnalyticDialog } from './links.ts';

type Kind = NonNullable<Entry['values']> | 'any';
type Named = Ref & { values?: Entry['values'] };
/** `about.edited`: the id of the one whose value is to be another. */
type AddValues = { about?: About & { edited?: string }; characteristic?: Named; value?: Analytic };

const kindOf = ({ characteristic }: AddValues): Kind => characteristic?.values ?? (characteristic ? 'text' : 'any');

const TEXT_LIMIT = 2000;

/** Reads a value of one kind out of a message; undefined where there is none in it. */
function read(ctx: Ctx, kind: Kind, message: Message): Analytic | undefined {
  const id = newId();
  const text = message.text === undefined ? undefined : clean(message.text).trim();
  switch (kind) {
    case 'any':
      return analyticOf(message);
    case 'text':
      return text ? { id, kind, text: cut(text, TEXT_LIMIT) } : undefined;
    case 'number': {
      const digits = text?.replace(/[\s\u00a0']/g, '').replace(',', '.') ?? '';
      return /^-?\d{1,15}(?:\.\d+)?$/.test(digits) ? { id, kind, number: Number(digits) } : undefined;
    }
    case 'date': {
      const { zone, workingDays } = ctx.user;
      const when = text === undefined ? undefined : parseWhen(text, { now: ctx.at, zone, lean: 'future', workingDays });
      return when?.ok ? { id, kind, date: dayStart(when.value.at, zone) } : undefined;
    }
    case 'link': {
      const link = text && (/^https?:\/\//i.test(text) ? text : `https://${text}`);
      return link && /^https?:\/\/[^\s.]+\.\S+$/i.test(link) && URL.canParse(link)
        ? { id, kind, link: cut(link, TEXT_LIMIT) }
        : undefined;
    }
    case 'file': {
      const file = fileOf(message);
      return file && { id, kind, file };
    }
  }
}

const valueField: Field<Analytic, AddValues> = {
  icon: '📎',
  label: (t) => t.card.value,
  place: 'main',
  ask: () => true,
  required: () => true,
  takesFiles: (values) => ['any', 'file'].includes(kindOf(values as AddValues)),
  show: showAnalytic,
  prompt: (ctx, { values }) => ({ question: ctx.t.card.askValue[kindOf(values)], rows: [] }),
  take(ctx, message, { values }) {
    const kind = kindOf(values);
    const value = read(ctx, kind, message);
    return value ? { set: { value } } : { error: ctx.t.card.badValue[kind] };
  },
};

/** Puts a value in the place of another; the name of the characteristic stays. */
async function change(ctx: Ctx, { about, value }: AddValues, dialog: Dialog): Promise<Saved> {
  const contact = about && (await ctx.kit.store.contacts.get(ctx.user, about.id));
  const before = contact?.analytics.find(({ id }) => id === about?.edited);
  if (!contact || !value || !before) return { error: ctx.t.common.gone };
  const named = before.characteristic && { characteristic: before.characteristic };
  const analytics = contact.analytics.map((one) => (one === before ? { ...value, ...named, id: one.id } : one));
  const replace = (acting: Acting, target: Target) => editContact(acting, target, { analytics });
  return changeContact(ctx, { about, dialog, change: replace, done: ctx.t.contact.changed });
}

/**
 * A further characteristic of a contact: a named one of its own kind, or anything that can be sent; or another value of one
 * that is there.
 */
export const addAnalyticScene = defineForm<AddValues, 'about'>(addAnalyticDialog, {
  title: (t, { about }) => `📎 ${about?.edited === undefined ? t.card.addTitle : t.card.editTitle}`,
  about: lineAbout,
  direct: true,
  fields: {
    characteristic: {
      ...choice<Named, AddValues>({
        icon: '🏷',
        label: (t) => t.card.characteristic,
        place: 'main',
        columns: 2,
        question: (ctx) => ctx.t.card.askCharacteristic,
        show: ({ name }) => name,
        options: async (ctx) =>
          (await ctx.kit.store.dictionaries.list('characteristic')).map(({ id, name, values = 'text' }) => ({
            arg: id,
            text: name[ctx.user.language],
            values,
          })),
        chosen(arg, _ctx, options) {
          const option: { arg: string; text: string; values?: Entry['values'] } | undefined = options.find(
            (one) => one.arg === arg,
          );
          return option && { characteristic: { id: arg, name: option.text, values: option.values } };
        },
      }),
      ask: () => true,
    },
    value: valueField,
  },
  left: (ctx, values) => cardAbout(ctx, values),
  async save(ctx, values, dialog) {
    const { about, characteristic, value } = values;
    if (about?.edited !== undefined) return change(ctx, values, dialog);
    if (!about) return { error: ctx.t.contact.absent };
    if (!value) return { error: ctx.t.form.needed(ctx.t.card.value), field: 'value' };
    const named = characteristic && { characteristic: { id: characteristic.id, name: characteristic.name } };
    const added = { analytics: [{ ...value, ...named }] };
    const changed = await addToContact(actingOf(ctx), { id: about.id, key: dialog.draft }, added);
    if (changed.outcome === 'absent') return { error: ctx.t.contact.absent };
    await ctx.say(ctx.t.card.added);
    return { card: () => contactCard(ctx, changed.contact) };
  },
});
