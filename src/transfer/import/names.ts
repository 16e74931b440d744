import { findEmails } from '../../domain/client/email.ts';
import { isGivenName } from '../../domain/client/given-names.ts';
import { legalFormsOf, normalizeName } from '../../domain/client/name-forms.ts';
import { readTaxNumber } from '../../domain/client/tax-number.ts';
import { saysAnything } from './draft.ts';

/*
 * What a cell of a name says besides the name: an address, a position, a tax number, several people or firms.
 */

/** A longer cell is a text, and no names. */
const LONGEST = 300;
const PATRONYMIC = /(?:вич|ильич|кузьмич|фомич|лукич|никитич|вна|чна|оглы|кызы)$/u;
/** Two to four words that begin with a capital, and nothing else. */
const CAPITALS = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}$/u;
/** Legal forms that are no part of a person's name: "Co", "Ag", "Sa" may be. */
const FIRM_FORMS = new Set(
  'ооо оао зао пао нао ао ип гк тоо чп гуп муп фгуп нко ано ltd llc llp inc corp gmbh plc srl bv'.split(' '),
);
const SPELLED =
  /^\s*(?:общество с ограниченной|(?:публичное |закрытое |открытое )?акционерное общество|индивидуальный предприниматель)/i;
const NOBODY = /^(?:сам|сама|сами|нет|нету|он же|она же|они же|тот же|та же|n\/?a|none|null|no|same)$/iu;

/** Two to four words, one of which only people are called by. */
export function isPersonName(text: string): boolean {
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}.-]+/gu) ?? [];
  if (/\d/.test(text) || words.length < 2 || words.length > 4 || legalFormsOf(text).length > 0) return false;
  return words.some((word) => PATRONYMIC.test(word) || isGivenName(word));
}

/** Whether a name in the place of a person's is a firm's: the legal form at one of its ends says so. */
export function isFirmName(name: string): boolean {
  const bare = name.replace(/\([^()]*\)/g, ' ');
  const words = bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const isForm = (word = '') => FIRM_FORMS.has(word);
  return words.length > 1 && (isForm(words[0]) || isForm(words.at(-1)) || SPELLED.test(bare));
}

/** An address, or two names with "&" between them. */
export const isNoPersonName = (name: string): boolean => name.includes('&') || findEmails(name).length > 0;

/** Whether the firm is called as the person, and is no firm of one person's own. */
export function isSameName(person: string, firm: string): boolean {
  if (legalFormsOf(firm).some((form) => form === 'ип' || form === 'чп')) return false;
  const words = (name: string) =>
    normalizeName(name)
      .split(' ')
      .filter((word) => word.length > 2);
  return words(person).join() === words(firm).join();
}

export const isNobody = (name: string): boolean => NOBODY.test(name);

/** Whether a cell names several people. */
export function isSeveral(text: string): boolean {
  if (text.length > LONGEST) return false;
  const parts = text.split(/\s*[;\n]\s*/).filter(saysAnything);
  if (parts.length > 1) return true;
  const listed = text.split(/\s*,\s*/);
  if (listed.length < 2) return false;
  const isListed = /[\u0400-\u04ff]/.test(text)
    ? (part: string) => CAPITALS.test(part) && !isFirmName(part)
    : isPersonName;
  return listed.every(isListed) && listed.some(isPersonName);
}

/** What a formula of a spreadsheet that only puts texts together says; undefined for anything else. */
function textOfFormula(cell: string): string | undefined {
  const inner = /^=(?:(?:CONCATENATE|CONCAT|СЦЕПИТЬ)\((.*)\)|(".*"))$/i.exec(cell);
  const texts = inner?.[1] ?? inner?.[2];
  if (texts === undefined || !/^\s*"[^"]*"(?:\s*[,;&]\s*"[^"]*")*\s*$/.test(texts)) return undefined;
  return [...texts.matchAll(/"([^"]*)"/g)].map(([, text]) => text).join('');
}

/** "Doe, John" is said "John Doe". */
function turned(name: string): string {
  const [, family, given] = /^([\p{L}'’-]+(?: [\p{L}'’-]+)?), ([\p{L}.'’-]+(?: [\p{L}.'’-]+)?)$/u.exec(name) ?? [];
  return family === undefined || given === undefined ? name : `${given} ${family}`;
}

interface PersonCell {
  name: string;
  email?: string;
  position?: string;
  isFormula?: true;
}

/** A cell of a person's name: `"Doe, John" <john@...>`, "Иванов Иван, прораб". */
export function readPersonCell(cell: string): PersonCell {
  if (cell.length > LONGEST) return { name: cell };
  const text = textOfFormula(cell);
  if (text !== undefined) return { name: text, isFormula: true };
  if (cell.startsWith('=')) return { name: cell, isFormula: true };
  const mail = /^["'\s]*([^"<>@]*[^"<>@\s])["'\s]*<([^<>\s]+@[^<>\s]+)>$/u.exec(cell);
  const [email] = findEmails(mail?.[2] ?? '');
  if (mail?.[1] && email !== undefined) return { name: turned(mail[1]), email };
  const [, name, position] = /^([^,;]+),\s*(\p{Ll}[^,;]*)$/u.exec(cell) ?? [];
  const isPosition = name !== undefined && position !== undefined && CAPITALS.test(name) && !isFirmName(name);
  return isPosition ? { name, position } : { name: cell };
}

interface FirmCell {
  name: string;
  /** Further firms of the cell, as they are written. */
  others?: string;
  taxNumber?: string;
  isFormula?: true;
}

/** A cell of a firm's name: "ООО Север, ИНН 2901556679", "ООО А, АО Б". `isCard`: signs between names are parts of them. */
export function readFirmCell(cell: string, isCard: boolean): FirmCell {
  if (cell.length > LONGEST) return { name: cell };
  const text = textOfFormula(cell);
  if (text !== undefined || cell.startsWith('=')) return { name: text ?? cell, isFormula: true };
  const told = /^(.*?[\p{L}"»”)].*?)[\s,;]+инн(?:\s*\/\s*кпп)?[\s:№]*(\d{10}(?:\d\d)?(?:\s*\/\s*\d{9})?)$/iu.exec(cell);
  if (told?.[1] !== undefined && told[2] !== undefined) return { name: told[1], taxNumber: told[2] };
  const [, name, number] = /^(.*\p{L}.*?)[,;]\s*(\d{10}(?:\d\d)?)$/u.exec(cell) ?? [];
  if (name !== undefined && number !== undefined && readTaxNumber(number).valid) return { name, taxNumber: number };
  const [first = '', ...others] = isCard ? [cell] : firmsOf(cell);
  return others.length > 0 ? { name: first, others: others.join('; ') } : { name: cell };
}

/** Several firms of a cell: with ";" between them, or with commas, where each has a legal form. */
function firmsOf(cell: string): string[] {
  const parts = cell.split(/\s*;\s*/).filter(saysAnything);
  if (parts.length > 1) return parts;
  const listed = cell.split(/\s*,\s*/);
  const isFirm = (part: string) => isFirmName(part) && normalizeName(part) !== part.toLowerCase() && /\s/.test(part);
  return listed.length > 1 && listed.every(isFirm) ? listed : [cell];
}
