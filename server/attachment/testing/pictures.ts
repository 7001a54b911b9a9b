/** The smallest files that say they are pictures of 3 x 2. What a browser would draw of them does not matter here. */
const chunk = (type: string, body: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
};

export function png(width = 3, height = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IEND', Buffer.alloc(0))]);
}

export function gif(): Buffer {
  return Buffer.from('474946383961030002000000003b', 'hex');
}

/** @param orientation as Exif counts: 1 upright, 6 held upright */
export function jpeg(orientation = 1): Buffer {
  const entry = Buffer.from(
    '4949 2a00 08000000 0100 1201 0300 01000000 0000 0000'.replaceAll(' ', ''),
    'hex',
  );
  entry.writeUInt16LE(orientation, 18);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), entry]);
  const segment = (marker: number, body: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const frame = segment(0xc0, Buffer.from([8, 0, 2, 0, 3, 1, 1, 0x11, 0]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif),
    frame,
    Buffer.from([0xff, 0xd9]),
  ]);
}

export function webp(kind: 'VP8X' | 'VP8L' | 'VP8 '): Buffer {
  const head = Buffer.alloc(34);
  head.write('RIFF', 0, 'latin1');
  head.write(`WEBP${kind}`, 8, 'latin1');
  if (kind === 'VP8X') head.set([2, 0, 0, 1, 0, 0], 24);
  if (kind === 'VP8L') head.writeUInt32LE(2 | (1 << 14), 21);
  if (kind === 'VP8 ') head.set([0x9d, 0x01, 0x2a, 3, 0, 2, 0], 23);
  return head;
}

const box = (type: string, ...bodies: Buffer[]) => {
  const body = Buffer.concat(bodies);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** @param turned true for one that says it is to be turned by a quarter */
export function avif(turned = false): Buffer {
  const size = Buffer.alloc(12);
  size.writeUInt32BE(3, 4);
  size.writeUInt32BE(2, 8);
  const properties = [box('ispe', size), ...(turned ? [box('irot', Buffer.from([1]))] : [])];
  const meta = [Buffer.alloc(4), box('iprp', box('ipco', ...properties))];
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1')),
    box('meta', ...meta),
  ]);
}
