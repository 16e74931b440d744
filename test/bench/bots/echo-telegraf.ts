import { createServer } from 'node:http';
import { Telegraf } from 'telegraf';
import { bareServer } from './bare-server.ts';

// The least that Telegraf can do: a text comes, the same text goes.
const bot = new Telegraf(process.env.BOT_TOKEN ?? '', {
  telegram: { apiRoot: process.env.TELEGRAM_API_ROOT ?? '', webhookReply: false },
});
bot.on('message', (ctx) => ctx.telegram.callApi('sendMessage', { chat_id: ctx.chat.id, text: ctx.text ?? '' }));
bot.botInfo = await bot.telegram.getMe();
bareServer(createServer, (update) => bot.handleUpdate(update as Parameters<typeof bot.handleUpdate>[0]));
