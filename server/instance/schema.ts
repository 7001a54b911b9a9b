import * as z from 'zod';
import { signUpModes } from '../domain/enums.ts';
import { line, writeFields } from '../domain/fields.ts';

export const instanceGetInput = z.strictObject({}).optional();

/** What anybody may know of an instance, also before signing in. */
export const instanceOutput = z.object({
  name: z.string(),
  signUp: z.enum(signUpModes),
  /** True if it sends mail: then a forgotten password needs nobody's help. */
  mail: z.boolean(),
  /** True until the first account is made, where others can reach the instance. */
  needsSetupCode: z.boolean(),
  version: z.string(),
});
export type InstanceOutput = z.output<typeof instanceOutput>;

export const instanceUpdateInput = z.strictObject({
  set: z.strictObject({ name: line(100).optional(), signUp: z.enum(signUpModes).optional() }),
  ...writeFields,
});
export type InstanceUpdateInput = z.output<typeof instanceUpdateInput>;
