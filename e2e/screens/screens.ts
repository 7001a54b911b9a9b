import { accountShots } from './account-shots.ts';
import { dialogShots } from './dialog-shots.ts';
import { doingShots } from './doing-shots.ts';
import { importShots } from './import-shots.ts';
import { placeShots } from './place-shots.ts';
import type { Shot } from './shot.ts';
import { stateShots } from './state-shots.ts';
import { workShots } from './work-shots.ts';

/** Every screen, in each state that it has: `<screen>.<state>`. */
export const shots: Record<string, Shot> = {
  ...workShots,
  ...placeShots,
  ...importShots,
  ...accountShots,
  ...stateShots,
  ...dialogShots,
  ...doingShots,
};
