import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions } from '../../domain/policy.ts';
import { createWorld } from '../world.ts';
import type { World } from '../world.ts';
import { createJudge } from './judge.ts';
import type { Judge } from './judge.ts';
import { createPlayers } from './players.ts';
import type { PlayerName, Players } from './players.ts';

/** Every procedure played by these callers; a cell that is missing fails where the samples are held against the inputs. */
export function matrixTests(names: readonly PlayerName[]): void {
  let world: World;
  let players: Players;
  let judge: Judge;
  beforeAll(async () => {
    world = await createWorld();
    players = await createPlayers(world);
    judge = await createJudge(world);
  });
  afterAll(() => world.close());

  describe.each(names)('%s', (name) => {
    test.each(actions)('%s: what is not theirs is as if it did not exist', async (action) => {
      expect((await judge.strangeIds(players[name], action)).join('\n')).toBe('');
    });

    test.each(actions)('%s: with their own ids, as the table of rights says', async (action) => {
      expect((await judge.ownIds(players[name], action)).join('\n')).toBe('');
    });
  });

  test('all of it left nothing behind', async () => {
    expect(await judge.isUntouched()).toBe(true);
    const { cells, calls } = judge.played;
    process.stdout.write(
      `matrix: ${actions.length} procedures, ${names.length} callers, ${cells} cells, ${calls} calls\n`,
    );
  });
}
