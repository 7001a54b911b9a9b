'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { now } from '../../_client/clock.ts';
import type { WorkspaceId } from '../../../server/domain/ids.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { Segmented } from '../../_ui/segmented.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { FormProblem } from './form-problem.tsx';
import { lifetimes, tokenDraft, tokenMade } from './new-token.ts';
import type { Lifetime, NewToken } from './new-token.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { scopesFor } from './scopes.ts';
import { useCalling } from './use-calling.ts';
import { WorkspaceChoice } from './workspace-choice.tsx';

const aDay = 86_400_000;

function expiryOf(lifetime: Lifetime): string | undefined {
  return lifetime === 'never' ? undefined : new Date(now() + Number(lifetime) * aDay).toISOString();
}

type Props = { draft: NewToken; onMade: () => void };

/** Describes a new token: what it is for, what it may do, where and for how long. */
export function TokenForm({ draft, onMade }: Props) {
  const t = useTranslations('tokens');
  const ids = { lifetime: useId() };
  const form = useRef<HTMLFormElement>(null);
  const workspaces = useWorkspaces();
  const set = (change: Partial<NewToken>) => tokenDraft.set({ ...draft, ...change });
  const { busy, say, tell, run } = useCalling('token.create', {
    fields: {
      name: t('problem.name'),
      scopes: t('problem.scopes'),
      workspaceIds: t('problem.workspaces'),
      expiresAt: t('problem.expiry'),
    },
    codes: { CONFLICT: t('problem.conflict') },
    onDone: ({ token, secret }) => {
      tokenDraft.set(null);
      tokenMade.set({ name: token.name, secret });
      onMade();
    },
  });
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const make = () => {
    const scopes = draft.access === 'some' ? scopesFor(draft.levels) : [draft.access];
    const problems = {
      ...(draft.name.trim() === '' && { name: t('problem.name') }),
      ...(scopes.length === 0 && { scopes: t('problem.scopes') }),
      ...(draft.workspaceIds?.length === 0 && { workspaceIds: t('problem.workspaces') }),
    };
    if (Object.keys(problems).length > 0) return tell(problems);
    void run({
      name: draft.name,
      scopes,
      workspaceIds: (draft.workspaceIds ?? undefined) as WorkspaceId[] | undefined,
      expiresAt: expiryOf(draft.lifetime),
    });
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
      className="my-3 flex flex-col gap-5 rounded-card border border-hairline p-4"
    >
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={draft.name}
        maxLength={100}
        autoComplete="off"
        error={say('name')}
        onChange={({ target }) => {
          tell({});
          set({ name: target.value });
        }}
      />
      <ScopeChoice draft={draft} onChange={set} problem={say('scopes')} />
      {workspaces.length > 1 && (
        <WorkspaceChoice
          chosen={draft.workspaceIds}
          onChange={(workspaceIds) => set({ workspaceIds })}
          problem={say('workspaceIds')}
        />
      )}
      <div className="flex flex-col gap-1.5">
        <p id={ids.lifetime} className="text-sm font-medium">
          {t('lifetime')}
        </p>
        <Segmented
          labelledBy={ids.lifetime}
          options={lifetimes.map((value) => ({ value, label: t(`lasts.${value}`) }))}
          value={draft.lifetime}
          onChange={(lifetime) => set({ lifetime })}
        />
      </div>
      <FormProblem>{say('form') ?? say('expiresAt')}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" tone="primary" busy={busy}>
          {t('make')}
        </Button>
        <Button onClick={() => tokenDraft.set(null)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
