import { avatar, button, el } from './dom.js';
import { t } from './texts.js';

/** The bot's commands, each a tap away. */
export function commandPanel(commands, onChoose) {
  const items = commands.map(({ command, description }) =>
    el(
      'button',
      { type: 'button', className: 'suggestion', on: { click: () => onChoose(command) } },
      el('span', {}, description),
      el('code', {}, `/${command}`),
    ),
  );
  return el('div', { className: 'suggestions', aria: { label: t('menu') } }, ...items);
}

/** Results of an inline query above the input. */
export function inlinePanel({ results, button: link }, onChoose, onStart) {
  const items = results.map((result) => {
    const title = result.title ?? [result.first_name, result.last_name].filter(Boolean).join(' ');
    const details = result.description ?? result.phone_number ?? '';
    return el(
      'button',
      { type: 'button', className: 'suggestion result', on: { click: () => onChoose(result.id) } },
      avatar(title, title.length),
      el('span', {}, el('b', {}, title), el('small', {}, details)),
    );
  });
  if (link) items.unshift(button(link.text, () => onStart(link.start_parameter), { className: 'suggestion link-row' }));
  if (items.length === 0) items.push(el('p', { className: 'empty' }, t('nothingFound')));
  return el('div', { className: 'suggestions' }, ...items);
}
