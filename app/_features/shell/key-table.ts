/**
 * Every command of the page, once: its keys, and what it is about. Its words are `keys.command.<id>`; what it does and
 * when it is offered stands in `command/acts.tsx`, which comes late. Keys, hints, menus, bulk bar and palette follow from both.
 * `bind` names keys by their place (`event.code`), so that a Russian layout works.
 */
export const commandTable = {
  palette: {
    keys: 'mod+k',
    bind: ['$mod+KeyK'],
    group: 'page',
    about: 'page',
    opens: true,
    inText: true,
  },
  add: { keys: 'c', also: 'q', bind: ['KeyC', 'KeyQ'], group: 'page', about: 'page' },
  search: { keys: '/', bind: ['Slash'], group: 'page', about: 'page' },
  undo: { keys: 'mod+z', bind: ['$mod+KeyZ'], group: 'page', about: 'page' },
  redo: { keys: 'mod+shift+z', bind: ['$mod+Shift+KeyZ'], group: 'page', about: 'page' },
  sidebar: { keys: '[', bind: ['BracketLeft'], group: 'page', about: 'page' },
  help: { keys: '?', bind: ['Shift+Slash'], group: 'page', about: 'page' },
  today: { keys: 'g t', bind: ['KeyG KeyT'], group: 'go', about: 'page' },
  inbox: { keys: 'g i', bind: ['KeyG KeyI'], group: 'go', about: 'page' },
  upcoming: { keys: 'g u', bind: ['KeyG KeyU'], group: 'go', about: 'page' },
  calendar: { keys: 'g c', bind: ['KeyG KeyC'], group: 'go', about: 'page' },
  notifications: { keys: 'g n', bind: ['KeyG KeyN'], group: 'go', about: 'page' },
  completed: { keys: 'g d', bind: ['KeyG KeyD'], group: 'go', about: 'page' },
  filter: { keys: 'g f', bind: ['KeyG KeyF'], group: 'go', about: 'page' },
  settings: { keys: 'g s', bind: ['KeyG KeyS'], group: 'go', about: 'page' },
  importing: { group: 'go', about: 'page' },
  history: { group: 'go', about: 'page' },
  newProject: { group: 'page', about: 'page' },
  look: { keys: 'v', bind: ['KeyV'], group: 'page', about: 'view' },
  print: { group: 'page', about: 'page' },
  copyProject: { group: 'page', about: 'page' },
  account: { group: 'page', about: 'page' },
  placeMenu: { group: 'page', about: 'page' },
  themeSystem: { group: 'page', about: 'page' },
  themeLight: { group: 'page', about: 'page' },
  themeDark: { group: 'page', about: 'page' },
  next: { keys: 'j', also: 'down', bind: ['KeyJ', 'ArrowDown'], group: 'list', about: 'view' },
  previous: { keys: 'k', also: 'up', bind: ['KeyK', 'ArrowUp'], group: 'list', about: 'view' },
  open: { keys: 'enter', bind: ['Enter', 'NumpadEnter'], group: 'list', about: 'view' },
  select: { keys: 'x', bind: ['KeyX'], group: 'list', about: 'view' },
  extendDown: { keys: 'shift+down', bind: ['Shift+ArrowDown'], group: 'list', about: 'view' },
  extendUp: { keys: 'shift+up', bind: ['Shift+ArrowUp'], group: 'list', about: 'view' },
  selectAll: { keys: 'mod+a', bind: ['$mod+KeyA'], group: 'list', about: 'view' },
  leave: { keys: 'escape', bind: ['Escape'], group: 'list', about: 'view' },
  fold: { keys: 'left', bind: ['ArrowLeft'], group: 'list', about: 'view' },
  unfold: { keys: 'right', bind: ['ArrowRight'], group: 'list', about: 'view' },
  edit: { keys: 'e', also: 'f2', bind: ['KeyE', 'F2'], group: 'task', about: 'view' },
  done: { keys: 'd', bind: ['KeyD'], group: 'task', about: 'tasks' },
  due: { keys: 's', bind: ['KeyS'], group: 'task', about: 'tasks', opens: true },
  priority: { keys: 'p', bind: ['KeyP'], group: 'task', about: 'tasks', opens: true },
  urgent: { keys: '3', bind: ['Digit3', 'Numpad3'], group: 'task', about: 'tasks' },
  medium: { keys: '2', bind: ['Digit2', 'Numpad2'], group: 'task', about: 'tasks' },
  low: { keys: '1', bind: ['Digit1', 'Numpad1'], group: 'task', about: 'tasks' },
  unranked: { keys: '0', bind: ['Digit0', 'Numpad0'], group: 'task', about: 'tasks' },
  labels: { keys: 'l', bind: ['KeyL'], group: 'task', about: 'tasks', opens: true },
  assignees: { keys: 'a', bind: ['KeyA'], group: 'task', about: 'tasks', opens: true },
  move: { keys: 'm', bind: ['KeyM'], group: 'task', about: 'tasks', opens: true },
  relate: { keys: 'r', bind: ['KeyR'], group: 'task', about: 'tasks', opens: true },
  menu: {
    keys: 'shift+f10',
    bind: ['Shift+F10', 'ContextMenu'],
    group: 'task',
    about: 'tasks',
    opens: true,
  },
  copy: { keys: 'mod+c', bind: ['$mod+KeyC'], group: 'task', about: 'tasks' },
  copyLink: { group: 'task', about: 'tasks' },
  cancel: { group: 'task', about: 'tasks' },
  remove: {
    keys: 'backspace',
    also: 'delete',
    bind: ['Backspace', 'Delete'],
    group: 'task',
    about: 'tasks',
  },
  moveUp: { keys: 'alt+up', bind: ['Alt+ArrowUp'], group: 'move', about: 'view' },
  moveDown: { keys: 'alt+down', bind: ['Alt+ArrowDown'], group: 'move', about: 'view' },
  nest: { keys: 'alt+right', bind: ['Alt+ArrowRight'], group: 'move', about: 'view' },
  unnest: { keys: 'alt+left', bind: ['Alt+ArrowLeft'], group: 'move', about: 'view' },
} as const satisfies Record<string, CommandRow>;

type CommandRow = {
  /** As hints print it. */
  keys?: string;
  /** A second key that does the same. */
  also?: string;
  bind?: readonly string[];
  group: 'page' | 'go' | 'list' | 'task' | 'move';
  /** Who does it: the page, the view with its own rows, or the page for the chosen tasks. */
  about: 'page' | 'view' | 'tasks';
  /** Opens something that takes keys: what is pressed meanwhile waits for it. */
  opens?: boolean;
  /** Also while a text is being written. */
  inText?: boolean;
};

export type Command = keyof typeof commandTable;
export const commands = Object.keys(commandTable) as Command[];
export const commandGroups = ['page', 'go', 'list', 'task', 'move'] as const;

/** The row of a command, with the type that all rows share. */
export function commandRow(command: Command): CommandRow {
  return commandTable[command];
}
