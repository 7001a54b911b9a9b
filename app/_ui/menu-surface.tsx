'use client';

import { Menu as Base } from '@base-ui/react/menu';
import Check from 'lucide-react/icons/check';
import { useMemo } from 'react';
import type { KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import type { MenuEntry, MenuItem, MenuProps } from './overlay-types.ts';
import { closesBy, returnTo } from './surface-parts.ts';

/** The menu itself, on Base UI. Fetched lazily: import `Menu` from `menu.tsx` instead. */
export function MenuSurface(props: MenuProps) {
  const { open, anchor, onClose, label, entries, align = 'start', at } = props;
  const place = useMemo(() => at && { getBoundingClientRect: () => new DOMRect(at.x, at.y) }, [at]);
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        if (!next && closesBy(anchor, details)) onClose();
      }}
    >
      <Base.Portal role="region" aria-label={label}>
        <Base.Positioner
          anchor={place ?? anchor}
          align={align}
          sideOffset={place ? 0 : 4}
          collisionPadding={8}
          className="z-40 outline-none"
        >
          <Base.Popup
            aria-label={label}
            aria-labelledby={undefined}
            onKeyDownCapture={(event) => {
              const entry = entryOfKey(entries, event);
              if (!entry) return;
              event.preventDefault();
              event.stopPropagation();
              onClose();
              entry.onSelect();
            }}
            finalFocus={returnTo(anchor)}
            className="max-h-(--available-height) min-w-48 floating overflow-y-auto p-1 outline-none"
          >
            {entries.map((entry, at) =>
              entry === 'line' ? (
                <Base.Separator key={at} className="mx-2 my-1 h-px bg-hairline" />
              ) : (
                <Entry key={`${at} ${entry.label}`} entry={entry} />
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The entry whose single key this is, by its place on the keyboard. */
function entryOfKey(
  entries: readonly MenuEntry[],
  { code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent,
): MenuItem | undefined {
  const [, key] = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code) ?? [];
  if (key === undefined || ctrlKey || metaKey || altKey || shiftKey) return undefined;
  return entries.find(
    (entry): entry is MenuItem =>
      entry !== 'line' && entry.disabled !== true && entry.keys?.toUpperCase() === key,
  );
}

function Entry({ entry }: { entry: MenuItem }) {
  const { label, onSelect, icon, keys, tone, checked, disabled = false, hint } = entry;
  const className = classNames(
    'flex h-8 items-center gap-2 rounded-control px-2 outline-none select-none data-highlighted:bg-selected touch:h-11',
    'data-disabled:opacity-50',
    tone === 'danger' && 'text-danger data-highlighted:bg-danger-tint',
  );
  const content = (
    <>
      {icon !== undefined && (
        <span className="text-muted in-data-[tone=danger]:text-current">{icon}</span>
      )}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint !== undefined && <span className="pl-4 text-sm text-muted">{hint}</span>}
      {keys !== undefined && (
        <span className="flex items-center pl-4 text-muted touch:hidden">
          <Kbd keys={keys} />
        </span>
      )}
    </>
  );
  if (checked === undefined) {
    return (
      <Base.Item
        onClick={onSelect}
        disabled={disabled}
        label={label}
        data-tone={tone}
        className={className}
      >
        {content}
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={onSelect}
      disabled={disabled}
      label={label}
      closeOnClick
      className={className}
    >
      {content}
      <span className="ml-2 size-4 shrink-0 text-accent">
        {checked && <Check size={16} aria-hidden />}
      </span>
    </Base.CheckboxItem>
  );
}
