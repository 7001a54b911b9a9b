import { InvitePage } from '../../../_features/invite/invite-page.tsx';

export default function Invite() {
  return <InvitePage />;
}
