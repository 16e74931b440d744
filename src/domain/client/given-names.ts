/** Given names with the short forms that people write for them, Russian and English. */
const NAMES =
  'александр саша шура alexander alex|александра саша шура|алексей леша алеша|анастасия настя|анатолий толя|андрей андрюша|анна аня anna ann|антон антоша|борис боря|вадим вадик|валентин валя|валентина валя|валерий валера|василий вася|вера верочка|виктор витя victor vic|виктория вика victoria vicky|виталий виталик|владимир вова володя|владислав влад|вячеслав слава|галина галя|георгий гоша жора|григорий гриша|дарья даша|дмитрий дима митя|евгений женя eugene gene|евгения женя|екатерина катя katherine catherine kate katie cathy|елена лена алена|елизавета лиза elizabeth liz beth|зинаида зина|иван ваня|игорь игорек|ирина ира|кирилл кира|константин костя|ксения ксюша оксана|лариса лара|леонид леня|лидия лида|любовь люба|людмила люда мила|максим макс|маргарита рита|мария маша маруся|михаил миша michael mike|надежда надя|наталья наталия наташа|николай коля nicholas nick|олег олежка|ольга оля|павел паша|петр петя peter pete|полина поля|роман рома|светлана света|сергей сережа|софья софия соня|станислав стас|степан степа|тамара тома|татьяна таня|тимофей тима|федор федя|юлия юля|юрий юра|ярослав слава|robert rob bob|william will bill|richard rick dick|james jim|john jack johnny|joseph joe|thomas tom|daniel dan|david dave|edward ed ted|charles charlie chuck|steven stephen steve|anthony tony|christopher chris|matthew matt|margaret maggie peggy|susan sue|patricia pat|jennifer jen|deborah debbie';

const groupsOf = new Map<string, Set<number>>();
for (const [group, names] of NAMES.split('|').entries()) {
  for (const name of names.split(' ')) groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(group));
}

/** Whether a word is a given name that is known; in lower case, with е for ё. */
export const isGivenName = (word: string): boolean => groupsOf.has(word);

/** Whether one given name may be a form of the other; both in lower case, with е for ё. */
export function sameGivenName(a: string, b: string): boolean {
  const groups = groupsOf.get(b);
  return groups !== undefined && [...(groupsOf.get(a) ?? [])].some((group) => groups.has(group));
}
