import type { ResponseParameters } from '@grammyjs/types';

/** A call that Telegram would refuse. The server turns it into `{ok: false, error_code, description}`. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.name = 'Refusal';
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (reason: string): ApiError => new ApiError(400, `Bad Request: ${reason}`);
export const forbidden = (reason: string): ApiError => new ApiError(403, `Forbidden: ${reason}`);
export const conflict = (reason: string): ApiError => new ApiError(409, `Conflict: ${reason}`);

/** What a caught value says. The sandbox knows nothing of the program, not even how it says this. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
