import type { ReactNode } from 'react';
import type { Keys } from './keys.ts';

/** What a floating surface needs to know about the control that opened it. */
export type Anchored = { open: boolean; anchor: HTMLElement | null; onClose: () => void };

export type MenuItem = {
  label: string;
  onSelect: () => void;
  icon?: ReactNode;
  keys?: Keys | undefined;
  tone?: 'danger' | undefined;
  /** Muted, at the end: why it cannot be done. */
  hint?: string | undefined;
  /** Makes it an item that is on or off. */
  checked?: boolean;
  disabled?: boolean;
};

/** `line` divides groups. */
export type MenuEntry = MenuItem | 'line';

export type MenuProps = Anchored & {
  /** Read aloud. */
  label: string;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  /** Where the pointer asked for it; else it stands at its anchor. */
  at?: { x: number; y: number } | undefined;
};

export type PopoverProps = Anchored & {
  /** Read aloud. */
  label: string;
  children: ReactNode;
  align?: 'start' | 'end';
  className?: string;
};

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons at the foot; the primary one last. */
  footer?: ReactNode;
};

export type SurfaceProps = DialogProps & { shape: 'centre' | 'sheet' };

export type PickerOption = {
  id: string;
  label: string;
  icon?: ReactNode;
  hint?: string;
  /** Other words under which it is found. */
  also?: string;
};

export type PickerProps = {
  /** Read aloud, and shown in the empty filter line. */
  label: string;
  options: readonly PickerOption[];
  chosen: readonly string[];
  /** Chosen for some of what the list is about. */
  mixed?: readonly string[];
  multiple?: boolean;
  onPick: (id: string) => void;
  /** Offers to make what was typed and is not among the options: `(text) => "Create “text”"`. */
  createLabel?: (text: string) => string;
  onCreate?: (text: string) => void;
  /** What is there for what was typed, where that is too much to hand over whole; `options` is then not looked at. */
  find?: (typed: string) => readonly PickerOption[];
  /** Told what stands in the line, where more is asked for elsewhere; `isBusy` while that is on its way. */
  onType?: (typed: string) => void;
  isBusy?: boolean;
  /** Backspace in the empty line. */
  onBack?: () => void;
};
