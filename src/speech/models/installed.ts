import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type InstalledModel, readModel } from './model.ts';

/** The models in the folders of `dir`, in the order of their names. A folder that is not there holds none. */
export async function installedModels(dir: string): Promise<InstalledModel[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(dir, name));
  const found = await Promise.all(folders.sort().map(readModel));
  return found.filter((model) => model !== undefined);
}
