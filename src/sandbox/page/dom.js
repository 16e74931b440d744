/**
 * Makes an element. Text only ever goes in as text nodes, so nothing a user writes can become markup.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} props properties; `on` holds listeners, `data` and `aria` their attributes
 * @param {...(Node | string | false | null | undefined)} children
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, data = {}, aria = {}, ...rest } = props;
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  for (const [name, value] of Object.entries(data)) node.dataset[name] = value;
  for (const [name, value] of Object.entries(aria)) node.setAttribute(`aria-${name}`, value);
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === false) continue;
    if (name in node && typeof value !== 'string') node[name] = value;
    else node.setAttribute(name === 'className' ? 'class' : name, value);
  }
  node.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return node;
}

/** A button that does something. */
export const button = (label, onClick, props = {}) =>
  el('button', { type: 'button', ...props, on: { click: onClick, ...props.on } }, label);

export const byId = (id) => document.getElementById(id);

/** The first letters of a name, and a colour that stays the same for it. */
export function avatar(name, seed) {
  const letters = name
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  const node = el('span', { className: 'avatar', aria: { hidden: 'true' } }, letters);
  node.classList.add(`tone-${seed % 6}`);
  return node;
}
