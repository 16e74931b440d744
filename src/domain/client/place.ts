/*
 * Where a client is, as far as an address tells it: the directory is leafed through by towns.
 */

const POSTCODE = /(?<![\p{L}\d])\d{5,6}(?![\p{L}\d])/gu;
/** "г. Тула", "гор. Тула", "город Тула": what follows is a town. */
const TOWN =
  /(?<!\p{L})(?:г|гор|город|пгт|пос|с|дер|село|деревня|поселок|посёлок)(?:\.\s*|\s+)(\p{Lu}[\p{L} -]{1,40})/u;
/** Parts of an address that are no town: countries, regions, streets, houses. */
const OTHER =
  /(?<!\p{L})(?:россия|рф|российская|беларусь|казахстан|украина|обл|область|край|респ|республика|район|р-н|ао|ул|улица|пр|пр-т|проспект|пер|переулок|наб|набережная|шоссе|ш|пл|площадь|бульвар|б-р|проезд|дом|д|стр|строение|корп|корпус|кв|квартира|оф|офис|пом|помещение|street|st|road|rd|avenue|ave|lane|drive|suite|floor|germany|usa|united|russia)(?![\p{L}])/iu;
const LONGEST = 40;
const MOST = 5;

/** The town of an address; undefined where it tells none. */
export function townOf(address: string): string | undefined {
  const text = address.slice(0, 300).replace(POSTCODE, ' ');
  const marked = TOWN.exec(text)?.[1];
  if (marked !== undefined) return marked.trim();
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  const town = parts.find(
    (part) => /^\p{Lu}[\p{L} .'’-]{1,}$/u.test(part) && part.length <= LONGEST && !OTHER.test(part),
  );
  return town;
}

/** The towns of a client's addresses, each once. */
export const townsOf = (addresses: readonly string[]): string[] =>
  [...new Set(addresses.flatMap((address) => townOf(address) ?? []))].slice(0, MOST);
