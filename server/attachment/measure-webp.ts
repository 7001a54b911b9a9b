import type { ImageSize } from './describe-image.ts';

/** The size of a WebP, by its first chunk. RFC 9649, section 2. @throws RangeError where the bytes end before */
export function measureWebp(head: Buffer): ImageSize | null {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ': {
      const isKey = head.readUIntBE(23, 3) === 0x9d012a;
      const side = (at: number) => head.readUInt16LE(at) & 0x3fff;
      return isKey ? { width: side(26), height: side(28) } : null;
    }
    default:
      return null;
  }
}
