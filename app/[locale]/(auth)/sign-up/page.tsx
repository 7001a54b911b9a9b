import { SignUpForm } from '../../../_features/account/sign-up-form.tsx';

export default function SignUpPage() {
  return <SignUpForm />;
}
