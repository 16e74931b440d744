import { cut } from '../../domain/text/html.ts';
import { type Cell, type Draft, tidyLines } from './draft.ts';

const ADDRESS_LIMIT = 300;

/** Parts of an address make one; whole ones stand by themselves, with what parts tell besides. */
export function takeAddress(draft: Draft, cells: readonly Cell[]): void {
  const groups = new Map<string, Cell[]>();
  for (const [index, cell] of cells.entries()) {
    if (cell.field !== 'address') continue;
    const of = cell.address?.of ?? `#${index}`;
    groups.set(of, [...(groups.get(of) ?? []), cell]);
  }
  for (const address of new Set([...groups.values()].flatMap(addressesOf))) {
    if (address.length > ADDRESS_LIMIT) draft.keep('', address);
    draft.addresses.push(cut(address, ADDRESS_LIMIT));
  }
}

function addressesOf(cells: readonly Cell[]): string[] {
  const texts = cells.map(({ text, address }) => ({
    text: tidyLines(text).replace(/\n+/g, ', '),
    isPart: address?.isPart === true,
  }));
  const wholes = texts.filter(({ isPart }) => !isPart).map(({ text }) => text.toLowerCase());
  const telling = texts.filter(
    ({ text, isPart }) => !isPart || !wholes.some((whole) => whole.includes(text.toLowerCase())),
  );
  const join = (some: typeof telling) => [...new Set(some.map(({ text }) => text))].join(', ');
  if (wholes.length <= 1) return [join(telling)];
  const parts = telling.filter(({ isPart }) => isPart);
  return [
    ...telling.filter(({ isPart }) => !isPart).map(({ text }) => text),
    ...(parts.length > 0 ? [join(parts)] : []),
  ];
}
