import type { Ctx } from '../context.ts';
import { unpack } from './callback-data.ts';
import type { ActionOf } from './links.ts';

/** What a button of a screen does. The arguments are what the button carried, and anybody's input: check them. */
export type Action = (ctx: Ctx, ...args: (string | undefined)[]) => Promise<void>;

/** A screen: stateless, drawn from the database and its own button data. */
export interface Screen<Name extends string = string> {
  id: string;
  actions: Record<Name, Action>;
}

/** Defines what the buttons of a screen do: all those, and only those, that its links declare. */
export const defineScreen = <L extends { readonly screenId: string }>(
  links: L,
  actions: Record<ActionOf<L>, Action>,
): Screen<ActionOf<L>> => ({ id: links.screenId, actions });

/** Runs the action that a button's data names. False: no screen knows it. Throws where two screens have one id. */
export function createScreens(screens: readonly Screen[]) {
  const byId = new Map(screens.map((screen) => [screen.id, screen]));
  if (byId.size < screens.length) throw new Error(`two screens of one id: ${screens.map(({ id }) => id).sort()}`);
  return async (ctx: Ctx, data: string): Promise<boolean> => {
    const [id, action = '', ...args] = unpack(data);
    const actions = byId.get(id)?.actions;
    const run = actions && Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!run) return false;
    await run(ctx, ...args);
    return true;
  };
}
