import { MOST_TAGS, readTags, showTags } from '../../src/domain/client/tags.ts';
import type { Ref } from '../../src/domain/contact/contact.ts';
import { no, ok } from '../../src/domain/result.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field, Fields } from '../../src/telegram/dialogs/field.ts';
import { named } from '../../src/telegram/dialogs/field.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { client } from '../../src/telegram/dialogs/fields/client.ts';
import { emailList, phoneList } from '../../src/telegram/dialogs/fields/lists.ts';
import { plainText, typed } from '../../src/telegram/dialogs/fields/text.ts';
import type { Warned } from './alike.ts';
import { newClientDialog } from './links.ts';

/** What can be said of an organization. The manager's id is a number in a string, as everywhere in forms. */
export type ClientValues = {
  name?: string;
  phones?: string[];
  emails?: string[];
  taxNumber?: string;
  address?: string;
  site?: string;
  note?: string;
  manager?: Ref;
  tags?: string[];
  /** Days, as the button has them. */
  keepInTouch?: number;
};

/** Who speaks for a client that is new: a person to be made together with it. */
export interface Speaker {
  name: string;
  phones: string[];
  emails: string[];
}

/** A new client, and the person whose letter it came with. */
export type NewClientValues = ClientValues & { speaker?: Speaker } & Warned;

/** What can be said of a person. */
export type PersonValues = {
  name?: string;
  organization?: Ref;
  position?: string;
  phones?: string[];
  emails?: string[];
  telegram?: string;
  tags?: string[];
  note?: string;
};

/** A new person. */
export type NewPersonValues = PersonValues & Warned;

type Line = 'taxNumber' | 'address' | 'site' | 'note' | 'position';
const questions = {
  taxNumber: 'askTaxNumber',
  address: 'askAddress',
  site: 'askSite',
  note: 'askNote',
  position: 'askPosition',
} as const satisfies Record<Line, keyof Ctx['t']['form']>;

const line = <V>(name: Line & keyof V, icon: string, limit: number, place: 'main' | 'more' = 'more') =>
  plainText<V>({
    name,
    icon,
    limit,
    place,
    label: (t) => t.client.field[name],
    question: (ctx) => ctx.t.form[questions[name]],
  });

const name = <V>(icon: string, label: 'name' | 'personName', question: 'askName' | 'askPersonName') =>
  plainText<V>({
    name: 'name' as keyof V & string,
    icon,
    limit: 200,
    place: 'main',
    label: (t) => t.client.field[label],
    ask: () => true,
    required: () => true,
    question: (ctx) => ctx.t.form[question],
  });

const tags = <V>(): Field<string[], V> =>
  typed<string[], V>({
    name: 'tags' as keyof V & string,
    icon: '🏷',
    label: (t) => t.clients.tags,
    place: 'more',
    question: (ctx) => ctx.t.clients.askTags,
    show: showTags,
    read: (text, ctx) => {
      const read = readTags(text);
      return read.length > 0 ? ok(read.slice(0, MOST_TAGS)) : no(ctx.t.clients.badTags);
    },
  });

/** A week to half a year: what is offered; any number of days can be typed. */
const INTERVALS = [
  [7, 14, 30],
  [60, 90, 180],
];
const LONGEST_INTERVAL = 3650;

const keepInTouch: Field<number, ClientValues> = {
  icon: '🤝',
  label: (t) => t.clients.keepInTouch,
  place: 'more',
  show: (days, { t }) => t.clients.everyDays(days),
  prompt: ({ t }) => ({
    question: t.clients.askKeepInTouch,
    rows: INTERVALS.map((row) => row.map((days) => ({ text: t.clients.everyDays(days), arg: String(days) }))),
  }),
  tap: (ctx, arg) => daysOf(arg, ctx),
  take: (ctx, message) => (message.text === undefined ? undefined : daysOf(message.text, ctx)),
};

function daysOf(text: string, { t }: Ctx) {
  const days = Number(/\d{1,4}/.exec(text)?.[0]);
  return days >= 1 && days <= LONGEST_INTERVAL ? { set: { keepInTouch: days } } : { error: t.clients.badKeepInTouch };
}

/** The fields of an organization, in the order they are asked and shown. */
export const clientFields: Fields<ClientValues> = {
  name: name<ClientValues>('🏢', 'name', 'askName'),
  phones: phoneList<ClientValues>('phones'),
  emails: emailList<ClientValues>('emails'),
  taxNumber: line<ClientValues>('taxNumber', '🧾', 30),
  address: line<ClientValues>('address', '📍', 300),
  site: line<ClientValues>('site', '🌐', 200),
  note: line<ClientValues>('note', '🗒', 1000),
  tags: tags<ClientValues>(),
  keepInTouch,
  manager: choice<Ref, ClientValues>({
    icon: '🧑‍💼',
    label: (t) => t.clients.manager,
    place: 'more',
    question: (ctx) => ctx.t.clients.askManager,
    show: (manager) => manager.name,
    options: async (ctx) =>
      (await ctx.kit.store.users.active()).map((user) => ({ arg: String(user.id), text: user.name })),
    chosen(arg, _ctx, options) {
      const option = options.find((one) => one.arg === arg);
      return option && { manager: { id: arg, name: option.text } };
    },
  }),
};

/** The fields of a person, in the order they are asked and shown. */
export const personFields: Fields<PersonValues> = {
  name: name<PersonValues>('👤', 'personName', 'askPersonName'),
  organization: client<PersonValues>({
    icon: '🏢',
    label: (t) => t.contact.field.organization,
    place: 'main',
    create: newClientDialog,
    set: (organization) => ({ set: { organization } }),
  }),
  position: line<PersonValues>('position', '💼', 200, 'main'),
  phones: phoneList<PersonValues>('phones'),
  emails: emailList<PersonValues>('emails'),
  telegram: plainText<PersonValues>({
    name: 'telegram',
    icon: '✈️',
    limit: 64,
    place: 'more',
    label: (t) => t.clients.telegram,
    question: (ctx) => ctx.t.clients.askTelegram,
  }),
  tags: tags<PersonValues>(),
  note: line<PersonValues>('note', '🗒', 1000),
};

const CLEAR = '-';

/**
 * The same field where it alone is edited: shows what it is now, and offers to clear it instead of skipping, which would
 * mean the same here and say something else.
 */
function editable<T, V>(key: keyof V & string, field: Field<T, V>): Field<T, V> {
  const { required: mustBe, ask: _, ...rest } = field;
  return {
    ...rest,
    required: () => true,
    async prompt(ctx, asking) {
      const { question, rows } = await field.prompt(ctx, asking);
      const clear = mustBe?.(asking.values) ? [] : [[{ text: `🧹 ${ctx.t.common.clear}`, arg: CLEAR }]];
      return { question, rows: [...rows, ...clear] };
    },
    async tap(ctx, arg, asking) {
      if (arg === CLEAR && !mustBe?.(asking.values)) return { set: named<V>(key, undefined) };
      return (await field.tap?.(ctx, arg, asking)) ?? { error: ctx.t.common.stale };
    },
  };
}

const editableAll = <V>(fields: Fields<V>): Fields<V> =>
  Object.fromEntries(
    Object.entries<Field<unknown, V>>(fields as Record<string, Field<unknown, V>>).map(([key, field]) => [
      key,
      editable(key as keyof V & string, field),
    ]),
  ) as Fields<V>;

export const editableClientFields = editableAll<ClientValues>(clientFields);
export const editablePersonFields = editableAll<PersonValues>(personFields);
