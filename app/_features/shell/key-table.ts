/**
 * Every key of the page, once: for binding, for hints and for the list behind `?`.
 * `bind` names keys by their place (`event.code`), so that a Russian layout works. With Ctrl or Cmd a key is meant by
 * its letter, as everywhere, and by its place only where the layout has no such letters.
 */
export const keyTable = {
  next: { keys: 'j', also: 'down', bind: ['KeyJ', 'ArrowDown'], group: 'list' },
  previous: { keys: 'k', also: 'up', bind: ['KeyK', 'ArrowUp'], group: 'list' },
  open: { keys: 'enter', bind: ['Enter'], group: 'list' },
  edit: { keys: 'e', also: 'f2', bind: ['KeyE', 'F2'], group: 'list' },
  done: { keys: 'd', bind: ['KeyD'], group: 'list' },
  select: { keys: 'x', bind: ['KeyX'], group: 'list' },
  fold: { keys: 'left', bind: ['ArrowLeft'], group: 'list' },
  unfold: { keys: 'right', bind: ['ArrowRight'], group: 'list' },
  remove: { keys: 'backspace', also: 'delete', bind: ['Backspace', 'Delete'], group: 'list' },
  leave: { keys: 'escape', bind: ['Escape'], group: 'list' },
  moveUp: { keys: 'alt+up', bind: ['Alt+ArrowUp'], group: 'move' },
  moveDown: { keys: 'alt+down', bind: ['Alt+ArrowDown'], group: 'move' },
  nest: { keys: 'alt+right', bind: ['Alt+ArrowRight'], group: 'move' },
  unnest: { keys: 'alt+left', bind: ['Alt+ArrowLeft'], group: 'move' },
  add: { keys: 'c', also: 'q', bind: ['KeyC', 'KeyQ'], group: 'page' },
  search: { keys: '/', bind: ['Slash'], group: 'page' },
  today: { keys: 'g t', bind: ['KeyG KeyT'], group: 'page' },
  inbox: { keys: 'g i', bind: ['KeyG KeyI'], group: 'page' },
  look: { keys: 'v', bind: ['KeyV'], group: 'page' },
  settings: { keys: 'g s', bind: ['KeyG KeyS'], group: 'page' },
  sidebar: { keys: '[', bind: [], group: 'page' },
  undo: { keys: 'mod+z', bind: ['$mod+z', '$mod+KeyZ'], group: 'page' },
  redo: { keys: 'mod+shift+z', bind: ['$mod+Shift+z', '$mod+Shift+KeyZ'], group: 'page' },
  help: { keys: '?', bind: ['Shift+Slash'], group: 'page' },
} as const satisfies Record<string, KeyRow>;

type KeyRow = {
  /** As hints print it. */
  keys: string;
  /** A second key that does the same. */
  also?: string;
  bind: readonly string[];
  group: 'page' | 'list' | 'move';
};

export type Command = keyof typeof keyTable;
export const commands = Object.keys(keyTable) as Command[];
export const keyGroups = ['page', 'list', 'move'] as const;

/** The row of a command, with the type that all rows share. */
export function keyRow(command: Command): KeyRow {
  return keyTable[command];
}

/** False for a key with Ctrl or Cmd that only has the place of a letter, and is another one on this keyboard. */
export function isMeant(bind: string, { key }: Pick<KeyboardEvent, 'key'>): boolean {
  return !/^\$mod\+(Shift\+)?Key/u.test(bind) || !/^[a-z]$/iu.test(key);
}
