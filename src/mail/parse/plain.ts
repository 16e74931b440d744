/** What programs put in place of a text that they did not make. */
const EXCUSES: readonly RegExp[] = [
  /не\s+поддерживает\s+(?:показ|отображение|просмотр)?\s*(?:html|формат)/i,
  /не\s+(?:может|умеет)\s+(?:показ|отобра)[а-яё]+\s+html/i,
  /(?:включите|используйте|откройте|требуется|нужен|нужна|воспользуйтесь).{0,60}html/i,
  /в\s+(?:формате|виде)\s+html/i,
  /html[\s-]*(?:верси|письм|формат)/i,
  /(?:does|do|can)(?:\s?n[o']t|\s+not)\s+(?:support|display|show|read|view|render).{0,30}html/i,
  /(?:enable|use|need|require|switch\s+to|have)\b.{0,40}\bhtml/i,
  /html[\s-]+(?:e-?mail|message|version|format|capable|enabled|compatible|part|only|content|fähig)/i,
  /(?:поддержива|отобража|показыва)[а-яё]+\s.{0,30}html/i,
  /(?:включ|отображен|просмотр)[а-яё]*\s.{0,40}html/i,
  /view\s+(?:this|the)\s+(?:e-?mail|message)\s+(?:in|with|online)/i,
  /(?:посмотр|просмотр|откро)[а-яё]+\s.{0,40}в\s+браузере/i,
  /(?:почтовая|ваша)\s+программа\s.{0,60}(?:не\s+(?:показыва|поддержива|умеет|может|отобража))/i,
];
const SHORT = 400;
/** So much more the HTML has to say before a short text counts as none. */
const RICHER = 6;
const A_LINE = 120;

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Whether the plain text of a letter only says that the letter is the HTML, or is hardly a beginning of it. */
export function saysNothing(plain: string, rich: string): boolean {
  const text = plain.trim();
  if (text.length > SHORT) return false;
  if (EXCUSES.some((excuse) => excuse.test(text))) return true;
  return text.length < A_LINE && letters(rich.slice(0, 20_000)) > Math.max(40, letters(text)) * RICHER;
}

const ADDRESS = /https?:\/\/([^\s()<>"]+)/g;
const ROW = /^.{1,200} · .{1,200} · .{1,200}$/gm;
const LOOKED_AT = 50;
const LOOKED_THROUGH = 200_000;

/** Whether HTML has what the plain text beside it has lost: where links lead, which cells make up a row. */
export function saysLess(plain: string, rich: string): boolean {
  if (letters(rich.slice(0, LOOKED_THROUGH)) * 2 < letters(plain.slice(0, LOOKED_THROUGH))) return false;
  const shown = rich.slice(0, LOOKED_THROUGH);
  const addresses = [...shown.matchAll(ADDRESS)].slice(0, LOOKED_AT).map(([, address = '']) => bare(address));
  if (addresses.length > 0 && !addresses.some((address) => plain.includes(address))) return true;
  const rows = (shown.match(ROW) ?? []).slice(0, LOOKED_AT);
  return rows.length > 1 && !rows.some((row) => inOneLine(plain, row));
}

/** An address without what programs add at its end. */
const bare = (address: string): string => address.replace(/[/.,;]+$/, '').slice(0, 100);

function inOneLine(plain: string, row: string): boolean {
  const cells = row.split(' · ');
  const first = cells.find((cell) => cell.length > 3) ?? cells[0] ?? '';
  return plain
    .split('\n', 2000)
    .some((line) => line.includes(first) && cells.every((cell) => cell === '–' || line.includes(cell)));
}
