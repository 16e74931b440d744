import { createServer } from 'node:http';
import { Bot } from 'grammy';
import { bareServer } from './bare-server.ts';

// The least that grammY can do: a text comes, the same text goes.
const bot = new Bot(process.env.BOT_TOKEN ?? '', { client: { apiRoot: process.env.TELEGRAM_API_ROOT ?? '' } });
bot.on('message', (ctx) => ctx.api.sendMessage(ctx.chat.id, ctx.message.text ?? ''));
await bot.init();
bareServer(createServer, (update) => bot.handleUpdate(update as Parameters<typeof bot.handleUpdate>[0]));
