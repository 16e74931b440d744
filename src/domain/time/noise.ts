import { each, type Rule, spanOf } from './pieces.ts';

const PATTERNS: readonly RegExp[] = [
  // +7 (912) 345-67-89, 8 912 345 67 89, 123-45-67; tax numbers and accounts: five digits or more in a row
  /(?<![\d.])\+?\d(?:[\s()-]{0,2}\d){9,14}(?![\d.:])/gu,
  // № 25/12-А, #15, no. 12.10, договор 25/12, invoice 10-12
  /(?:[№#]\s?|(?<!\p{L})(?:no\.|n|номер)\s?(?=\d))[\p{L}\d][\p{L}\d./_-]*/giu,
  /(?<!\p{L})(?:договор|контракт|сч[её]т|акт|накладн|заказ|заявк|contract|invoice|order)\p{L}*\s(?=\S*\d)[\p{L}\d_]+[/-][\p{L}\d/_-]+/giu,
  // счёт 12.11: as much a number as a day; a clock beside it makes it one
  /(?<!\p{L})(?:договор|контракт|сч[её]т|акт|накладн|contract|invoice)\p{L}{0,3}\s\d{1,2}\.\d{1,2}(?![\d.]|\s(?:в|at)\s\d|,?\s\d{1,2}:)/giu,
  // договор от 12.10.2026, от 12 октября, dated 12.10: the day of a paper
  /(?<!\p{L})(?:от|dated)\s\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?(?![\d:])|\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*(?:\s\d{4})?)/giu,
  // версия 1.2, v10.2.11, 1.2.3, 192.168.1.1
  /(?<!\p{L})(?:v|ver\.?|version|верси\p{L}+)\s?\d+(?:\.\d+)*/giu,
  /(?<![\d.])\d{1,3}\.\d{1,3}\.\d(?![\d])(?:\.\d+)*/gu,
  /(?<![\d-])\d{3}-\d{2}-\d{2}(?![\d-])/gu,
  /\d{5,}/gu,
  // 15 000, 1 250 000,50
  /(?<![\d.,:])\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?![\d:])/gu,
];

/** Phones, sums, versions, numbers of documents and taxpayers: claimed before anything can take a part of them for a date. */
export const noise: Rule = (text) =>
  PATTERNS.flatMap((pattern) => each(text, pattern, (match) => ({ type: 'noise', span: spanOf(match) })));
