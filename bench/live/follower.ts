import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** One stream of changes. */
export type Follower = {
  socket: Socket;
  isReady: boolean;
  /** What came first. */
  first: string;
  heard: (text: string) => void;
};
/** Opens a stream as the person of a session. */
export function openFollower(port: number, session: string): Follower {
  const socket = connect({ port, host: '127.0.0.1' });
  const follower: Follower = { socket, isReady: false, first: '', heard: () => undefined };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    if (chunk.includes('"kind":"ready"')) follower.isReady = true;
    follower.first ||= chunk.slice(0, 300);
    follower.heard(chunk);
  });
  socket.on('error', () => undefined);
  socket.write(
    `GET /api/trpc/sync.live HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: cairn.session=${session}\r\naccept: text/event-stream\r\n\r\n`,
  );
  return follower;
}
