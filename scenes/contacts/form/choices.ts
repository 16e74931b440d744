import { derivedId } from '../../../src/domain/id.ts';
import { showWhen } from '../../../src/i18n/dates.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Dialog } from '../../../src/store/index.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { resumeDialog, setDialog } from '../../../src/telegram/dialogs/dialog.ts';
import type { Reply } from '../../../src/telegram/dialogs/field.ts';
import type { Choices } from '../../../src/telegram/dialogs/form.ts';
import { withStatus } from '../../line/with-status.ts';
import { channelName } from '../../shared/contact-line.ts';
import { appended } from './append.ts';
import type { ContactValues } from './contact-fields.ts';
import { type Choice, doubtRows, type Labelling, settled } from './doubts.ts';
import { withOnlyPerson } from './people.ts';
import { subjectAt, subjectRows } from './subjects.ts';

/** The words and the clock of the reader, for labels. */
export const labellingOf = (ctx: Ctx): Labelling => ({
  t: ctx.t,
  at: ctx.at,
  user: ctx.user,
  channelName: (id) => channelName(ctx, id),
});

/** Nothing is saved without a client unless the manager says so: the word on Save, where it is another one. */
export function saveText(t: Texts, { organization, person, line }: ContactValues): string | undefined {
  if (line?.both) return t.line.recordForBoth;
  return organization || person ? undefined : t.line.saveWithoutClient;
}

/** What the draft of a line offers besides Save and its fields; beside the question of a field, what that field may be. */
export function choiceRows(values: ContactValues, label: Labelling, field?: string): Choice[][] {
  if (!values.line) return [];
  if (field !== undefined) {
    return [
      ...doubtRows(values, label, field),
      ...(field === 'organization' ? newClientRows(values, label) : []),
      ...undoRow(values, label),
    ];
  }
  return [
    ...stepRow(values, label),
    ...bothRows(values, label),
    ...newClientRows(values, label),
    ...newPersonRow(values, label),
    ...doubtRows(values, label),
    ...undoRow(values, label),
  ];
}

/** As long as the addition stands at the end of the content. */
const undoRow = ({ line, content }: ContactValues, { t }: Labelling): Choice[][] =>
  line?.before && content?.endsWith(line.before.added) ? [[{ text: `↩️ ${t.common.undo}`, arg: 'undo' }]] : [];

const hasClient = ({ organization, person }: ContactValues): boolean => Boolean(organization ?? person);

function stepRow(values: ContactValues, label: Labelling): Choice[][] {
  const step = values.line?.step;
  if (!step?.at || step.at <= label.at || !hasClient(values)) return [];
  return [[{ text: `✅ ${label.t.line.saveAndPlan(showWhen(step.at, label.at, label.user))}`, arg: 'step' }]];
}

const bothRows = ({ line }: ContactValues, { t }: Labelling): Choice[][] => [
  (line?.both ?? []).map(({ organization }, index) => ({
    text: `🏢 ${t.line.only(organization.name)}`,
    arg: `only.${index}`,
  })),
];

function newClientRows({ organization, line }: ContactValues, { t }: Labelling): Choice[][] {
  if (organization) return [];
  return (line?.newcomer?.clients ?? []).map((name, index) => [
    { text: `➕ ${t.form.newClientNamed(name)}`, arg: `new.${index}` },
  ]);
}

/** Somebody new of a known client, or somebody who speaks for nobody; who comes with a new client is made with it. */
function newPersonRow({ organization, person, line }: ContactValues, { t }: Labelling): Choice[][] {
  const { clients, person: name } = line?.newcomer ?? {};
  if (name === undefined || person || (clients && !organization)) return [];
  return [[{ text: `➕ ${t.form.newPersonNamed(name)}`, arg: 'person' }]];
}

type Answer = Extract<Reply<ContactValues>, { set: unknown }>;

/** What a tap on one of these leads to; undefined: there is no such choice. */
export function choose(values: ContactValues, arg: string, draft: string): Answer | undefined {
  const { line } = values;
  if (!line) return undefined;
  const [kind, index = ''] = arg.split('.');
  switch (kind) {
    case 'd': {
      const set = settled(values, arg);
      return set && { set };
    }
    case 'step':
      return { set: { line: { ...line, stepToo: true } }, save: true };
    case 'only': {
      const chosen = line.both?.[Number(index)];
      const { both: _, ...rest } = line;
      return chosen && { set: { organization: chosen.organization, person: chosen.person, line: rest } };
    }
    case 'new': {
      const name = line.newcomer?.clients?.[Number(index)];
      const person = line.newcomer?.person;
      if (name === undefined) return undefined;
      return {
        set: {
          organization: { id: derivedId('client', draft), name, isNew: true },
          ...(person !== undefined && { person: newPerson(draft, person) }),
        },
      };
    }
    case 'person':
      return line.newcomer?.person === undefined
        ? undefined
        : { set: { person: newPerson(draft, line.newcomer.person) } };
    case 'undo': {
      const { before, ...rest } = line;
      return before && { set: { content: before.content, said: before.said, line: rest } };
    }
    default:
      return undefined;
  }
}

const newPerson = (draft: string, name: string) => ({ id: derivedId('person', draft), name, isNew: true as const });

/** The dialog that was open when the line came, while it waits. */
const besideOf = ({ session }: Ctx, { line }: ContactValues): Dialog | undefined =>
  line?.beside === undefined ? undefined : session.parked.find(({ draft }) => draft === line.beside);

/** The words and files of this draft go to the one that was open before; this one is given up. */
async function joinOpen(ctx: Ctx, values: ContactValues): Promise<Reply<ContactValues> | undefined> {
  const target = besideOf(ctx, values);
  if (!target) return { error: ctx.t.common.gone };
  const added = appended(target.values, { text: values.said ?? values.content, analytics: values.analytics });
  ctx.session.parked = ctx.session.parked.map((dialog) =>
    dialog === target ? { ...target, values: { ...target.values, ...added } } : dialog,
  );
  setDialog(ctx, undefined);
  await ctx.say(ctx.t.line.addedToDraft);
  await resumeDialog(ctx, target.draft);
  return undefined;
}

/** What a tap sets, with what follows from it: the time that goes with another status, the only person of another client. */
async function entailed(ctx: Ctx, values: ContactValues, set: Answer['set'], touched: readonly string[]) {
  const { status, organization } = set;
  if (status) return withStatus(ctx, status, values, touched);
  if (!organization || set.person) return set;
  const { line = values.line } = set;
  const { person } = await withOnlyPerson(ctx, { organization, ...(line && { line }) });
  return { ...set, person };
}

/** The choices of a draft, for its form. */
export const contactChoices: Choices<ContactValues> = {
  rows: (ctx, values, field) => [
    ...choiceRows(values, labellingOf(ctx), field),
    ...(field === 'content' && values.content === undefined ? subjectRows(values.subjects) : []),
    ...(besideOf(ctx, values) ? [[{ text: `📎 ${ctx.t.line.addToOpen}`, arg: 'join' }]] : []),
  ],
  async take(ctx, arg, values, { draft, trail }) {
    if (arg === 'join') return joinOpen(ctx, values);
    const content = subjectAt(values.subjects, arg);
    if (content !== undefined) return { set: { content } };
    const answer = choose(values, arg, draft);
    return answer ? { ...answer, set: await entailed(ctx, values, answer.set, trail) } : { error: ctx.t.common.stale };
  },
};
