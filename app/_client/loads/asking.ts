let askings = 0;
const answered = new Map<string, number>();

/**
 * Notes that something is asked for now. Answers can come in another order than they were asked for.
 * @returns what says of the answer, once it is here, whether none that was asked for later came before it
 */
export function asking(what: string): () => boolean {
  const number = (askings += 1);
  return () => {
    if ((answered.get(what) ?? 0) > number) return false;
    answered.set(what, number);
    return true;
  };
}
