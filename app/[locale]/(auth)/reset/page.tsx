import { ResetForm } from '../../../_features/account/reset-form.tsx';

export default function ResetPage() {
  return <ResetForm />;
}
