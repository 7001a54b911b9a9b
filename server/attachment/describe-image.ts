import type { ImageType } from '../domain/enums.ts';
import { measureAvif } from './measure-avif.ts';
import { measureJpeg } from './measure-jpeg.ts';
import { measureWebp } from './measure-webp.ts';

export type ImageSize = { width: number; height: number };
export type ImageFacts = ImageSize & { type: ImageType };

/** As Postgres keeps them; also far above what any browser shows. */
const longestSide = 1_000_000;

/** Tells a picture by its bytes, never by its name, and reads its size; null where that is not wholly clear. */
export function describeImage(head: Buffer): ImageFacts | null {
  const type = typeOf(head);
  if (type === null) return null;
  const size = sized(type, head);
  if (!size) return null;
  const isSane = [size.width, size.height].every((side) => side > 0 && side <= longestSide);
  return isSane ? { type, ...size } : null;
}

function typeOf(head: Buffer): ImageType | null {
  const text = head.toString('latin1', 0, 12);
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'webp';
  return text.slice(4, 8) === 'ftyp' ? 'avif' : null;
}

function sized(type: ImageType, head: Buffer): ImageSize | null {
  try {
    return measures[type](head);
  } catch (error) {
    // It ends before it has said its size.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const measures: { [Type in ImageType]: (head: Buffer) => ImageSize | null } = {
  png: (head) =>
    head.toString('latin1', 12, 16) === 'IHDR'
      ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
      : null,
  gif: (head) => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) }),
  webp: measureWebp,
  jpeg: measureJpeg,
  avif: measureAvif,
};
