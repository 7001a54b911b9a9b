'use client';

import ChevronDown from 'lucide-react/icons/chevron-down';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useOverlay } from '../../_ui/overlay.ts';

type Props<T extends string> = {
  /** Read aloud: whose what it is. */
  label: string;
  value: T;
  choices: readonly T[];
  nameOf: (choice: T) => string;
  onPick: (choice: T) => void;
  /** What else the menu offers, below the choices. */
  more?: readonly MenuEntry[];
};

/** What someone may do, and the menu that changes it. Without choices it only says it. */
export function ChoiceButton<T extends string>(props: Props<T>) {
  const { label, value, choices, nameOf, onPick, more = [] } = props;
  const menu = useOverlay('menu');
  if (choices.length === 0 && more.length === 0)
    return <span className="shrink-0 px-2 text-sm text-muted">{nameOf(value)}</span>;
  return (
    <>
      <button
        type="button"
        data-ring="inside"
        aria-label={`${label}: ${nameOf(value)}`}
        {...menu.trigger}
        className="flex h-8 shrink-0 items-center gap-1 rounded-control px-2 text-sm hover:bg-hover aria-expanded:bg-selected touch:h-11"
      >
        {nameOf(value)}
        <ChevronDown size={14} aria-hidden className="text-muted" />
      </button>
      <Menu
        {...menu.surface}
        align="end"
        label={label}
        entries={[
          ...choices.map((choice) => ({
            label: nameOf(choice),
            checked: choice === value,
            onSelect: () => choice !== value && onPick(choice),
          })),
          ...(choices.length > 0 && more.length > 0 ? ['line' as const] : []),
          ...more,
        ]}
      />
    </>
  );
}
