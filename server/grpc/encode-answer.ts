import { fromJson, isMessage, ScalarType, toBinary } from '@bufbuild/protobuf';
import type { DescEnum, DescField, DescMessage, JsonValue } from '@bufbuild/protobuf';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { FeatureSet_FieldPresence, StructSchema } from '@bufbuild/protobuf/wkt';
import { enumName } from './enum-name.ts';

type Write = (writer: BinaryWriter, value: unknown) => void;
type Answer = { [field: string]: unknown };

/**
 * Writes an answer of the contract as a message, straight from its fields: messages of the library in between
 * cost several times as much. Null is not set.
 */
export function encodeAnswer(desc: DescMessage, answer: Answer): Buffer {
  const writer = new BinaryWriter();
  writerOf(desc)(writer, answer);
  const bytes = writer.finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const known = new WeakMap<DescMessage, Write>();

function writerOf(desc: DescMessage): Write {
  const made = known.get(desc);
  if (made) return made;
  const fields = desc.fields.map((field) => ({ name: field.localName, write: fieldOf(field) }));
  const write: Write = (writer, value) => {
    for (const field of fields) {
      const held = (value as Answer)[field.name];
      if (held !== undefined && held !== null) field.write(writer, held);
    }
  };
  known.set(desc, write);
  return write;
}

function fieldOf(field: DescField): Write {
  if (field.fieldKind === 'list') {
    const write = oneOf(field);
    return (writer, values) => {
      for (const value of values as unknown[]) write(writer, value);
    };
  }
  const write = oneOf(field);
  const isImplicit = field.presence === FeatureSet_FieldPresence.IMPLICIT;
  return (writer, value) => {
    const isZero = value === '' || value === 0 || value === false;
    if (!isImplicit || !isZero) write(writer, value);
  };
}

/** One value with its tag. */
function oneOf(field: DescField): Write {
  const { number } = field;
  if (field.message)
    return (writer, value) =>
      writeInside(writer.tag(number, WireType.LengthDelimited), field.message, value);
  if (field.enum) {
    const numbers = numbersOf(field.enum);
    return (writer, value) => {
      const known = numbers.get(value as string);
      if (known === undefined) throw new Error(`${field.toString()} has no ${String(value)}`);
      writer.tag(number, WireType.Varint).int32(known);
    };
  }
  const write = scalars.get(field.scalar);
  if (!write) throw new Error(`${field.toString()} is of a kind that no answer has yet`);
  const type = field.scalar === ScalarType.STRING ? WireType.LengthDelimited : WireType.Varint;
  return (writer, value) => write(writer.tag(number, type), value as never);
}

const scalars = new Map<ScalarType, (writer: BinaryWriter, value: never) => BinaryWriter>([
  [ScalarType.STRING, (writer, value: string) => writer.string(value)],
  [ScalarType.BOOL, (writer, value: boolean) => writer.bool(value)],
  [ScalarType.INT32, (writer, value: number) => writer.int32(value)],
  [ScalarType.UINT32, (writer, value: number) => writer.uint32(value)],
  [ScalarType.INT64, (writer, value: number) => writer.int64(value)],
]);

function writeInside(writer: BinaryWriter, desc: DescMessage, value: unknown): void {
  if (desc.typeName === StructSchema.typeName)
    writer.bytes(toBinary(StructSchema, fromJson(StructSchema, value as JsonValue)));
  else if (isMessage(value)) writer.bytes(toBinary(desc, value));
  else {
    writer.fork();
    writerOf(desc)(writer, value);
    writer.join();
  }
}

function numbersOf(desc: DescEnum): Map<string, number> {
  return new Map(desc.values.map(({ number }) => [enumName(desc, number), number]));
}
