import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

/*
 * What people type to find somebody, and whom they mean: at least 98 of 100 are among the first five.
 */

const now = new Date('2026-11-23T09:00:00Z');
const viewer: Viewer = { id: 1, role: 'manager', ownOnly: false, access: 'active' };
let store: Store;
withStore((opened) => {
  store = opened;
});

interface Entry {
  name: string;
  phones?: string[];
  emails?: string[];
  taxNumber?: string;
  /** What is typed for it, parted by "|". */
  typed: string;
}

const organizations: Entry[] = [
  {
    name: 'ООО «Ромашка»',
    phones: ['+74951234567'],
    emails: ['info@romashka.example'],
    taxNumber: '7707083893',
    typed:
      'ромашка|Ромашке|машка|ромаш|romashka|hjvfirf|ромшка|ооо ромашка|495 123|123-45|4567|1234567|info@rom|info@romashka.example|romashka.example|7707083893|77070838|омаш',
  },
  {
    name: 'Фиалка',
    phones: ['+79261112233'],
    typed: 'Fialka|фиалка|fialki|фиалке|abfkrf|926 111|111-22|11 22 33|иалка',
  },
  { name: 'Fialka Trading', typed: 'фиалка|fialka|trading|трейдинг|fialka tr|фиалка трейдинг' },
  { name: 'ЖБИ №5', phones: ['+78432223344'], typed: 'жби 5|ЖБИ №5|жби|;,b 5|zhbi 5|843 222|222-33-44|жби№5' },
  { name: 'Школа № 12', typed: 'школа 12|школа №12|12 школа|shkola 12|школы 12' },
  {
    name: 'АО «Сургутнефтегаз»',
    taxNumber: '8602060555',
    typed: 'нефтегаз|сургут|сургутнефте|surgutneftegaz|тнефт|8602060555|сургутнефтегас|ао сургутнефтегаз|neftegaz',
  },
  {
    name: 'ИП Сергеев А. А.',
    emails: ['sergeev.ip@home.example'],
    typed: 'сергеев|ип сергеев|sergeev|sergeev.ip|cthuttd|сергеева|сереев',
  },
  { name: 'Вектор Плюс', typed: 'вектор|вектор плюс|плюс вектор|vector|vektor plus|dtrnjh|ветор|ектор' },
  {
    name: 'Acme Technologies Ltd',
    emails: ['hello@acme.example'],
    typed: 'acme|акме|technologies|tech|tehcnologies|hello@acme|acme.example|cme tech|фсьу|acme ltd',
  },
  {
    name: 'Siemens GmbH & Co',
    phones: ['+4930901820'],
    typed: 'siemens|сименс|simens|+49 30 901820|901820|90182|siemen|30 9018',
  },
  { name: 'Café Müller', typed: 'cafe muller|café|muller|мюллер|кафе мюллер|cafe mul' },
  { name: 'Берёзовая роща', typed: 'березовая|берёзовая роща|роща|роща берез|berezovaya|,thtpjdfz|резова' },
  {
    name: 'Стройматериалы-Юг',
    typed: 'стройматериалы|юг стройматериалы|материалы|stroimaterialy|стройматериал|строймат|териал',
  },
  {
    name: 'Теремок',
    phones: ['+78121234500', '+78121234501;ext=12'],
    typed: 'теремок|teremok|nthtvjr|ремок|812 123|123-45-01|8 (812) 123-45-00|+7 812 123 45 00|терем',
  },
  { name: 'Завод «Ель»', typed: 'ель|завод ель|завод|zavod el|pfdjl' },
  { name: 'Юпитер', typed: 'юпитер|yupiter|jupiter|.gbnth|юпитр|питер|iupiter' },
  { name: 'Щукин и партнёры', typed: 'щукин|партнеры|shchukin|schukin|щукин партнеры|oerby' },
];

const persons: Entry[] = [
  { name: 'Кузнецова Анна Петровна', phones: ['+79031112244'], emails: ['a.kuznetsova@landysh.example'], typed: 'кузнецова|анна кузнецова|кузнецова анна|kuznetsova|a.kuznets|repytwjdf|903 111|112-24|кузнецова петровна|кузнецова@|аня кузнецова|знецов' },
  { name: 'Мария Ершова', emails: ['maria.ershova@mail.example'], typed: 'мария ершова|maria ershova|ершова|maria.er|vfhbz|ершовой|yershova' },
  { name: 'Diana Brown', emails: ['diana@brown.example'], typed: 'diana|диана|браун|brown|diana br|diana@|вшфтф|диана браун' },
  { name: 'Ким Олег', phones: ['+79991234567'], typed: 'ким олег|олег ким|kim oleg|олег|rbv jktu|999 123|ким' },
  { name: 'Иванов Иван Иванович', phones: ['+79997776655'], typed: 'иванов|иванов иван|ivanov|bdfyjd|иванову|999 777|777-66|иван иванович' },
  { name: 'Яковлев Юрий', typed: 'яковлев|юрий яковлев|yakovlev|iakovlev|zrjdktd|яковлв|ковлев' },
]; // biome-ignore format: one table

const asked = (entries: readonly Entry[]) =>
  entries.flatMap(({ name, typed }) => typed.split('|').map((query) => ({ query, name })));

describe('what people type', () => {
  beforeAll(async () => {
    const entry = ({ typed: _, name, phones = [], emails = [], ...more }: Entry, id: string) => ({
      id,
      name,
      phones,
      emails,
      ...more,
    });
    for (const [at, one] of organizations.entries())
      await store.organizations.create({ ...entry(one, `o${at}`), addresses: [] }, now);
    for (const [at, one] of persons.entries()) await store.persons.create(entry(one, `p${at}`), now);
    for (let at = 0; at < 60; at++) {
      const name = `${['Лотос', 'Гранит', 'Парус', 'Маяк', 'Кристалл'][at % 5]} ${at}`;
      await store.organizations.create(
        {
          id: `n${at}`,
          name,
          phones: [`+7383${5550000 + at * 37}`],
          emails: [`office${at}@noise.example`],
          addresses: [],
        },
        now,
      );
    }
  });

  it('finds at least 98 of 100', async () => {
    const missed: string[] = [];
    const tables = [
      [store.organizations, asked(organizations)],
      [store.persons, asked(persons)],
    ] as const;
    for (const [directory, list] of tables) {
      for (const { query, name } of list) {
        const found = await directory.search(viewer, query, 5);
        if (!found.some((one) => one.name === name)) missed.push(`${query} -> ${name}`);
      }
    }
    const all = asked(organizations).length + asked(persons).length;
    expect(all).toBeGreaterThanOrEqual(180);
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(all * 0.02);
  });

  it('finds nobody by digits that no phone has in this order', async () => {
    expect(await store.organizations.search(viewer, '495 321', 5)).toEqual([]);
    expect(await store.organizations.search(viewer, '12399', 5)).toEqual([]);
  });
});
