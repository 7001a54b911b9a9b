import { InviteEntry } from '../../../_features/invite/invite-entry.tsx';

export default function InvitePage() {
  return <InviteEntry />;
}
