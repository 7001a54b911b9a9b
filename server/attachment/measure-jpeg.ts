import type { ImageSize } from './describe-image.ts';

const exif = 0xe1;
/** Markers that begin a frame: all of this row but those of tables and arithmetic coding. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers that stand alone. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/**
 * The size in which a browser shows a JPEG: what its frame says, turned where the camera was held upright.
 * @throws RangeError where the bytes end before
 */
export function measureJpeg(head: Buffer): ImageSize | null {
  let isTurned = false;
  for (let at = 2; ;) {
    if (head.readUInt8(at) !== 0xff) return null;
    const marker = head.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else {
      const length = head.readUInt16BE(at + 2);
      if (isFrame(marker)) {
        const [height, width] = [head.readUInt16BE(at + 5), head.readUInt16BE(at + 7)];
        return isTurned ? { width: height, height: width } : { width, height };
      }
      if (length < 2 || marker === 0xda || marker === 0xd9) return null;
      if (marker === exif) isTurned ||= turnsExif(head.subarray(at + 4, at + 2 + length));
      at += 2 + length;
    }
  }
}

/** True where the orientation of an Exif block (tag 0x0112) is one of the four that lie on their side. */
function turnsExif(block: Buffer): boolean {
  if (block.toString('latin1', 0, 6) !== 'Exif\0\0') return false;
  const tiff = block.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const word = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const first = long(4);
    for (let entry = 0; entry < word(first); entry += 1) {
      const at = first + 2 + entry * 12;
      if (word(at) === 0x0112) return word(at + 8) >= 5 && word(at + 8) <= 8;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return false;
}
