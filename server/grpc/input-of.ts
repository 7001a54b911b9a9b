import { fromBinary, isFieldSet } from '@bufbuild/protobuf';
import type { DescField, DescMessage, Message, MessageShape } from '@bufbuild/protobuf';
import type { FieldMask } from '@bufbuild/protobuf/wkt';
import { bug } from '../platform/bugs.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { enumName } from './enum-name.ts';

type Input = { [field: string]: unknown };

/** Reads a message from its bytes. @throws BAD_REQUEST for bytes that are none */
export function readMessage<T extends DescMessage>(desc: T, bytes: Uint8Array): MessageShape<T> {
  try {
    return fromBinary(desc, bytes);
  } catch (cause) {
    throw new CairnError('BAD_REQUEST', `The request is no ${desc.typeName}.`, { cause });
  }
}

/** Refuses a field that this server does not know: left out in silence it would mean something else. */
export function requireKnown(message: Message, at: string[] = []): void {
  const [unknown] = message.$unknown ?? [];
  if (unknown) throw badField([...at, `#${unknown.no}`], 'is not a field here');
}

/**
 * A request as the contract's schema takes it. What was not sent is not named, and what `clear` names is null;
 * a value that an enum does not have stays one that the schema refuses by the field's name.
 * @throws BAD_REQUEST for a field that this server does not know, or that is both sent and cleared
 */
export function inputOf(desc: DescMessage, message: Message, at: string[] = []): Input {
  requireKnown(message, at);
  const named = desc.fields.filter((field) => field !== desc.field['clear']);
  const sent = named.flatMap((field): [string, unknown][] =>
    isFieldSet(message, field) ? [[field.localName, valueOf(field, message, at)]] : [],
  );
  return Object.fromEntries([...sent, ...cleared(message, sent, at)]);
}

function valueOf(field: DescField, message: Message, at: string[]): unknown {
  const value = (message as unknown as Input)[field.localName];
  if (field.fieldKind === 'enum') return enumName(field.enum, value as number);
  if (field.fieldKind === 'list' && field.message) {
    const { message: desc, localName } = field;
    return (value as Message[]).map((one, n) => inputOf(desc, one, [...at, localName, String(n)]));
  }
  if (field.fieldKind === 'message')
    return inputOf(field.message, value as Message, [...at, field.localName]);
  return value;
}

/** The fields that the message's own mask sets to null. */
function cleared(message: Message, sent: [string, unknown][], at: string[]): [string, null][] {
  const mask = (message as { clear?: FieldMask }).clear;
  if (!mask || bug('grpc-null-lost')) return [];
  const both = new Set(sent.map(([name]) => name));
  return mask.paths.map((path) => {
    const name = path.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (both.has(name)) throw badField([...at, name], 'is sent and cleared at once');
    return [name, null];
  });
}
