import { SignUpGate } from '../../../_features/account/sign-up-gate.tsx';

export default function SignUpPage() {
  return <SignUpGate />;
}
