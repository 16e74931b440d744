import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Keyboard {
  message: number;
  data: string[][];
}

/**
 * A Telegram that answers at once and remembers the last keyboard of each chat: what a benchmark needs, at a cost that
 * does not hide the bot's. The sandbox, which checks everything, is for tests.
 */
export async function startTelegramStub() {
  const keyboards = new Map<number, Keyboard>();
  let messages = 1000;
  let calls = 0;
  const byMethod = new Map<string, number>();
  const answer = (method: string, params: Record<string, unknown>): unknown => {
    calls++;
    byMethod.set(method, (byMethod.get(method) ?? 0) + 1);
    if (method === 'getMe') return { id: 700, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
    // "Typing…" is no message.
    if (method === 'sendChatAction' || !/^(?:send|edit)/.test(method)) return true;
    const chat = Number(params.chat_id);
    const message = method.startsWith('edit') ? Number(params.message_id) : ++messages;
    const markup = params.reply_markup as { inline_keyboard?: { callback_data?: string }[][] } | undefined;
    const rows = markup?.inline_keyboard ?? [];
    const file = method === 'sendPhoto' || method === 'sendDocument' || method === 'editMessageMedia';
    if (!file) keyboards.set(chat, { message, data: rows.map((row) => row.map((key) => key.callback_data ?? '')) });
    return { message_id: message, date: 1_790_000_000, chat: { id: chat, type: 'private' }, text: 'x' };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      const body = Buffer.concat(chunks).toString();
      // An upload comes in parts; nothing in it is asked for.
      const params = body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : {};
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, result: answer(method, params) }));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keyboard: (chat: number) => keyboards.get(chat),
    get calls(): number {
      return calls;
    },
    /** How often a method was called. */
    sent: (method: string): number => byMethod.get(method) ?? 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type TelegramStub = Awaited<ReturnType<typeof startTelegramStub>>;
