import {
  type AnswerName,
  channels,
  type Direction,
  directions,
  type Priority,
  priorities,
  type Ref,
  type State,
  type Status,
  states,
  statuses,
} from '../../../src/domain/contact/contact.ts';
import { contactsChanged } from '../../../src/domain/rights.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import type { Fields, Reply } from '../../../src/telegram/dialogs/field.ts';
import { analytics } from '../../../src/telegram/dialogs/fields/analytics.ts';
import { choice } from '../../../src/telegram/dialogs/fields/choice.ts';
import { client } from '../../../src/telegram/dialogs/fields/client.ts';
import { dictionary } from '../../../src/telegram/dialogs/fields/dictionary.ts';
import { documents } from '../../../src/telegram/dialogs/fields/documents.ts';
import { duration } from '../../../src/telegram/dialogs/fields/duration.ts';
import { leads } from '../../../src/telegram/dialogs/fields/leads.ts';
import { others } from '../../../src/telegram/dialogs/fields/others.ts';
import { person } from '../../../src/telegram/dialogs/fields/person.ts';
import { plainText } from '../../../src/telegram/dialogs/fields/text.ts';
import { when } from '../../../src/telegram/dialogs/fields/when.ts';
import { newClientDialog, newPersonDialog } from '../../clients/links.ts';
import { newDocumentDialog } from '../../documents/links.ts';
import { withStatus } from '../../line/with-status.ts';
import { channelIcon, channelName, directionIcon } from '../../shared/contact-line.ts';
import { fieldIcons } from '../../shared/field-icons.ts';
import type { About } from '../links.ts';
import type { Answers } from './answers.ts';
import type { LineState } from './doubts.ts';
import { peopleOf } from './people.ts';

/** Channel and direction are one answer for a person ("an incoming call"), and two fields of the contact. */
export interface Via {
  channel: string;
  direction: Direction;
}

/** The values of a contact's draft: an answer for each field, and what the draft is about. */
export type ContactValues = Omit<Answers, 'reason'> & {
  /** The contact this one follows. */
  about?: About;
  /** What it may be about, each one tap. */
  subjects?: string[];
  /** The day of the calendar it was begun on, "2026-11-23": only the time is asked. */
  day?: string;
  /** `several`: it has more than one person, so which one is worth asking. `isNew`: made on saving. */
  organization?: Ref & { several?: boolean; isNew?: true };
  /** Whom it was with, and who else took part. */
  person?: Ref & { isNew?: true };
  others?: Ref[];
  via?: Via;
  /** What the line that the draft was read from leaves in doubt. */
  line?: LineState;
};

export const showVia = ({ channel, direction }: Via, ctx: Ctx): string =>
  `${directionIcon(direction)} ${ctx.t.contact.via(channelName(ctx, channel), direction)}`;

/** A client is chosen: the person is the only one there is, or is asked, or there is nobody to ask about. */
export async function chooseClient(organization: Ref, values: ContactValues, ctx: Ctx): Promise<Reply<ContactValues>> {
  if (values.organization?.id === organization.id) return { set: { organization: values.organization } };
  const { only, several } = await peopleOf(ctx, organization);
  return { set: { organization: { ...organization, several }, person: only, others: undefined } };
}

const isPlanned = ({ status }: ContactValues) => status === 'planned';

/** Calls and meetings first: most contacts are one of these. */
const bothWays = (channel: string): Via[] => directions.map((direction) => ({ channel, direction }));
const offeredVias: Via[] = channels.flatMap(bothWays);

/** The values of a draft that are given, and never asked for. */
export type ContactGiven = 'about' | 'subjects' | 'day' | 'said' | 'line';

/** What an answer is called, and its mark. */
const look = (name: AnswerName) => ({ icon: fieldIcons[name], label: (t: Texts) => t.contact.field[name] });

/** Every answer of the form, in the order they are asked and shown; one that is missing here does not compile. */
export const contactFields: Fields<ContactValues, ContactGiven> = {
  organization: client<ContactValues>({
    ...look('organization'),
    place: 'main',
    ask: () => true,
    create: newClientDialog,
    set: chooseClient,
    setPerson: (person, employer) => ({ set: { person, organization: employer } }),
  }),
  person: person<ContactValues>({
    ...look('person'),
    place: 'main',
    create: newPersonDialog,
    ask: ({ organization }) => organization?.several === true,
  }),
  others: others<ContactValues>({ ...look('others'), place: 'more' }),
  via: choice<Via, ContactValues>({
    ...look('via'),
    place: 'main',
    ask: () => true,
    required: () => true,
    columns: 2,
    question: (ctx) => ctx.t.form.askVia,
    show: showVia,
    options: async (ctx) => {
      const added = (await ctx.kit.store.dictionaries.list('channel')).flatMap(({ id }) => bothWays(id));
      return [...offeredVias, ...added].map(({ channel, direction }) => ({
        arg: `${channel}.${direction}`,
        text: `${directionIcon(direction)}${channelIcon(channel)} ${channelName(ctx, channel)}`,
      }));
    },
    chosen(arg) {
      const [channel = '', way] = arg.split('.');
      const direction = directions.find((one) => one === way);
      return direction && { via: { channel, direction } };
    },
  }),
  start: when<ContactValues>({
    name: 'start',
    ...look('start'),
    place: 'main',
    // A line that told when it was, though not so that it could be read, leaves it open.
    ask: (values) => isPlanned(values) || values.day !== undefined || values.line !== undefined,
    planned: isPlanned,
    day: ({ day }) => day,
    clock: ({ about }) => about?.start,
    after: ({ about }) => about?.start,
  }),
  content: plainText<ContactValues>({
    name: 'content',
    ...look('content'),
    place: 'main',
    appends: true,
    ask: () => true,
    question: (ctx) => ctx.t.form.askContent,
  }),
  result: plainText<ContactValues>({
    name: 'result',
    ...look('result'),
    place: 'main',
    appends: true,
    question: (ctx) => ctx.t.form.askResult,
  }),
  state: choice<State, ContactValues>({
    ...look('state'),
    place: 'more',
    question: (ctx) => ctx.t.form.askState,
    show: (state, ctx) => ctx.t.contact.state[state],
    options: (ctx) => states.map((state) => ({ arg: String(state), text: ctx.t.contact.state[state] })),
    chosen: (arg) => ({ state: states.find((state) => String(state) === arg) }),
  }),
  minutes: duration<ContactValues>('minutes', {
    ...look('minutes'),
    place: 'more',
  }),
  type: dictionary<ContactValues>({
    name: 'type',
    kind: 'type',
    ...look('type'),
    place: 'more',
    question: (ctx) => ctx.t.form.askType,
  }),
  priority: choice<Priority, ContactValues>({
    ...look('priority'),
    place: 'more',
    columns: 3,
    question: (ctx) => ctx.t.form.askPriority,
    // What is as usual needs no line on the card.
    show: (priority, ctx) => (priority === 'medium' ? '' : ctx.t.contact.priority[priority]),
    options: (ctx) => priorities.map((priority) => ({ arg: priority, text: ctx.t.contact.priority[priority] })),
    chosen: (arg) => ({ priority: priorities.find((priority) => priority === arg) }),
  }),
  manager: choice<Ref, ContactValues>({
    ...look('manager'),
    place: 'more',
    required: () => true,
    question: (ctx) => ctx.t.form.askManager,
    show: ({ id, name }, ctx) => (id === String(ctx.user.id) ? '' : name),
    // Who runs only own contacts cannot hand one to somebody else.
    options: async (ctx) =>
      contactsChanged(ctx.user) === 'all'
        ? (await ctx.kit.store.users.active()).map(({ id, name }) => ({ arg: String(id), text: name }))
        : [{ arg: String(ctx.user.id), text: ctx.user.name }],
    chosen(arg, _ctx, options) {
      const option = options.find((one) => one.arg === arg);
      return option && { manager: { id: arg, name: option.text } };
    },
  }),
  status: choice<Status, ContactValues>({
    ...look('status'),
    place: 'more',
    required: () => true,
    question: (ctx) => ctx.t.form.askStatus,
    show: (status, ctx) => ctx.t.contact.status[status],
    options: (ctx) => statuses.map((status) => ({ arg: status, text: ctx.t.contact.status[status] })),
    async chosen(arg, ctx, _options, { values, answered }) {
      const status = statuses.find((status) => status === arg);
      return status && withStatus(ctx, status, values, answered);
    },
  }),
  firm: dictionary<ContactValues>({
    name: 'firm',
    kind: 'firm',
    ...look('firm'),
    place: 'more',
    question: (ctx) => ctx.t.form.askFirm,
  }),
  source: dictionary<ContactValues>({
    name: 'source',
    kind: 'source',
    ...look('source'),
    place: 'more',
    question: (ctx) => ctx.t.form.askSource,
  }),
  documents: documents<ContactValues>({ ...look('documents'), place: 'more', create: newDocumentDialog }),
  leads: leads<ContactValues>({
    name: 'leads',
    ...look('leads'),
    place: 'more',
    question: (ctx) => ctx.t.reminder.askContactLeads,
  }),
  analytics: analytics<ContactValues>({ ...look('analytics'), place: 'more' }),
};
