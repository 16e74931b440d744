import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from '../../../src/domain/text/file-name.ts';

describe('safeName', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\docs\\Счёт 5.pdf', 'Счёт 5.pdf'],
    ['.bashrc', 'bashrc'],
    ['a<b>:"c|d?*.txt', 'a_b___c_d__.txt'],
    ['line\nbreak\u0000.pdf', 'line break.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['   ', 'file'],
    ['..', 'file'],
    ['folder/', 'file'],
  ])('%j becomes %j', (given, wanted) => expect(safeName(given)).toBe(wanted));

  it('keeps the extension of a long name', () => {
    const name = safeName(`${'я'.repeat(300)}.docx`);
    expect([...name].length).toBeLessThanOrEqual(100);
    expect(name.endsWith('.docx')).toBe(true);
  });

  it('is always a single, visible, bounded name, and a name made safe stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeName(given);
        expect(name).not.toMatch(/[/\\\n\0]|^\.|^$/);
        expect([...name].length).toBeLessThanOrEqual(100);
        expect(safeName(name)).toBe(name);
      }),
    );
  });
});
