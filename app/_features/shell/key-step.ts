type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * One press as the table names it: `KeyS`, `Shift+F10`, `$mod+KeyK`. A key is meant by its place; with Ctrl or Cmd by
 * its letter, as everywhere, and by its place where the layout has no such letters. Null for what binds nothing.
 */
export function keyStep(press: Press, onApple: boolean): string | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = press;
  if (onApple ? ctrlKey : metaKey) return null;
  const isMod = onApple ? metaKey : ctrlKey;
  const place = isMod && /^[a-z]$/iu.test(key) ? `Key${key.toUpperCase()}` : code || key;
  const held = [isMod && '$mod', altKey && 'Alt', shiftKey && 'Shift'];
  return [...held, place].filter(Boolean).join('+');
}
