import { COMMON_WORDS, FIRM_NOUN } from '../words/common-words.ts';
import { isFirstName } from '../words/first-names.ts';
import { verbForm } from '../words/verbs.ts';
import { continues, type Free, firm, isContactWord, MOST_WORDS, type NamedFirm, NEW, textOf, titled } from './firm.ts';
import type { Line } from './line.ts';

/** "в клинику Мед-Эксперт", "поликлинику 214", "новая фирма агро инвест". */
export function byFirmNoun(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  const token = line.tokens[index];
  if (token?.kind !== 'word' || !FIRM_NOUN.test(token.text)) return undefined;
  const next = line.tokens[index + 1];
  if (!next || !isFree(index + 1)) return undefined;
  const noun = nounOf(token.text);
  if (next.kind === 'number' && /^\d{1,4}$/.test(next.text))
    return firm(line, index, index + 1, `${noun} ${next.raw}`, true);
  if (/^(?:№|#|номер)$/.test(next.text) && line.tokens[index + 2]?.kind === 'number')
    return firm(line, index, index + 2, `${noun} ${textOf(line, index + 1, index + 2)}`, true);
  const isTold = next.text === ':' && /^["«“„]$/.test(line.tokens[index + 2]?.text ?? '');
  if (isTold) return byQuotes(line, index, index + 2);
  if (/^["«“„]$/.test(next.text)) {
    const end = line.tokens.findIndex(({ text }, at) => at > index + 2 && /^["»”“]$/.test(text));
    if (end > 0 && end - index <= MOST_WORDS + 3) {
      const name = textOf(line, index + 2, end - 1);
      return firm(line, index, end, `${noun} «${name}»`, true, [name]);
    }
  }
  let last = index;
  const isCapitalName = /^\p{Lu}/u.test(next.raw);
  const generic = /^(?:фирм|компани|контор|предприяти|организаци)/u.test(token.text);
  // Dictated, without a capital: "набрать в клинику здоровье плюс".
  const isHeard = !/\p{Lu}/u.test(line.raw) && /^(?:в|во|из|от|с|со|для|к)$/u.test(line.tokens[index - 1]?.text ?? '');
  const isNew = generic || isHeard || NEW.test(line.tokens[index - 1]?.text ?? '');
  while (
    last - index < MOST_WORDS &&
    (isCapitalName
      ? continues(line, last + 1, isFree, last === index)
      : isNew && last - index < 2 && isLowerName(line, last + 1, isFree))
  )
    last++;
  if (last === index) return undefined;
  const name = textOf(line, index + 1, last);
  const shown = isCapitalName ? name : titled(name);
  const isNewer = NEW.test(line.tokens[index - 1]?.text ?? '');
  return firm(line, isNewer ? index - 1 : index, last, shown, true, generic ? [] : [`${noun} ${shown}`]);
}

/** "от новой конторы: «Тундра-Логистик»" */
function byQuotes(line: Line, first: number, quote: number): NamedFirm | undefined {
  const end = line.tokens.findIndex(({ text }, at) => at > quote + 1 && /^["»”“]$/.test(text));
  if (end < 0 || end - quote > MOST_WORDS + 3) return undefined;
  return firm(line, first, end, textOf(line, quote + 1, end - 1), true);
}

/** What stands after a firm's name, of somebody there. */
const TITLE =
  /^(?:(?:ген)?директор|менеджер|контакт|закупщик|снабженец|бухгалтер|инженер|телефон|номер|почта|адрес|завхоз|зовут|нужен|нужна|нужны|manager|director|contact|owner|buyer|number|phone|email)/u;

function isLowerName(line: Line, index: number, isFree: Free): boolean {
  const token = line.tokens[index];
  return (
    token?.kind === 'word' &&
    isFree(index) &&
    // "фирма теплый дом ашот": an everyday word ends the name before somebody's.
    (!COMMON_WORDS.has(token.text) || isFirstName(line.tokens[index + 1]?.text ?? '')) &&
    !verbForm(token.text) &&
    !isFirstName(token.text) &&
    !TITLE.test(token.text) &&
    !isContactWord(token.text)
  );
}

/** "поликлинику", "клиники" -> "Поликлиника", "Клиника". */
function nounOf(word: string): string {
  if (/^(?:кафе|бюро)$/u.test(word)) return word.charAt(0).toUpperCase() + word.slice(1);
  const base = word.replace(/(?:ами|ах|ам|ой|ом|ем|ей|ою|[аяуюыиеой])$/u, '');
  const feminine =
    /^(?:фабрик|клиник|поликлиник|больниц|стоматологи|аптек|гостиниц|столов|пекарн|школ|гимнази|лаборатори|студи|фирм|компани|ферм|агрофирм|птицефабрик|типографи|контор|корпораци|групп)/u.test(
      word,
    );
  const ending = !feminine ? '' : /(?:и|рн)$/u.test(base) ? 'я' : 'а';
  const name = /^(?:агентств|издательств)/u.test(word)
    ? `${base}о`
    : /^предприяти/u.test(word)
      ? `${base}е`
      : base + ending;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
