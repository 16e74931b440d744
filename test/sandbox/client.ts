import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

export const TOKEN = '5000000001:sandbox-token';
export const [ADMIN, MANAGER, MARY, STRANGER] = [700100001, 700100002, 700100003, 700100004] as const;

export interface Reply {
  ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: what a call answers is looked at with matchers
  result?: any;
  error_code?: number;
  description?: string;
  parameters?: { retry_after: number };
}

export const post = (sandbox: Sandbox, path: string, init: RequestInit): Promise<Response> =>
  fetch(`${sandbox.apiRoot}/bot${TOKEN}/${path}`, { method: 'POST', ...init });

/** A bot without any library: calls methods with JSON. */
export function caller(sandbox: Sandbox) {
  return async (method: string, params: object = {}): Promise<Reply> => {
    const init = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(params) };
    return (await post(sandbox, method, init)).json() as Promise<Reply>;
  };
}

/** The same with a form, as uploads come. */
export async function callForm(
  sandbox: Sandbox,
  method: string,
  fields: Record<string, string | [bytes: Uint8Array, name: string]>,
): Promise<Reply> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, new Blob([Uint8Array.from(value[0])]), value[1]);
  }
  return (await post(sandbox, method, { body: form })).json() as Promise<Reply>;
}

/** A sandbox whose administrator has pressed Start, with that update already read. */
export async function startedSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = await createSandbox({ token: TOKEN, ...options });
  const call = caller(sandbox);
  const phone = sandbox.phone(ADMIN);
  await phone.start();
  const read = async () => {
    const { result } = await call('getUpdates');
    const last = result.at(-1)?.update_id;
    if (last !== undefined) await call('getUpdates', { offset: last + 1 });
    return result;
  };
  await read();
  return { sandbox, call, phone, read };
}
