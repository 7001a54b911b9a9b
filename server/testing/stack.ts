type Removable = { remove(): Promise<void> };

/** What a suite has started, removed in the opposite order, also where a later thing did not start. */
export type Stack = {
  use<T extends Removable>(thing: T): T;
  remove(): Promise<void>;
};

export function createStack(): Stack {
  const things: Removable[] = [];
  return {
    use(thing) {
      things.push(thing);
      return thing;
    },
    async remove() {
      for (let thing = things.pop(); thing; thing = things.pop()) await thing.remove();
    },
  };
}
