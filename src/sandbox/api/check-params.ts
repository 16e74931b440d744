import type { z } from 'zod';
import { type ApiError, badRequest } from '../refusal.ts';

/** How Telegram words the absence of the parameters that people forget most. */
const WHEN_MISSING: Record<string, string> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  from_chat_id: 'from_chat_id is empty',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  voice: 'there is no voice in the request',
  video: 'there is no video in the request',
  video_note: 'there is no video note in the request',
  animation: 'there is no animation in the request',
  audio: 'there is no audio in the request',
  file_id: 'file_id not specified',
  reply_markup: 'object expected as reply markup',
  action: 'wrong parameter action in request',
};

/**
 * The parameters of one call, typed, or a refusal that names what is wrong.
 * Where Telegram has its own words for a case they are used; the rest is worded here.
 */
export function checkParams<S extends z.ZodObject>(schema: S, raw: Record<string, unknown>): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw refusalFor(raw, parsed.error.issues);
}

function refusalFor(raw: Record<string, unknown>, issues: z.core.$ZodIssue[]): ApiError {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0);
  if (unknown?.code === 'unrecognized_keys') {
    return badRequest(
      `unknown parameter ${unknown.keys.map((key) => `"${key}"`).join(', ')} (Telegram would ignore it; the sandbox does not)`,
    );
  }
  const issue = issues[0];
  const name = String(issue?.path[0] ?? '');
  if (raw[name] === undefined) return badRequest(WHEN_MISSING[name] ?? `parameter "${name}" is required`);
  const place = issue?.path.map(String).join('.') ?? name;
  return badRequest(`can't parse parameter "${place}": ${explain(issue)}`);
}

/** A failed union is explained by the branch that came furthest. */
function explain(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== 'invalid_union') return issue?.message ?? 'invalid';
  const best = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0]?.[0];
  return best ? `${best.path.map(String).join('.')} ${explain(best)}`.trim() : issue.message;
}

const depth = (issues: z.core.$ZodIssue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));
