import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { languages } from '../../domain/user.ts';

/** The file that says what lies in a folder. */
export const DESCRIPTION = 'model.json';

const name = z.string().regex(/^[\w.-]{1,100}$/);

/**
 * A model that our own recogniser can load, as `model.json` in its folder describes it. One's own model needs no more than
 * such a file beside it.
 */
export const modelSchema = z.object({
  /** What it is called, for the log. */
  name: z.string().max(200),
  /** The languages it hears. */
  languages: z.array(z.enum(languages)).min(1),
  /** How it is built, in sherpa-onnx's own words. */
  kind: z.enum(['nemo_transducer', 'transducer', 'nemo_ctc', 'whisper']),
  /** Names of its files in the folder, by what they are. */
  files: z.object({
    tokens: name,
    encoder: name.optional(),
    decoder: name.optional(),
    joiner: name.optional(),
    model: name.optional(),
  }),
});

export type Model = z.infer<typeof modelSchema>;

/** A model in its folder. */
export interface InstalledModel extends Model {
  folder: string;
}

/** What lies in a folder; undefined where it describes no model. */
export async function readModel(folder: string): Promise<InstalledModel | undefined> {
  try {
    const read = modelSchema.safeParse(JSON.parse(await readFile(path.join(folder, DESCRIPTION), 'utf8')));
    return read.success ? { ...read.data, folder } : undefined;
  } catch {
    return undefined;
  }
}
