// Provisional: the full version follows.
declare const brand: unique symbol;
export type Html = string & { readonly [brand]: 'html' };
export const escapeHtml = (text: string): Html =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') as Html;
const tag =
  (name: string) =>
  (text: string): Html =>
    `<${name}>${escapeHtml(text)}</${name}>` as Html;
export const b = tag('b');
export const i = tag('i');
export const s = tag('s');
export const code = tag('code');
export const pre = tag('pre');
export const join = (parts: readonly Html[], separator: string): Html => parts.join(separator) as Html;
export const cut = (text: string, max: number): string =>
  [...text].length > max ? `${[...text].slice(0, max - 1).join('')}…` : text;
export const clean = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, '');
