import { createInsiders, createTokens, insideNames, tokenNames } from './insiders.ts';
import { createOutsiders, createOver, outsideNames, overNames } from './outsiders.ts';
import { createStage } from './stage.ts';
import type { Player } from './stage.ts';
import type { World } from '../world.ts';

/** Those who are in the workspace, and their programs. */
export const insiders = [...insideNames, ...tokenNames] as const;
/** Those who are not, or not any more. */
export const outsiders = [...outsideNames, ...overNames] as const;

export type PlayerName = (typeof insiders)[number] | (typeof outsiders)[number];
export type Players = Record<PlayerName, Player>;

/** Every kind of caller of the matrix of rights, over one workspace. Beside them a mate has a private project in it. */
export async function createPlayers(world: World): Promise<Players> {
  const { beyond, ...stage } = await createStage(world);
  return {
    ...(await createInsiders(stage)),
    ...(await createTokens(stage, beyond)),
    ...(await createOutsiders(stage)),
    ...(await createOver(stage)),
  };
}
