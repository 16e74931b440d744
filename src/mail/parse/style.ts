/** What of an element's look decides whether it is seen. */
export interface Style {
  /** It and all that is in it. */
  gone: boolean;
  /** Its own text, unless something in it is seen again. */
  unseen?: boolean;
}

const ZERO = String.raw`0+(?:\.0+)?\s*(?:px|pt|em|rem|%)?\s*(?:!important\s*)?(?:;|$)`;
const GONE = new RegExp(
  String.raw`(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all|opacity\s*:\s*${ZERO}|max-height\s*:\s*${ZERO})`,
);
const UNSEEN = new RegExp(String.raw`(?:^|;)\s*(?:font-size\s*:\s*${ZERO}|visibility\s*:\s*(?:hidden|collapse))`);
const SEEN = /(?:^|;)\s*(?:font-size\s*:|visibility\s*:\s*visible|font\s*:)/;

/** Tells what is hidden by an element's attributes: what senders put before the letter for the list, and what trackers need. */
export function styleOf(attributes: Readonly<Record<string, string>>): Style {
  const style = (attributes.style ?? '').toLowerCase();
  if (attributes.hidden !== undefined || (style !== '' && GONE.test(style))) return { gone: true };
  if (style === '') return { gone: false };
  if (UNSEEN.test(style)) return { gone: false, unseen: true };
  return SEEN.test(style) ? { gone: false, unseen: false } : { gone: false };
}
