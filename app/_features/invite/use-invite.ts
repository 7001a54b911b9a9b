'use client';

import { useEffect, useState } from 'react';
import type { MeOutput } from '../../../server/account/schema.ts';
import type { InviteGetOutput, OpenInvite } from '../../../server/invite/schema.ts';
import { acceptInvite, readInvite, readVisitor } from '../../_client/intents/invites.ts';
import { store } from '../../_client/store/page-store.ts';
import { projectPath } from '../shell/route.ts';
import { prefixOf } from '../workspace/workspace-path.ts';
import { dropSecret, takeSecret } from './invite-secret.ts';

/** What the page knows of the invite that it was opened with. */
export type InviteStep =
  | { at: 'reading' }
  | { at: 'unknown' }
  | { at: 'failed'; code: string }
  | { at: 'read'; secret: string; invite: InviteGetOutput; me: MeOutput | null }
  | { at: 'already'; invite: OpenInvite };

const reading: InviteStep = { at: 'reading' };

/** The steps from a link to a membership. */
export function useInvite() {
  const [step, setStep] = useState<InviteStep>(reading);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const again = () => void look().then(setStep);
    again();
    // Another link in the same tab changes what stands behind the `#` alone.
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, []);

  async function accept(): Promise<void> {
    if (step.at !== 'read' || step.invite.state !== 'open' || !step.me || busy) return;
    setBusy(true);
    const { secret, invite, me } = step;
    try {
      const { id } = await acceptInvite(secret, me);
      dropSecret();
      window.location.assign(placeOf(id));
      return;
    } catch (error) {
      const next = codeOf(error) === 'CONFLICT' ? await look() : failure(error);
      const isOpen = next.at === 'read' && next.invite.state === 'open';
      setStep(isOpen ? { at: 'already', invite } : next);
    }
    setBusy(false);
  }

  return {
    step,
    busy,
    accept: () => void accept(),
    again: () => void look().then(setStep),
  };
}

async function look(): Promise<InviteStep> {
  const secret = takeSecret();
  if (secret === null) return { at: 'unknown' };
  try {
    const [invite, me] = await Promise.all([readInvite(secret), readVisitor()]);
    return { at: 'read', secret, invite, me };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): InviteStep {
  const code = codeOf(error);
  return code === 'NOT_FOUND' || code === 'BAD_REQUEST'
    ? { at: 'unknown' }
    : { at: 'failed', code };
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

/** Where one comes in: at the only project that one sees, else at the inbox. */
function placeOf(workspaceId: string): string {
  const projects = [...store.tables.projects.rows.values()].filter(({ isInbox }) => !isInbox);
  const [only] = projects;
  return only && projects.length === 1
    ? projectPath(store, only)
    : `${prefixOf(store, workspaceId)}/inbox`;
}
