import type { Action } from '../../domain/policy.ts';
import type { Player } from './stage.ts';
import { fieldsOf, fill, samples } from '../samples.ts';
import type { Field } from '../samples.ts';
import { testId } from '../world.ts';

/** A call with an id that must be as if it did not exist, and its twin in which a random one stands there. */
export type Cell = {
  name: string;
  /** The field in question; none where all hold another's ids. */
  field: Field | null;
  variant: string;
  strange: unknown;
  random: unknown;
};

/** The inputs of an action with all of a player's own ids. */
export function ownInputs({ own }: Player, action: Action): { input: unknown; fields: Field[] }[] {
  return samples[action]().map((sample) => ({
    input: fill(sample, ({ kind, isNew }) => [isNew || own === null ? testId() : own[kind]]),
    fields: fieldsOf(sample),
  }));
}

/** Every call of an action in which a player names what is not theirs: each field, each kind of stranger's id. */
export function cellsOf(player: Player, action: Action): Cell[] {
  return samples[action]().flatMap((sample, index) => {
    const at = index === 0 ? '' : `sample ${index + 1}: `;
    const cells = player.isOutside ? cellsOutside(player, sample) : cellsInside(player, sample);
    return cells.map((cell) => ({ ...cell, name: `${at}${cell.name}` }));
  });
}

/** One field holds a strange id, alone and, in a set, beside an own one. */
function cellsInside({ own, strange }: Player, sample: unknown): Cell[] {
  const mine = ({ kind, isNew }: Field) => (isNew || own === null ? testId() : own[kind]);
  return strangeable(sample).flatMap((field) => {
    const put = (ids: string[]) =>
      fill(sample, (one) => (one.path === field.path ? ids : [mine(one)]));
    const besides = field.path.endsWith('[]') ? [[], [mine(field)]] : [[]];
    return besides.flatMap((beside) => {
      const random = put([...beside, testId()]);
      return Object.entries(strange).flatMap(([variant, ids]): Cell[] => {
        const id = ids[field.kind];
        if (id === null) return [];
        const name = `${field.path} ${variant}${beside.length > 0 ? ' beside an own one' : ''}`;
        return [{ name, field, variant, strange: put([...beside, id]), random }];
      });
    });
  });
}

/** All fields hold another's ids, or all but one. */
function cellsOutside({ own, strange }: Player, sample: unknown): Cell[] {
  const fields = strangeable(sample).filter(({ isNew }) => !isNew);
  if (fields.length === 0) return [];
  return Object.entries(strange).flatMap(([variant, ids]) => {
    const theirs = fields.filter(({ kind }) => own !== null && own[kind] !== ids[kind]);
    return [null, ...(fields.length < 2 ? [] : theirs)].map((field): Cell => {
      const put = (other: (one: Field) => string) =>
        fill(sample, (one) => {
          if (one.isNew || own === null) return [one.isNew ? testId() : other(one)];
          return [one.path === field?.path ? own[one.kind] : other(one)];
        });
      const name = field ? `all but ${field.path} ${variant}` : `all ${variant}`;
      const random = put(() => testId());
      const strange = put((one) => ids[one.kind] ?? testId());
      return { name, field, variant, strange, random };
    });
  });
}

/** The fields that can hold what is another's. Whoever knows a secret may use it, so none is another's. */
function strangeable(sample: unknown): Field[] {
  return fieldsOf(sample).filter(({ kind }) => kind !== 'secret');
}
