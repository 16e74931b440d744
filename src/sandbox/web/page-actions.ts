import type { InlineQueryResult } from '@grammyjs/types';
import { z } from 'zod';
import type { Phone } from '../types.ts';

/** What each user was offered last by inline mode. */
type Offered = Map<number, InlineQueryResult[]>;

function action<S extends z.ZodType>(
  schema: S,
  run: (phone: Phone, body: z.output<S>, offered: Offered) => Promise<unknown>,
) {
  return (phone: Phone, body: unknown, offered: Offered) => run(phone, schema.parse(body), offered);
}

const messageId = z.int();
const nothing = z.object({});

/** What the page can ask for, one entry for each thing a user does. */
export const pageActions = {
  send: action(z.object({ text: z.string() }), (phone, { text }) => phone.send(text)),
  start: action(z.object({ payload: z.string().optional() }), (phone, { payload }) => phone.start(payload)),
  tap: action(z.object({ messageId, data: z.string() }), (phone, body) => phone.tapData(body.messageId, body.data)),
  press: action(z.object({ label: z.string() }), (phone, { label }) => phone.press(label)),
  reply: action(z.object({ messageId, text: z.string() }), (phone, body) => phone.reply(body.messageId, body.text)),
  edit: action(z.object({ messageId, text: z.string() }), (phone, body) => phone.edit(body.messageId, body.text)),
  forward: action(z.object({ messageId }), (phone, body) => phone.forward(body.messageId)),
  forwardText: action(z.object({ text: z.string(), from: z.string().min(1) }), (phone, body) => phone.forward(body)),
  contact: action(
    z.object({ phone_number: z.string().min(1), first_name: z.string().min(1), last_name: z.string().optional() }),
    (phone, { last_name, ...card }) => phone.contact(last_name ? { ...card, last_name } : card),
  ),
  location: action(z.object({ latitude: z.number(), longitude: z.number() }), (phone, { latitude, longitude }) =>
    phone.location(latitude, longitude),
  ),
  upload: action(
    z.object({
      kind: z.enum(['photo', 'document', 'voice']),
      name: z.string(),
      mime: z.string(),
      caption: z.string().default(''),
      duration: z.coerce.number().int().default(0),
      bytes: z.instanceof(Buffer),
    }),
    (phone, { kind, ...file }) => phone[kind](file),
  ),
  inline: action(z.object({ query: z.string(), offset: z.string().default('') }), async (phone, body, offered) => {
    const answer = await phone.inlineAnswer(body.query, body.offset);
    const earlier = body.offset === '' ? [] : (offered.get(phone.user.id) ?? []);
    offered.set(phone.user.id, [...earlier, ...answer.results]);
    return answer;
  }),
  chooseInline: action(z.object({ id: z.string() }), async (phone, { id }, offered) => {
    const result = offered.get(phone.user.id)?.find((candidate) => candidate.id === id);
    if (!result) throw new Error('this result is not offered any more');
    return phone.chooseInline(result);
  }),
  block: action(nothing, (phone) => phone.block()),
  unblock: action(nothing, (phone) => phone.unblock()),
} satisfies Record<string, ReturnType<typeof action>>;

const isAction = (name: string): name is keyof typeof pageActions => Object.hasOwn(pageActions, name);

/** Runs an action by its name. */
export async function runPageAction(name: string, phone: Phone, body: unknown, offered: Offered): Promise<unknown> {
  if (!isAction(name)) throw new Error(`the page cannot ${name}`);
  return pageActions[name](phone, body, offered);
}
