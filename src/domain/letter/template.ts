/** A letter's text that is written again and again, with fields in braces: `Hello {name}`. */
export interface LetterTemplate {
  id: string;
  name: string;
  text: string;
  author: number;
}

export const templateFields = ['person', 'client', 'manager', 'date'] as const;
export type TemplateField = (typeof templateFields)[number];

/** Fields by the names that people give them, in both languages. */
const NAMES: Record<string, TemplateField> = {
  имя: 'person',
  name: 'person',
  клиент: 'client',
  client: 'client',
  менеджер: 'manager',
  manager: 'manager',
  дата: 'date',
  date: 'date',
};

const FIELD = /\{([^{}\n]{1,20})\}/gu;
const NAME = 40;

/** The text with its fields filled in. One that is unknown, or has no value, stays as it is, to be seen and written over. */
export const filledIn = (text: string, values: Partial<Record<TemplateField, string>>): string =>
  text.replace(FIELD, (whole, name: string) => {
    const field = NAMES[name.trim().toLowerCase()];
    return (field && values[field]) || whole;
  });

/** What a template is called: how it begins, without the greeting that all of them begin with. */
export function templateName(text: string): string {
  const lines = text.split('\n', 50).map((line) => line.trim());
  const told = lines.filter((line) => line !== '');
  const name = told.find((line, index) => index > 0 || !/[,!]$/.test(line)) ?? told[0] ?? '';
  return [...name.slice(0, 2 * NAME)].slice(0, NAME).join('');
}
