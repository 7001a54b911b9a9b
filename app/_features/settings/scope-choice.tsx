'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { FieldError } from '../../_ui/field-error.tsx';
import { Segmented } from '../../_ui/segmented.tsx';
import type { Access, NewToken } from './new-token.ts';
import { levelsOf, scopeNouns } from './scopes.ts';
import type { ScopeNoun } from './scopes.ts';

const accesses: readonly Access[] = ['read', 'write', 'some'];
const offered = scopeNouns.filter((noun) => levelsOf(noun).length > 1);

type Props = {
  draft: NewToken;
  onChange: (change: Partial<NewToken>) => void;
  problem: string | null;
};

/** What a token may do: read, change, or so much for each kind of thing. */
export function ScopeChoice({ draft, onChange, problem }: Props) {
  const t = useTranslations('tokens');
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <p id={id} className="text-sm font-medium">
        {t('access')}
      </p>
      <Segmented
        labelledBy={id}
        options={accesses.map((value) => ({ value, label: t(`may.${value}`) }))}
        value={draft.access}
        onChange={(access) => onChange({ access })}
      />
      {draft.access === 'some' ? (
        <div className="mt-1">
          {offered.map((noun) => (
            <NounLine key={noun} noun={noun} draft={draft} onChange={onChange} />
          ))}
        </div>
      ) : (
        <p className="text-sm text-muted">{t(`mayHint.${draft.access}`)}</p>
      )}
      {problem !== null && <FieldError id={`${id}-note`}>{problem}</FieldError>}
    </div>
  );
}

function NounLine({ noun, draft, onChange }: Omit<Props, 'problem'> & { noun: ScopeNoun }) {
  const t = useTranslations('tokens');
  const id = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 border-b border-hairline py-1 last:border-b-0">
      <span id={id}>{t(`noun.${noun}`)}</span>
      <Segmented
        labelledBy={id}
        options={levelsOf(noun).map((value) => ({ value, label: t(`level.${value}`) }))}
        value={draft.levels[noun] ?? 'none'}
        onChange={(level) => onChange({ levels: { ...draft.levels, [noun]: level } })}
      />
    </div>
  );
}
