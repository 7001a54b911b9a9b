import { ConfirmEmail } from '../../../_features/account/confirm-email.tsx';

export default function ConfirmPage() {
  return <ConfirmEmail />;
}
