import { accountShots } from './account-shots.ts';
import { placeShots } from './place-shots.ts';
import type { Shot } from './shot.ts';
import { workShots } from './work-shots.ts';

/** Every screen, in each state that it has: `<screen>.<state>`. */
export const shots: Record<string, Shot> = { ...workShots, ...placeShots, ...accountShots };
