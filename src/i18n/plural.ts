/** The forms of a countable word; Russian has three, English two. */
export type Forms = { one: string; few?: string; many?: string; other: string };

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

/** `3 контакта`: the number and the form of the word that goes with it, by the language's own rule (CLDR). */
export function plural(language: keyof typeof rules, count: number, forms: Forms): string {
  const rule = rules[language].select(count);
  const word = (rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined) ?? forms.other;
  return `${count} ${word}`;
}
