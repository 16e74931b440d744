import { type CallbackData, pack } from './callback-data.ts';

/** By action: from what its button is about to what the button's data carries. */
type Shapes = Record<string, (...args: never[]) => readonly (string | number | undefined)[]>;

/** Makes the data of the buttons of one screen: a function for each action, with the arguments that it needs. */
export type Links<S extends Shapes = Shapes> = { readonly screenId: string } & {
  readonly [Action in keyof S]: (...args: Parameters<S[Action]>) => CallbackData;
};

/** The names of a screen's actions, by its links. */
export type ActionOf<L> = Exclude<keyof L, 'screenId'> & string;

/**
 * Declares the buttons that lead to a screen, apart from the screen itself: others can link to it without knowing it.
 *
 * @param screenId short, it is in the data of every button; together with the actions' names it stays for good, because old
 *   messages keep their buttons
 * @param shapes for each action what its button carries; `undefined` at the end is left out
 */
export function defineLinks<S extends Shapes>(screenId: string, shapes: S): Links<S> {
  const makers = Object.entries(shapes).map(([action, shape]) => [
    action,
    (...args: never[]): CallbackData => {
      const parts = [...shape(...args)];
      while (parts.length > 0 && parts.at(-1) === undefined) parts.pop();
      return pack(screenId, action, ...parts.map((part) => part ?? ''));
    },
  ]);
  return { screenId, ...Object.fromEntries(makers) };
}
