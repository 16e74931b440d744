/*
 * First names that stand alone for a person: with their short forms, which mean the same. Folded.
 */

/** Full name, then what people make of it. */
const RUSSIAN = `азамат
айгуль
айрат
александр саша саня шура саш
александра саша шура
алексей леша алеша леха
алена аленушка
алина
алиса
алла аллочка
анастасия настя настюша
анатолий толя толик
ангелина геля лина
андрей андрюша
анна аня анечка анюта нюра
антон антоша тоха
антонина тоня
аркадий аркаша
арсен
арсений сеня
артем тема артемка
артур
ашот
богдан
борис боря
вадим вадик
вазген
валентин валя валик
валентина валя
валерий валера
валерия лера
варвара варя
василий вася
вера верочка веруня
вероника ника
виктор витя витек
виктория вика
виталий виталик
влад
владимир вова володя вован
владислав влад слава
всеволод сева
вячеслав слава
гагик
галина галя
геннадий гена
георгий гоша жора
герман гера
глеб
григорий гриша
гузель
гульнара
гуля гульнара
давид
дамир
даниил данил данила даня
дарья даша
денис дэн
диана
динара
дмитрий дима митя димон
евгений женя жека
евгения женя
егор
екатерина катя катюша
елена лена леночка
елизавета лиза
жанна
заур
зинаида зина
зоя
зульфия
иван ваня
игорь гарик
ильдар
илья илюша
инга
инна
ирина ира ириша
камила
камиль
карина
кирилл кирюха
клавдия
константин костя
кристина
ксения ксюша
лариса лара
лев лева
лейла
леонид леня
лилия лиля
любовь люба
людмила люда мила люся
марат
маргарита рита
марина мариша
мария маша маруся
марк
матвей
михаил миша
надежда надя
наиль
наталья наталия наташа ната
никита
николай коля
нина ниночка
оксана
олег
олеся
ольга оля олечка
павел паша
петр петя
полина поля
раиса рая
рамиль
ренат ринат
роман рома
руслан
рустам
светлана света
семен сема
сергей сережа серега
софья софия соня
станислав стас слава
степан степа
тамара тома
тарас
татьяна таня
тигран
тимофей тима
тимур
ульяна уля
фарид
федор федя
эдуард эдик
элина
эльвира эля
эльдар
эмма
юлия юля
юрий юра
яна
ярослав ярик`;

const ENGLISH = `ahmed aisha ana angus aoife callum carlos carmen declan deepak diego elena fatima felix freya hamish hans hugo javier jose juan klaus lars lucia luis marco mateo mehmet nadia niamh omar pablo paolo pierre rory sanjay sebastian siobhan sven theo wei yusuf aaron adam alan albert alex alice alison amanda amy andrea andrew andy angela anita ann anna anne anthony arthur ashley barbara becky ben benjamin bernard beth betty bill billy bob brenda brian bruce carl carol caroline catherine charles charlie chloe chris christine christopher claire clive colin craig daisy dan dana daniel dave david dawn dean debbie deborah dennis derek diana diane dominic don donald donna doris dorothy doug douglas ed eddie edward eileen elaine eleanor elizabeth ellen emily emma eric erin ethan eva evan fiona frank fred gail gareth gary gavin geoff george gemma gerald gina glen gloria gordon grace graham grant greg gwen hannah harold harriet harry heather helen henry howard hugh ian ingrid irene isaac isabel ivan jack jackie jacob jake james jamie jan jane janet janice jason jean jeff jen jenna jennifer jenny jeremy jerry jess jessica jill jim jimmy jo joan joanna joe joel john johnny jon jonathan josh joshua joyce judith judy julia julian julie karen karl kate kath katherine kathleen kathy katie keith kelly ken kenneth kerry kevin kim kirsty kyle larry laura lauren lee leo leon leonard leslie lewis liam linda lisa liz lloyd lorraine louis louise lucas lucy luke lynn malcolm marcus margaret maria marie marion mark martha martin marvin mary matt matthew maureen maurice max megan mel melissa michael michelle mick miguel mike mitch mohammed molly monica morgan nancy naomi natalie nathan neil nicholas nick nicola nicole nigel noah nora norman oliver olivia oscar owen pamela pat patricia patrick paul paula pauline peggy penny pete peter phil philip phyllis priya rachel raj ralph ray raymond rebecca rhys richard rick rita rob robert robin rod roger ron ronald rosa rose ross roy ruby russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sharon sheila shirley simon sofia sonia sophie stan stella stephanie stephen steve steven stuart sue susan suzanne sylvia tanya ted teresa terry theresa thomas tim tina toby todd tom tony tracy trevor tyler valerie vanessa vera vicky victor victoria vincent virginia walter warren wayne wendy will william yvonne zach zoe`;

/** Short form or full name -> the full names it stands for. */
const fullNames = new Map<string, Set<string>>();
for (const row of RUSSIAN.split('\n')) {
  const [full = '', ...short] = row.split(' ');
  for (const form of [full, ...short]) fullNames.set(form, (fullNames.get(form) ?? new Set()).add(full));
}
const english = new Set(ENGLISH.split(' '));
const ENDING = /(?:ой|ей|ою|ом|ем|ью|а|я|у|ю|е|ы|и|й|ь)$/u;

/** The Russian first names that a word may be a form of, in any case: "игорю" -> игорь, "оле" -> ольга. */
export function firstNamesOf(word: string): ReadonlySet<string> {
  const known = fullNames.get(word);
  if (known) return known;
  const base = word.replace(ENDING, '');
  if (base.length < 2 || base === word) return EMPTY;
  for (const ending of ['', 'а', 'я', 'й', 'ь']) {
    const found = fullNames.get(base + ending);
    if (found) return found;
  }
  // "петру", "павлу", "льву": a vowel has fled.
  return FLED.get(base) ?? EMPTY;
}
const EMPTY: ReadonlySet<string> = new Set();
const FLED = new Map([
  ['павл', new Set(['павел'])],
  ['льв', new Set(['лев'])],
]);

/** Whether it is a first name as the one who bears it is called, in no oblique case: "Дима". */
export const isPlainFirstName = (word: string): boolean => fullNames.has(word);

/** "андреем" -> "андрей", "олю" -> "оля": the form that the one who bears it is called by. */
export function plainFirstName(word: string): string | undefined {
  if (fullNames.has(word)) return word;
  const base = word.replace(ENDING, '');
  const [fled] = FLED.get(base) ?? [];
  return fled ?? ['', 'а', 'я', 'й', 'ь'].map((ending) => base + ending).find((form) => fullNames.has(form));
}

/** Whether a word is a first name, Russian in any case, or English. */
export const isFirstName = (word: string): boolean => english.has(word) || firstNamesOf(word).size > 0;

/** English short forms of the names that directories hold. */
const ENGLISH_SHORT = new Map(
  'bill:william bob:robert rob:robert mike:michael mick:michael tom:thomas tommy:thomas dave:david jim:james jimmy:james joe:joseph dan:daniel danny:daniel ben:benjamin matt:matthew chris:christopher nick:nicholas tony:anthony andy:andrew steve:stephen liz:elizabeth beth:elizabeth kate:katherine katie:katherine kathy:katherine sue:susan jen:jennifer jenny:jennifer pat:patricia peggy:margaret maggie:margaret sam:samuel ed:edward ted:edward ron:ronald don:donald ken:kenneth greg:gregory jeff:jeffrey pete:peter phil:philip ray:raymond rick:richard dick:richard tim:timothy vic:victor will:william charlie:charles harry:harold larry:lawrence becky:rebecca debbie:deborah meg:margaret'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** Whether two first names may be the same person's: the same, or the one short for the other. */
export function sameFirstName(word: string, name: string): boolean {
  if (word === name || ENGLISH_SHORT.get(word) === name || ENGLISH_SHORT.get(name) === word) return true;
  const [said, known] = [firstNamesOf(word), firstNamesOf(name)];
  return [...said].some((one) => known.has(one));
}
