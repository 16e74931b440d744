/**
 * The address of a compiled module, for what has to be started as a file of its own: a child process or a worker thread.
 *
 * Node does not run TypeScript. From `dist` a neighbour is already JavaScript; from a source file (under the test
 * runner) it is looked up in `dist`, which `npm test` builds first.
 *
 * @param from `import.meta.url` of the caller
 * @param path path of the module relative to the caller, ending in `.js`
 */
export function builtUrl(from: string, path: string): URL {
  const target = new URL(path, from);
  if (!from.endsWith('.ts')) return target;
  const root = new URL('../', import.meta.url);
  return new URL(`dist/${target.href.slice(root.href.length)}`, root);
}
