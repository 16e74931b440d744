import { createServer } from 'node:http';
import { MongoClient } from 'mongodb';
import { Telegraf } from 'telegraf';
import { bareServer } from './bare-server.ts';

/*
 * The floor: Telegraf with the database operations that any bot of this kind cannot do without (read the session and take
 * its lease, read the user beside it, write the session back), one answer and one edit. Nothing else.
 */
interface Row {
  _id: number;
  lease?: { owner: string; until: Date } | null;
  open?: object;
  handled: number[];
}
const client = await MongoClient.connect(process.env.MONGODB_URI ?? '', { writeConcern: { w: 'majority' } });
const sessions = client.db().collection<Row>('floor-sessions');
const users = client.db().collection<{ _id: number }>('users');
const bot = new Telegraf(process.env.BOT_TOKEN ?? '', {
  telegram: { apiRoot: process.env.TELEGRAM_API_ROOT ?? '', webhookReply: false },
});
const open = {
  scene: 'new',
  draft: 'AAAAAAAAAAAAAAAA',
  values: { status: 'happened', start: new Date(), priority: 'medium' },
  trail: ['organization'],
  turn: 3,
};
const keyboard = {
  inline_keyboard: Array.from({ length: 6 }, (_, i) => [{ text: `Button ${i}`, callback_data: `f:${i}` }]),
};

bot.use(async (ctx) => {
  const id = ctx.from?.id ?? 0;
  const now = new Date();
  const idle = [{ lease: null }, { 'lease.until': { $lt: now } }];
  const lease = { owner: String(ctx.update.update_id), until: new Date(now.getTime() + 10_000) };
  await Promise.all([
    sessions.findOneAndUpdate(
      { _id: id, $or: idle },
      { $set: { lease }, $setOnInsert: { handled: [] } },
      { upsert: true, returnDocument: 'after' },
    ),
    users.findOne({ _id: id }),
  ]);
  const query = ctx.callbackQuery;
  if (query) {
    await Promise.all([
      ctx.telegram.callApi('answerCallbackQuery', { callback_query_id: query.id }),
      ctx.telegram.callApi('editMessageText', {
        chat_id: id,
        message_id: query.message?.message_id ?? 0,
        text: '<b>A card</b>\nof some lines\nand some more',
        parse_mode: 'HTML',
        reply_markup: keyboard,
      }),
    ]);
  } else
    await ctx.telegram.callApi('sendMessage', {
      chat_id: id,
      text: '<b>A card</b>\nof some lines',
      parse_mode: 'HTML',
      reply_markup: keyboard,
    });
  await sessions.updateOne(
    { _id: id, 'lease.owner': lease.owner },
    { $set: { lease: null, open }, $push: { handled: { $each: [ctx.update.update_id], $slice: -100 } } },
  );
});
bot.botInfo = await bot.telegram.getMe();
bareServer(createServer, (update) => bot.handleUpdate(update as Parameters<typeof bot.handleUpdate>[0]));
