import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What is done with the elements of a part; names come without their prefix ("x:row" is "row"). */
export interface Handler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const CHUNK = 1 << 16;
const plain = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Goes through a part of a workbook once. Errors: what is not XML. */
export function readXml(bytes: Buffer, { open, text, close }: Handler): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => open?.(plain(tag.name), tag.attributes));
  parser.on('text', (part) => text?.(part));
  parser.on('cdata', (part) => text?.(part));
  parser.on('closetag', (tag) => close?.(plain(tag.name)));
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < bytes.length; at += CHUNK) parser.write(decoder.write(bytes.subarray(at, at + CHUNK)));
  parser.close();
}
