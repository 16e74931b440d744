import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { normalizeEmail } from '../domain/client/email.ts';
import { matchLetter } from '../domain/letter/match-letter.ts';
import { senderOf } from '../domain/letter/sender.ts';
import { reasonOf } from '../domain/reason.ts';
import { safeName } from '../domain/text/file-name.ts';
import { type Appraised, appraise } from '../mail/appraise.ts';
import { letterId, type ParsedLetter } from '../mail/parse/parsed.ts';
import { createParser } from '../mail/parse/parser.ts';
import { printLetter } from './letters-text.ts';

/*
 * `npm run letters -- [--json] [--mailbox ADDRESS] [--known ADDRESS]... [--sent MESSAGE-ID]... FILE...`: what the product
 * makes of letters, by the same code as the intake, without a database.
 */

const USAGE = `npm run letters -- [--json] [--mailbox ADDRESS]... [--known ADDRESS]... [--sent MESSAGE-ID]... FILE...

  --mailbox  an address of ours; else the first address in To is taken for it
  --known    an address that a client or person of the directory has
  --sent     the Message-ID of a letter that was sent from here`;

/** What is printed of a letter. */
export interface LetterReading {
  file: string;
  id: string;
  mailboxes: string[];
  letter: Appraised;
  files: { name: string; mime: string; size: number }[];
  /** Whether its sender is known: from `--known`, or from the conversation. */
  match: 'known' | 'unknown';
  /** The letter that is answered below it, left out of `letter.body`. */
  quote: string;
  damage?: string;
}

interface Given {
  mailboxes: string[];
  known: ReadonlySet<string>;
  sent: ReadonlySet<string>;
}

/** What is made of one letter. */
function readingOf(file: string, parsed: ParsedLetter, { mailboxes, known, sent }: Given): LetterReading {
  const to = parsed.to[0]?.address;
  const own = mailboxes.length > 0 ? mailboxes : to ? [to] : [];
  const ours = { addresses: new Set(own) };
  const sender = senderOf(parsed, ours);
  const { address } = sender.from;
  const persons = known.has(address) ? [{ id: address, organization: address }] : [];
  const match = matchLetter(address, { persons, organizations: [], sameDomain: [] });
  const standing = {
    known: persons.length > 0,
    excluded: false,
    trusted: false,
    answersOurs: parsed.references.some((id) => sent.has(id)),
  };
  return {
    file: path.basename(file),
    id: letterId(parsed, new Date(0)),
    mailboxes: own,
    letter: { body: parsed.text, ...appraise(parsed, { sender, match, standing }, ours) },
    files: parsed.files.map(({ name, mime, content }) => ({ name: safeName(name), mime, size: content.byteLength })),
    match: persons.length > 0 ? 'known' : 'unknown',
    quote: parsed.quote,
    ...(parsed.damage && { damage: parsed.damage }),
  };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      mailbox: { type: 'string', multiple: true, default: [] },
      known: { type: 'string', multiple: true, default: [] },
      sent: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const given = {
    mailboxes: values.mailbox.map(addressOf),
    known: new Set(values.known.map(addressOf)),
    sent: new Set(values.sent),
  };
  const parser = createParser();
  try {
    for (const file of positionals) {
      const reading = readingOf(file, await parser.parse(await readFile(file)), given);
      console.log(values.json ? JSON.stringify(reading) : printLetter(reading));
    }
  } finally {
    await parser.close();
  }
}

function addressOf(text: string): string {
  const address = normalizeEmail(text);
  if (!address.ok) throw new Error(`${text} is no e-mail address.\n\n${USAGE}`);
  return address.value;
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
