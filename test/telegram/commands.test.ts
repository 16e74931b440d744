import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  await bot.ivan.start();
  await bot.ivan.settled();
});
afterAll(() => bot.stop());

it('takes commands as a phone writes them', async () => {
  const { ivan } = bot;
  expect((await say(ivan, '/START')).text).toContain('Это журнал контактов');
  expect((await say(ivan, '/Today')).text).toContain('Сегодня');
});

it('leaves a dialog by the word that stands on the button', async () => {
  const { ivan } = bot;
  await say(ivan, '/new');
  await press(ivan, 'Пропустить');
  await say(ivan, '/Отмена');
  expect(ivan.last().text).toContain('Отменено');
  expect((await say(ivan, '/отмена')).text).not.toContain('Такой команды нет');
});

it('marks what saves and what takes away for phones that show it', async () => {
  const { ivan } = bot;
  await say(ivan, 'звонок вчера в 15:00 обсудили договор');
  const styleOf = (label: string) =>
    ivan
      .last()
      .raw.reply_markup?.inline_keyboard.flat()
      .find(({ text }) => text.includes(label))?.style;
  expect(styleOf('Сохранить')).toBe('primary');
  await press(ivan, /Сохранить/);
  await press(ivan, 'Открыть');
  await press(ivan, /Ещё/);
  expect(styleOf('Удалить')).toBe('danger');
});

it('says in an empty chat what it is, in the language of who looks', async () => {
  const about = async (userId: number) => {
    const view: unknown = await (await fetch(`${bot.sandbox.url}/chat/${userId}`)).json();
    return view && typeof view === 'object' && 'about' in view ? String(view.about) : '';
  };
  expect(await about(bot.ivan.user.id)).toContain('Журнал контактов с клиентами');
  expect(await about(bot.mary.user.id)).toContain('The journal of your dealings with clients');
});

it('describes the commands in the language that was chosen in the bot, whatever the app speaks', async () => {
  const { ivan } = bot;
  const menu = async (): Promise<string> =>
    JSON.stringify(await (await fetch(`${bot.sandbox.url}/chat/${ivan.user.id}`)).json());
  expect(await menu()).toContain('Просроченные и на сегодня');
  await say(ivan, '/settings');
  await press(ivan, /English/);
  expect(await menu()).toContain('Overdue and today');
});
