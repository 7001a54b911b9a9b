'use client';

import Check from 'lucide-react/icons/check';
import { useTranslations } from 'next-intl';
import type { LabelColour } from '../../../server/domain/enums.ts';
import { classNames } from '../../_ui/class-names.ts';
import { pairOf } from '../../_ui/label-dot.tsx';

type Props = {
  colours: readonly LabelColour[];
  chosen: LabelColour;
  onPick: (colour: LabelColour) => void;
};

/** Colours to choose from. */
export function ColourGrid({ colours, chosen, onPick }: Props) {
  const t = useTranslations('colours');
  return (
    <div role="radiogroup" className="grid grid-cols-6 gap-1 p-2">
      {colours.map((colour) => (
        <button
          key={colour}
          type="button"
          role="radio"
          aria-checked={colour === chosen}
          aria-label={t(colour)}
          data-tip={t(colour)}
          onClick={() => onPick(colour)}
          className={classNames(
            'flex size-8 items-center justify-center rounded-full touch:size-11',
            pairOf(colour),
          )}
        >
          {colour === chosen ? (
            <Check size={16} aria-hidden />
          ) : (
            <span className="size-3 rounded-full bg-current" />
          )}
        </button>
      ))}
    </div>
  );
}
