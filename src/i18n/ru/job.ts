import { byName } from '../by-name.ts';

export const job = {
  /** What a kind of job is called on its card. */
  title: byName({ 'hand-over': 'Передача клиентов и планов' }),
  progress: (done: number, total: number) => `${done} из ${total}`,
  begun: 'Начинаю…',
  outcome: { done: 'Готово', failed: 'Не получилось', stopped: 'Остановлено' },
  failedBecause: 'Что-то сломалось у меня, не у вас. Сделанное сохранено; администратору поможет журнал программы.',
  stopping: 'Останавливаю.',
  over: 'Уже закончено.',
};
