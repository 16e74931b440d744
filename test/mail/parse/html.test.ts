import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../src/mail/parse/html/html.ts';

describe('HTML as text', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['lines', 'One<br>Two<br><br>Three', 'One\nTwo\n\nThree'],
    ['blocks', '<div>One</div><div>Two</div>', 'One\nTwo'],
    ['white space', '<p>  One\n  two\t three </p>', 'One two three'],
    ['inline marks', '<b>Bo</b>ld <i>and</i> more', 'Bold and more'],
    ['entities', '&laquo;A&amp;B&raquo; &#1055;&#x440; &nbsp;&euro;&hellip;', '«A&B» Пр €…'],
    ['a list', '<ul><li>One</li><li>Two</li></ul>', '• One\n• Two'],
    ['a numbered list', '<ol><li>One<li>Two</ol>', '1. One\n2. Two'],
    ['a quote', '<p>Yes</p><blockquote>Price?<br>Term?</blockquote>', 'Yes\n\n> Price?\n> Term?'],
    ['preformatted text', '<pre>a  b\nc</pre>', 'a  b\nc'],
    ['a heading', '<h1>Title</h1>text', 'Title\n\ntext'],
    ['scripts and styles', '<style>p{}</style><script>x</script><title>t</title>Text', 'Text'],
    ['comments', 'A<!-- b --><!--[if mso]>c<![endif]-->D', 'AD'],
    ['a rule', 'One<hr>Two', 'One\n\nTwo'],
    ['a list of paragraphs', '<ul><li><p>One</p></li><li></li><li><p>Two</p></li></ul>', '• One\n• Two'],
    ['text that calls itself HTML', 'One &amp;\nTwo', 'One &\nTwo'],
    ['what follows a style sheet that nobody ends', '<style>p{}<body><p>Text</p>', 'Text'],
    ['a title where there is nothing else', '<html><head><title>Счёт &amp; акт</title></head></html>', 'Счёт & акт'],
    ['what Word adds', '<xml><w:Zoom>100</w:Zoom></xml><p>Text<o:p></o:p></p>', 'Text'],
    ['what all but Outlook see', 'A<!--[if !mso]><!-->B<!--<![endif]--><![if !vml]>C<![endif]>', 'ABC'],
  ])('shows %s', (_what, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    [
      'cells apart',
      '<table><tr><th>Товар</th><th>Цена</th></tr><tr><td>Насос К-80</td><td>100</td></tr></table>',
      'Товар · Цена\nНасос К-80 · 100',
    ],
    [
      'paragraphs in cells',
      '<table><tr><td><p>Насос</p></td><td><p>3</p></td><td><p>100</p></td></tr></table>',
      'Насос · 3 · 100',
    ],
    [
      'cells that nobody ends',
      '<table><tr><td>Насос<td>3<td>100<tr><td>Муфта<td>1<td>5</table>',
      'Насос · 3 · 100\nМуфта · 1 · 5',
    ],
    [
      'an empty cell in its place',
      '<table><tr><td>Насос</td><td></td><td>3</td><td>100</td></tr></table>',
      'Насос · – · 3 · 100',
    ],
    ['margins of a layout', '<table><tr><td>&nbsp;</td><td>Text</td><td>&nbsp;</td></tr></table>', 'Text'],
    ['a layout of blocks', '<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>', 'One\n\nTwo\nThree'],
    [
      'a table within a layout',
      '<table><tr><td><table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table></td></tr></table>',
      'A · B\nC · D',
    ],
    ['the head of a letter handed on', '<table><tr><th>Тема:</th><td>Заявка</td></tr></table>', 'Тема: Заявка'],
    ['a caption', '<table><caption>Цены</caption><tr><td>A</td><td>B</td></tr></table>', 'Цены\nA · B'],
    [
      'values that are broken over lines',
      '<table><tr><td>Товар</td><td>Кол-во,<br>шт.</td><td>Цена</td></tr><tr><td><p>Насос</p><p>К-80</p></td><td>3</td><td>5</td></tr></table>',
      'Товар · Кол-во, шт. · Цена\nНасос К-80 · 3 · 5',
    ],
    [
      'each value below its head',
      '<table><tr><td>Товар</td><td>Цвет</td><td>Цена</td></tr><tr><td>Муфта</td><td>&nbsp;</td><td>5</td></tr><tr><td></td><td></td><td>7</td></tr></table>',
      'Товар · Цвет · Цена\nМуфта · – · 5\n– · – · 7',
    ],
    [
      'cells over several rows and columns',
      '<table><tr><td>Товар</td><td>Цвет</td><td>Цена</td></tr><tr><td rowspan=2>Муфта</td><td>синий</td><td>5</td></tr><tr><td>белый</td><td>6</td></tr><tr><td colspan=2>Итого</td><td>11</td></tr></table>',
      'Товар · Цвет · Цена\nМуфта · синий · 5\n– · белый · 6\nИтого · 11',
    ],
    [
      'a sum beside its name',
      '<table><tr><td>A</td><td>B</td><td>C</td></tr><tr><td>Итого:</td><td></td><td>5</td></tr></table>',
      'A · B · C\nИтого: 5',
    ],
    [
      'elements that look like a table',
      '<div style="display:table"><div style="display: table-row"><div style="display:table-cell">A</div><span style="display:table-cell">B</span></div><div style="display:table-row"><div style="display:table-cell">C</div><div style="display:table-cell">D</div></div></div>',
      'A · B\nC · D',
    ],
    [
      'cells of such a table without rows',
      '<div style="display:table"><div style="display:table-cell">A</div><div style="display:table-cell">B</div></div><p>End</p>',
      'A · B\n\nEnd',
    ],
    [
      'such a table by its style sheet',
      '<style>.row { display: table-row } .cell { padding: 1px; display: table-cell }</style><section class=row><p class=cell>A</p><p class=cell>B</p></section>',
      'A · B',
    ],
    ['a quote around a table', '<blockquote><table><tr><td>A</td><td>B</td></tr></table></blockquote>', '> A · B'],
  ])('lays out tables: %s', (_what, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    [
      'another text',
      '<a href="https://disk.example/i/A">здесь</a>, пароль',
      'здесь (https://disk.example/i/A), пароль',
    ],
    ['the same text', '<a href="https://romashka.example/">romashka.example</a>', 'romashka.example'],
    ['an address', '<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
    ['a person', '<a href="mailto:a@b.example?subject=x">Анне</a>', 'Анне (a@b.example)'],
    ['a phone', '<a href="tel:+74951234567">в офис</a>', 'в офис (+74951234567)'],
    ['a phone that is seen', '<a href="tel:+74951234567">8 (495) 123-45-67</a>', '8 (495) 123-45-67'],
    ['no scheme', '<a href="www.x.example/c">каталог</a>', 'каталог (www.x.example/c)'],
    ['nothing to see', '<a href="https://x.example/"></a>Text', 'Text'],
    [
      'a picture',
      '<a href="https://x.example/"><img src="https://x.example/a.png" alt="Каталог"></a>',
      'Каталог (https://x.example/)',
    ],
    [
      'a picture of a document',
      '<a href="https://x.example/a.pdf"><img src="https://x.example/a.png"></a>',
      '(https://x.example/a.pdf)',
    ],
    ['what is no page', '<a href="javascript:alert(1)">x</a>', 'x'],
    [
      'words on both sides',
      'Откройте <a href="https://x.example/">страницу</a> сейчас',
      'Откройте страницу (https://x.example/) сейчас',
    ],
  ])('keeps the address of a link: %s', (_what, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    '<div style="display:none">x</div>',
    '<DIV STYLE="DISPLAY: NONE !important">x</DIV>',
    '<span style="font-size:0px">x</span>',
    '<span style="font-size: 0">x</span>',
    '<div style="color:#fff;mso-hide:all">x</div>',
    '<div style="visibility:hidden">x</div>',
    '<div style="max-height:0;overflow:hidden">x</div>',
    '<div style="opacity:0">x</div>',
    '<div hidden>x</div>',
    '<div style="color:transparent">x</div>',
    '<div style="position:absolute;left:-9999px">x</div>',
    '<div style="text-indent:-9999px">x</div>',
    '<div style="height:0;overflow:hidden">x</div>',
    '<div style="font-size:1px;line-height:1px">x</div>',
    '<div style="font:0/0 a">x</div>',
    '<style>.pre, #x { display:none !important }</style><div class="a pre">x</div><i id=x>x</i>',
    '<div style="display:none"><p style="font-size:14px">x</p></div>',
  ])('leaves out what is hidden: %s', (hidden) => {
    expect(htmlText(`${hidden}<p>Seen</p>`)).toBe('Seen');
  });

  it.each([
    '<td style="font-size:0"><span style="font-size:14px">Seen</span></td>',
    '<div style="visibility:hidden"><b style="visibility:visible">Seen</b></div>',
    '<div style="font-size:0.9em">Seen</div>',
    '<div style="opacity:0.8">Seen</div>',
    '<div style="text-indent:-141.75pt">Seen</div>',
    '<style>@media (max-width:600px) { .a { display:none } } .b:hover { display:none }</style><p class="a b">Seen</p>',
    '<style>.a { display:none }</style><p class=a style="display:block">Seen</p>',
  ])('shows what is seen again: %s', (html) => {
    expect(htmlText(html)).toBe('Seen');
  });

  it('marks pictures of the letter, and no others', () => {
    const picture = (source: string) => (source === 'cid:shot' ? 'shot.png' : undefined);
    const html = '<p>See:</p><img src="cid:shot"><img src="https://x.example/p.gif" width="1"><p>What now?</p>';
    expect(htmlText(html, { picture })).toBe('See:\n\n[🖼 shot.png]\n\nWhat now?');
  });

  it('gets through bombs', () => {
    const many = 20_000;
    const bombs = [
      '<table><tr><td>x'.repeat(many),
      '<div>'.repeat(many * 5),
      '<div style="display:table-cell">x'.repeat(many),
      '<table><tr><td rowspan=9999 colspan=9999>x<td>y'.repeat(many),
      `<table>${'<tr><td rowspan=9999>x'.repeat(many)}`,
      '<blockquote>x'.repeat(many),
      '<ul><li>'.repeat(many),
      `<b>${'<span>'.repeat(many)}${'</b>'.repeat(many)}`,
      '<a href="https://x.example/">x '.repeat(many),
      `<p>${'<a href="https://x.example/a">b</a> '.repeat(many)}</p>`,
      '<'.repeat(many * 10),
      `<p ${'a="b" '.repeat(many)}>x</p>`,
      '&amp;'.repeat(many * 10),
    ];
    for (const bomb of bombs) expect(typeof htmlText(`${bomb}the end`)).toBe('string');
  });
});
