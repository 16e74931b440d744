import type { MessageEntity } from '@grammyjs/types';
import type { FormattedText } from './text-entities.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const attribute = (value: string): string => escaped(value).replaceAll('"', '&quot;');

/** The tags around an entity; undefined for what Telegram finds by itself (commands, links), which needs none. */
function tagsOf(entity: MessageEntity): [string, string] | undefined {
  switch (entity.type) {
    case 'bold':
      return ['<b>', '</b>'];
    case 'italic':
      return ['<i>', '</i>'];
    case 'underline':
      return ['<u>', '</u>'];
    case 'strikethrough':
      return ['<s>', '</s>'];
    case 'spoiler':
      return ['<tg-spoiler>', '</tg-spoiler>'];
    case 'code':
      return ['<code>', '</code>'];
    case 'pre':
      return entity.language
        ? [`<pre><code class="language-${attribute(entity.language)}">`, '</code></pre>']
        : ['<pre>', '</pre>'];
    case 'blockquote':
      return ['<blockquote>', '</blockquote>'];
    case 'expandable_blockquote':
      return ['<blockquote expandable>', '</blockquote>'];
    case 'text_link':
      return [`<a href="${attribute(entity.url)}">`, '</a>'];
    case 'text_mention':
      return [`<a href="tg://user?id=${entity.user.id}">`, '</a>'];
    default:
      return undefined;
  }
}

/** Text and entities back as the HTML a bot would have sent; what tests compare and the chat log shows. */
export function toHtml({ text, entities }: FormattedText): string {
  const marks = entities.flatMap((entity, index) => {
    const tags = tagsOf(entity);
    if (!tags) return [];
    const end = entity.offset + entity.length;
    return [
      { at: entity.offset, rank: 1, tie: index, tag: tags[0] },
      { at: end, rank: 0, tie: -index, tag: tags[1] },
    ];
  });
  marks.sort((a, b) => a.at - b.at || a.rank - b.rank || a.tie - b.tie);
  let html = '';
  let at = 0;
  for (const mark of marks) {
    html += escaped(text.slice(at, mark.at)) + mark.tag;
    at = mark.at;
  }
  return html + escaped(text.slice(at));
}
