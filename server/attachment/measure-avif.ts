import type { ImageSize } from './describe-image.ts';

type Box = { type: string; body: Buffer };

/** The boxes that stand in a row. ISO/IEC 14496-12, section 4.2. @throws RangeError where the bytes end before */
function* boxesIn(bytes: Buffer): Generator<Box> {
  for (let at = 0; at < bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short || bytes.length - at;
    const start = isLong ? 16 : 8;
    if (size < start) return;
    yield { type, body: bytes.subarray(at + start, at + size) };
    at += size;
  }
}

const find = (bytes: Buffer | undefined, type: string): Buffer | undefined => {
  for (const box of boxesIn(bytes ?? Buffer.alloc(0))) if (box.type === type) return box.body;
  return undefined;
};

/**
 * The size of an AVIF: of the largest picture whose properties it lists, turned where it says so.
 * @throws RangeError where the bytes end before
 */
export function measureAvif(head: Buffer): ImageSize | null {
  const brands = find(head, 'ftyp')?.toString('latin1') ?? '';
  if (!/^(.{4})*?(avif|avis)/s.test(brands)) return null;
  // A box that is versioned begins with four bytes of that.
  const properties = find(find(find(head, 'meta')?.subarray(4), 'iprp'), 'ipco');
  let found: ImageSize | null = null;
  let isTurned = false;
  for (const { type, body } of boxesIn(properties ?? Buffer.alloc(0))) {
    if (type === 'irot') isTurned = (body.readUInt8(0) & 1) === 1;
    if (type !== 'ispe') continue;
    const [width, height] = [body.readUInt32BE(4), body.readUInt32BE(8)];
    if (!found || width * height > found.width * found.height) found = { width, height };
  }
  return found && isTurned ? { width: found.height, height: found.width } : found;
}
