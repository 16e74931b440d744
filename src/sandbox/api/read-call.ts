import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, badRequest, reasonOf } from '../refusal.ts';
import { MAX_UPLOAD_BYTES } from '../world/files.ts';
import { UploadedFile } from './wire.ts';

export interface RawCall {
  params: Record<string, unknown>;
  uploads: Map<string, UploadedFile>;
}

/** Teaches fastify the ways in which a Bot API call may bring its parameters. */
export async function acceptCalls(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 20 } });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body.toString())));
  });
}

/** Parameters of a call: of its address, its JSON or its form. */
export async function readCall(request: FastifyRequest): Promise<RawCall> {
  const params: Record<string, unknown> = { ...asRecord(request.query) };
  if (!request.isMultipart()) {
    const body = asRecord(request.body);
    // Telegram takes null for absent.
    for (const [name, value] of Object.entries(body)) if (value !== null) params[name] = value;
    return { params, uploads: new Map() };
  }
  const uploads = new Map<string, UploadedFile>();
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') params[part.fieldname] = part.value;
      else
        uploads.set(
          part.fieldname,
          new UploadedFile(part.filename || part.fieldname, part.mimetype, await part.toBuffer()),
        );
    }
  } catch (error) {
    if (error instanceof request.server.multipartErrors.RequestFileTooLargeError)
      throw new ApiError(413, 'Request Entity Too Large');
    throw badRequest(`can't parse the form: ${reasonOf(error)}`);
  }
  return { params: place(params, uploads), uploads };
}

/**
 * A part of the form is either a parameter itself, or one that others point to with `attach://`.
 * A thumbnail given as `attach://part` stands for the part.
 */
function place(params: Record<string, unknown>, uploads: Map<string, UploadedFile>): Record<string, unknown> {
  // Telegraf puts the method's name into the form as well.
  const { method: _method, ...placed } = params;
  const pointedTo = new Set<string>();
  for (const [name, value] of Object.entries(placed)) {
    if (typeof value !== 'string') continue;
    for (const [, target] of value.matchAll(/attach:\/\/([^"\s]+)/gu)) if (target) pointedTo.add(target);
    const whole = /^attach:\/\/(.+)$/u.exec(value)?.[1];
    const upload = whole === undefined ? undefined : uploads.get(whole);
    if (upload) placed[name] = upload;
  }
  for (const [name, upload] of uploads) if (!pointedTo.has(name)) placed[name] = upload;
  return placed;
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
