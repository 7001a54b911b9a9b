import { ForgotForm } from '../../../_features/account/forgot-form.tsx';

export default function ForgotPage() {
  return <ForgotForm />;
}
