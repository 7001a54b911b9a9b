import { create } from '@bufbuild/protobuf';
import type {
  DescField,
  DescMessage,
  Message,
  MessageInitShape,
  MessageShape,
} from '@bufbuild/protobuf';
import { enumName } from '../enum-name.ts';

type Fields = { [field: string]: unknown };

/** A request that says what an input of the contract says; null goes into `clear`. */
export function requestOf<T extends DescMessage>(desc: T, input: Fields): MessageShape<T> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const paths = given
    .filter(([, value]) => value === null)
    .map(([name]) => fieldOf(desc, name).name);
  const values = given
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, sent(fieldOf(desc, name), value)]);
  const clear = paths.length > 0 ? { clear: { paths } } : {};
  return create(desc, { ...Object.fromEntries(values), ...clear } as MessageInitShape<T>);
}

function fieldOf(desc: DescMessage, name: string): DescField {
  const field = desc.fields.find(({ localName }) => localName === name);
  if (!field) throw new Error(`${desc.typeName} has no ${name}`);
  return field;
}

function sent(field: DescField, value: unknown): unknown {
  if (field.fieldKind === 'list' && field.message)
    return (value as Fields[]).map((one) => requestOf(field.message, one));
  if (field.fieldKind === 'message') return requestOf(field.message, value as Fields);
  if (field.fieldKind !== 'enum') return value;
  return (
    field.enum.values.find(({ number }) => enumName(field.enum, number) === value)?.number ?? 99
  );
}

/** A response as the contract's answer: what is not set is null. */
export function answerOf(desc: DescMessage, message: Message): Fields {
  const held = message as unknown as Fields;
  return Object.fromEntries(
    desc.fields.map((field) => [field.localName, contractValue(field, held[field.localName])]),
  );
}

function contractValue(field: DescField, value: unknown): unknown {
  if (value === undefined) return null;
  if (field.fieldKind === 'list' && field.message)
    return (value as Message[]).map((one) => answerOf(field.message, one));
  if (field.fieldKind === 'message') return answerOf(field.message, value as Message);
  if (typeof value === 'bigint') return Number(value);
  return field.fieldKind === 'enum' ? enumName(field.enum, value as number) : value;
}
