/** Made-up names and sentences, the same for the same number: seeds of two runs can be compared. */

/** A small, fast generator of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Random = () => number;

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const ruStarts = 'агро рос нефте тех строй мед сев юж вест ост гео эко про инфо био метал хим свет транс авто'.split(
  ' ',
);
const ruMiddles = 'ро ва ли ме ко та ни су до пе ла ги зо фи мо ры ше ба ну це'.split(' ');
const ruEnds = 'пром торг строй маш снаб сервис групп тек газ комплект трейд мет'.split(' ');
const enStarts = 'north blue iron silver green bright stone river high red gold wind'.split(' ');
const enMiddles = 'ar en ol us ex il an or um et'.split(' ');
const enEnds = 'works trade systems partners group logistics labs foods energy motors'.split(' ');
const ruForms = ['ООО', 'АО', 'ЗАО', 'ИП'];
const enForms = ['Ltd', 'Inc', 'GmbH', 'LLC'];

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** `ООО «Техровапром»`, `Ironarworks Ltd`. A third are Latin. */
export function organizationName(random: Random): string {
  if (random() < 0.33) {
    return `${capital(pick(random, enStarts) + pick(random, enMiddles) + pick(random, enMiddles))} ${capital(pick(random, enEnds))} ${pick(random, enForms)}`;
  }
  const word = pick(random, ruStarts) + pick(random, ruMiddles) + pick(random, ruMiddles) + pick(random, ruEnds);
  return `${pick(random, ruForms)} «${capital(word)}»`;
}

const firstNames = 'Анна Игорь Мария Пётр Ольга Сергей Елена Дмитрий Ирина Алексей John Lisa Hank Mary Peter'.split(
  ' ',
);
const lastParts = 'Смирн Волк Петр Козл Морозов Лебед Сокол Новик Федор Егор'.split(' ');
const lastEnds = ['ов', 'ова', 'ский', 'ская', 'енко', 'ин', 'ина'];

export const personName = (random: Random): string =>
  `${pick(random, firstNames)} ${pick(random, lastParts)}${pick(random, ruMiddles)}${pick(random, lastEnds)}`;

const ruWords =
  'обсудили договор поставки отправили счёт уточнили сроки доставки согласовали скидку просит перезвонить подписали акт выставить накладную рекламация по качеству партии новый заказ оборудования встреча с директором презентация каталога оплата задерживается'.split(
    ' ',
  );
const enWords =
  'discussed the contract sent an invoice asked about delivery agreed on discount call back signed documents complaint about quality new order equipment meeting with director catalogue presentation payment is late'.split(
    ' ',
  );

/** A sentence of a contact's content or result. */
export function sentence(random: Random): string {
  const words = random() < 0.7 ? ruWords : enWords;
  return Array.from({ length: 3 + Math.floor(random() * 8) }, () => pick(random, words)).join(' ');
}
