import { findEmails } from '../client/email.ts';

/*
 * Where a letter's signature begins. What is not a signature is never cut: each rule asks of what follows whether it looks like
 * one.
 */

/** A signature longer than this is text that happens to begin like one. */
const LINES = 14;
const LONGEST_LINE = 120;

/** A rule between the letter and who wrote it. */
const RULE = /^(?:--|—|–|_{2,10}|-{3,10})$/;
const CLOSING =
  /^(?:с\s+(?:глубоким\s+|большим\s+)?уважением|с\s+наилучшими(?:\s+пожеланиями)?|всего\s+(?:доброго|хорошего|наилучшего)|хорошего\s+дня|спасибо\s+и\s+до\s+связи|best\s+regards|best\s+wishes|kind\s+regards|warm\s+regards|regards|sincerely|yours\s+(?:faithfully|sincerely|truly)|cheers|many\s+thanks|best|mit\s+freundlichen\s+grüßen|cordialement)(?<rest>.*)$/iu;
/** What phones put below a letter; not any sentence that tells where something was sent from. */
const DEVICE =
  /^(?:-{1,2}\s?|—\s?)?(?:(?:отправлено|послано)\s+(?:с|из)\s+(?:моего\s+|мобильно[а-яё]+\s+|приложения\s+|почты\s+|устройства\s+|смартфона\s+|телефона\s+|планшета\s+)*(?:iphone|ipad|ios|android|samsung|galaxy|huawei|xiaomi|redmi|honor|realme|яндекс|yandex|mail(?:\.ru)?|mail\s+for|myMail|outlook|gmail|почты|телефона|смартфона|планшета|mi\s|poco|blackberry|windows)|sent\s+from\s+(?:my\s|yahoo|outlook|mail|gmail|proton|samsung|the\s+\w+\s+app)|get\s+outlook\s+for|получить\s+outlook\s+для|скачать\s+outlook)/iu;
const POSTSCRIPT = /^(?:p\.?\s?s\.?|п\.?\s?с\.?|з\.?\s?ы\.?)(?:[\s.:,-]|$)/iu;
const NAME = /^\p{Lu}[\p{L}'’.-]{0,40}(?:[\s,]+\p{Lu}[\p{L}'’.-]{0,40}){0,4}[\s,]*$/u;
const DISCLAIMER = /конфиденциальн|confidential|intended (?:only|solely)|предназначен/i;

/** A line such as signatures are made of, and not a sentence or the item of a list. */
function isSignatureLine(line: string): boolean {
  if (line === '' || DISCLAIMER.test(line)) return true;
  if (line.length > LONGEST_LINE || /^(?:[-•*]|\d{1,2}[.)])\s/.test(line) || /[?;]$/.test(line)) return false;
  return !(line.split(/\s+/).length > 7 && /[.!]$/.test(line) && !hasContact(line));
}

const hasContact = (line: string): boolean =>
  findEmails(line).length > 0 ||
  /(?:https?:\/\/|www\.)\S/i.test(line) ||
  /^(?:тел|моб|факс|tel|phone|mob|fax|e-?mail|skype|telegram|whatsapp|сайт|web|т|м)[.:\s]/i.test(line) ||
  /(?:\+?\d[\s()-]*){10,}/.test(line);

/** Whether lines below a rule are a person and ways to reach them. */
function isPerson(lines: readonly string[]): boolean {
  const told = lines.map((line) => line.trim()).filter(Boolean);
  const [first = ''] = told;
  if (told.length === 0) return true;
  if (CLOSING.test(first) || DEVICE.test(first) || told.some(hasContact)) return told.every(isSignatureLine);
  return NAME.test(first) && told.length <= 6 && told.every(isSignatureLine);
}

/** "Regards, Anna" ends a letter; "Regards from all of us go to ..." goes on. */
function isClosing(line: string, after: readonly string[]): boolean {
  const rest = CLOSING.exec(line)?.groups?.rest;
  if (rest === undefined) return false;
  const bare = rest.replace(/^[\s,.!–—-]+/, '');
  const named = bare === '' || /^(?:\p{Lu}|ваш|команда|your)/u.test(bare);
  return named && line.length < 80 && after.every((one) => isSignatureLine(one.trim()));
}

/**
 * The lines of a letter's signature; undefined where it has none. A postscript below it is none of it.
 *
 * @param lines what was written, without quotes
 */
export function signatureIn(lines: readonly string[]): { from: number; to: number } | undefined {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  if (last < 0) return undefined;
  let told = 0;
  let from = last;
  while (from > 0 && told < LINES) {
    if ((lines[from] ?? '').trim() !== '') told += 1;
    from -= 1;
  }
  for (let index = from; index <= last; index++) {
    const line = (lines[index] ?? '').trim();
    const postscript = lines.findIndex((one, at) => at > index && POSTSCRIPT.test(one.trim()));
    const to = postscript < 0 ? last + 1 : postscript;
    const after = lines.slice(index + 1, to);
    const begins =
      (RULE.test(line) && after.some((one) => one.trim() !== '') && isPerson(after)) ||
      isClosing(line, after) ||
      (DEVICE.test(line) && line.length < 90 && after.every((one) => one.trim() === '' || DEVICE.test(one.trim())));
    if (begins) return { from: index, to };
  }
  return undefined;
}
