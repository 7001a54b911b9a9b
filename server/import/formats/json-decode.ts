/** Smaller than a read, so that few finished records wait in memory at a time. */
const pieceBytes = 65_536;

/**
 * Cuts bytes into pieces for the tokenizer. A file in UTF-16 with its mark, as PowerShell's `>`
 * writes one, becomes text; everything else is taken as UTF-8.
 */
export async function* decodePieces(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | string> {
  let head: Uint8Array | null = new Uint8Array(0);
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    let rest = chunk;
    if (head) {
      rest = Buffer.concat([head, chunk]);
      if (rest.length < 2) {
        head = rest;
        continue;
      }
      head = null;
      decoder = utf16Decoder(rest);
    }
    for (let at = 0; at < rest.length; at += pieceBytes) {
      const piece = rest.subarray(at, at + pieceBytes);
      yield decoder ? decoder.decode(piece, { stream: true }) : piece;
    }
  }
  if (head && head.length > 0) yield head;
  if (decoder) yield decoder.decode();
}

function utf16Decoder(start: Uint8Array): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be');
  return null;
}
