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
  plan: 'План',
  whichPlan: 'Какой план?',
  order: { move: 'Перенос плана', cancel: 'Отмена плана', done: 'План состоялся' },
  orderButton: {
    move: (count: number) => (count > 1 ? `Перенести: ${count}` : 'Перенести'),
    cancel: (count: number) => (count > 1 ? `Отменить контакты: ${count}` : 'Отменить контакт'),
    done: (count: number) => (count > 1 ? `Состоялись: ${count}` : 'Состоялся'),
  },
  changed: (count: number) =>
    `Изменено: ${plural('ru', count, { one: 'контакт', few: 'контакта', many: 'контактов', other: 'контакта' })}`,
  noPlan: 'Открытого плана, о котором это могло бы быть, нет. Вот это как контакт:',
  onlyFirst: 'Повторяющихся контактов нет: запланирую один, первый. После него можно запланировать следующий.',
  asContact: 'Записать как контакт',
  orContactWith: 'Или это контакт с этим человеком?',
  chatter:
    'Записываю контакты одной строкой: «звонок Ромашка завтра 15:00», «был у Вектора, договорились о скидке», «что у меня завтра?»',
  draftReadAgain: 'Черновик этого сообщения прочитан заново.',
  editedQuestion: 'Сообщение исправлено. Изменить контакт?',
  takenAsQuestion: 'Понял это как вопрос.',
  addToOpen: 'Добавить к открытому',
  forget: 'Забыть',
  forgotten: 'Черновик выброшен.',
  waiting: (count: number) =>
    `Ещё ${plural('ru', count, { one: 'черновик', few: 'черновика', many: 'черновиков', other: 'черновика' })}`,
  waitingTitle: 'Отложенные черновики',
};
