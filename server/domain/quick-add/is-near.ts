/** Of fewer letters everything is near. */
const [fewestLetters, fewestWithSlip] = [3, 4];

/**
 * Whether a name is nearly another, beginning with the same letter: some letters left out, half of them at most, or one
 * letter more, less, other, or two in each other's place. Both as `find-name` folds them.
 */
export function isNear(written: string, name: string): boolean {
  if (written.length < fewestLetters || written[0] !== name[0]) return false;
  const isShortened = 2 * written.length >= name.length && isWithin(written, name);
  return isShortened || (written.length >= fewestWithSlip && isOneSlip(written, name));
}

/** Whether all letters of a word stand in another in their order. */
function isWithin(word: string, other: string): boolean {
  let at = 0;
  for (const letter of other) if (letter === word[at]) at += 1;
  return at === word.length;
}

function isOneSlip(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, otherRest] = [one.slice(at), other.slice(at)];
  const swapped = `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`;
  return (
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    swapped === otherRest
  );
}
