import { derivedId } from '../domain/id.ts';
import type { Language } from '../domain/user.ts';

/** A person of the sandbox, as its chat page knows them. */
export interface Player {
  id: number;
  first_name: string;
  last_name?: string;
  language_code: string;
}

/** A client to play with. `of`: the position of its manager among the players. */
export interface DemoClient {
  name: string;
  language: Language;
  phone: string;
  people: readonly string[];
  of: number;
}

export const demoClients: readonly DemoClient[] = [
  { name: 'ООО «Ромашка»', language: 'ru', phone: '+74951234567', people: ['Анна Петрова', 'Игорь Смирнов'], of: 0 },
  { name: 'Acme Ltd', language: 'en', phone: '+442079460958', people: ['John Smith'], of: 2 },
  { name: 'АО «Вектор»', language: 'ru', phone: '+78123456789', people: ['Мария Волкова'], of: 1 },
  { name: 'Globex Corporation', language: 'en', phone: '+12025550143', people: ['Hank Scorpio', 'Lisa Green'], of: 2 },
  { name: 'ИП Кузнецов', language: 'ru', phone: '+79161234567', people: ['Олег Кузнецов'], of: 0 },
  { name: 'ООО «Северный ветер»', language: 'ru', phone: '+78432223344', people: ['Вера Зимина'], of: 1 },
];

/** Whose letters are recognised: the page that writes letters offers these. */
export const demoAddresses: Record<string, string> = {
  'Анна Петрова': 'anna@romashka.example',
  'John Smith': 'john@acme.example',
  'Мария Волкова': 'maria@vector.example',
  'Hank Scorpio': 'hank@globex.example',
};

export const clientId = (name: string): string => derivedId('demo', name);
export const personId = (client: string, name: string): string => derivedId('demo', client, name);

/** A letter as a client writes it. */
export interface DemoLetter {
  from: { name: string; address: string };
  subject: string;
  text: string;
}

/** The letter that comes to a player who has just begun: from a client of theirs. Undefined: none of theirs writes. */
export function letterFor(player: number): DemoLetter | undefined {
  for (const { name: client, language, people, of } of demoClients) {
    const name = of === player ? people.find((person) => demoAddresses[person]) : undefined;
    const address = name && demoAddresses[name];
    if (name && address) return { from: { name, address }, ...written[language](name, client) };
  }
  return undefined;
}

const written: Record<Language, (name: string, client: string) => Pick<DemoLetter, 'subject' | 'text'>> = {
  ru: (name, client) => ({
    subject: 'Доставка на следующей неделе',
    text:
      'Добрый день!\n\nПодскажите, пожалуйста, сможете ли вы привезти заказ во вторник до обеда? И пришлите счёт на ' +
      `вторую партию.\n\nС уважением,\n${name}, ${client}`,
  }),
  en: (name, client) => ({
    subject: 'Delivery next week',
    text:
      'Hello,\n\ncould you deliver the order on Tuesday before noon? And please send the invoice for the second lot.' +
      `\n\nKind regards,\n${name}, ${client}`,
  }),
};
