import { plural } from '../plural.ts';

export const line = {
  saveWithoutClient: 'Сохранить без клиента',
  recordForBoth: 'Записать обоим',
  only: (client: string) => `Только ${client}`,
  willAddClient: (name: string) => `Будет добавлен клиент «${name}»`,
  willAddPerson: (name: string) => `Будет добавлено лицо «${name}»`,
  saveAndPlan: (step: string) => `Сохранить и ➕ ${step}`,
  next: (step: string) => `Дальше: ${step}`,
  whenUnknown: 'когда?',
  planned: (step: string) => `Запланировано: ${step}`,
  savedFor: (clients: string) => `Так же записано: ${clients}`,
  addedToDraft: 'Добавлено к содержанию.',
  takenBack: 'Добавленное убрано.',
  addToOpen: 'Добавить к открытому',
  forget: 'Забыть',
  forgotten: 'Черновик выброшен.',
  waiting: (count: number) =>
    `Ещё ${plural('ru', count, { one: 'черновик', few: 'черновика', many: 'черновиков', other: 'черновика' })}`,
  waitingTitle: 'Отложенные черновики',
};
