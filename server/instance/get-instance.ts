import { setupCode } from '../auth/setup-code.ts';
import type { Ctx } from '../platform/context.ts';
import { appVersion } from '../platform/version.ts';
import type { InstanceOutput } from './schema.ts';
import { getSettings } from './scope.ts';

/** What anybody may know of this instance. */
export async function getInstance(ctx: Ctx): Promise<InstanceOutput> {
  return {
    ...(await getSettings(ctx)),
    mail: ctx.runtime.env.smtpUrl !== null,
    needsSetupCode: (await setupCode({ ...ctx.runtime, db: ctx.db })) !== null,
    version: appVersion(),
  };
}
