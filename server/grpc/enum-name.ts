import type { DescEnum } from '@bufbuild/protobuf';

/**
 * The contract's word for a value: `TASK_STATUS_OPEN` is `open`, `MISSED_POLICY_PILE_UP` is `pile-up`. What has none, the unspecified zero too, gets a
 * word that no schema takes.
 */
export function enumName(desc: DescEnum, number: number): string {
  const name = number === 0 ? undefined : desc.value[number]?.name;
  const word = name?.toLowerCase().slice(desc.sharedPrefix?.length ?? 0);
  return word?.replaceAll('_', '-') ?? `#${number}`;
}
