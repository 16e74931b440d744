/** An optional package was left out on installing, and what was asked for needs it. */
export class MissingPackage extends Error {
  override name = 'MissingPackage';

  /** What failed to load, as a sentence that says what to do; undefined: it failed for another reason. */
  static from(error: unknown, part: string): MissingPackage | undefined {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) return undefined;
    const [, name] = /package '([^']+)'/.exec(error.message) ?? [];
    if (!name) return undefined;
    return new MissingPackage(
      `${part} needs the package ${name}, which was left out on installing: install it with "npm ci", without ` +
        '--omit=optional. (A bot with a BOT_TOKEN does without it.)',
      { cause: error },
    );
  }
}
