import type { FastifyInstance } from 'fastify';
import type { Phone } from './types.ts';
import type { World } from './world.ts';

export function pageRoutes(_app: FastifyInstance, _deps: { world: World; phone: (userId: number) => Phone }): void {}
