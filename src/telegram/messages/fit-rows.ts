/*
 * Telegram gives the buttons of a row equal widths and cuts what does not fit into one line. What is read half is not
 * read, so a row too narrow for its labels becomes several.
 */

/** How wide each label may be, in widths of a small letter, in a row of one button, of two, three, four, on a phone of 360 px. */
const ROOM = [33, 15.7, 9.9, 6.9];
const JOINER = 0x200d;
const VARIANT = 0xfe0f;
/** Arrows, signs and pictures begin here: they take the room of two letters. */
const PICTURES = 0x2190;
const NARROW = "ijlftrIJ.,:;·•'!()|‹›- ";
const BROAD = 'мыЫ';
const WIDE = 'жшщфюЖМШЩФЮmwMW@';

/** The width of every sign that is not a picture, told once. */
const WIDTHS = Float32Array.from({ length: PICTURES }, (_, code) => {
  const sign = String.fromCodePoint(code);
  if (NARROW.includes(sign)) return 0.6;
  if (BROAD.includes(sign)) return 1.25;
  if (WIDE.includes(sign)) return 1.4;
  return sign !== sign.toLowerCase() ? 1.2 : 1;
});

/** About how wide a label is, in widths of a small letter. On the path of every card, and therefore by code points alone. */
export function widthOf(label: string): number {
  let width = 0;
  let joined = false;
  for (const character of label) {
    const code = character.codePointAt(0) ?? 0;
    if (code !== JOINER && code !== VARIANT && !joined) width += WIDTHS[code] ?? 2;
    joined = code === JOINER;
  }
  return width;
}

const fits = (labels: readonly { text: string }[]): boolean =>
  labels.every(({ text }) => widthOf(text) <= (ROOM[labels.length - 1] ?? 0));

/**
 * The buttons of a row in as few rows as show each label whole; a label too long for any is alone. A row of more is a
 * grid, whose short labels its screen has chosen.
 */
export function fitRow<B extends { text: string }>(row: readonly B[]): B[][] {
  if (row.length > ROOM.length || fits(row)) return [[...row]];
  const [back, name, forth, ...more] = row;
  // Arrows stay together, below what they turn.
  if (back && name && forth && more.length === 0 && [back, forth].every(({ text }) => widthOf(text) <= 2))
    return [[name], [back, forth]];
  const rows: B[][] = [];
  for (const button of row) {
    const last = rows.at(-1);
    if (last && fits([...last, button])) last.push(button);
    else rows.push([button]);
  }
  return rows;
}
