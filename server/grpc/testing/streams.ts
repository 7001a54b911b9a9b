import { create } from '@bufbuild/protobuf';
import type {
  DescMessage,
  DescMethod,
  JsonObject,
  MessageInitShape,
  MessageShape,
} from '@bufbuild/protobuf';
import type { ClientDuplexStream, ClientReadableStream, ServiceError } from '@grpc/grpc-js';
import { ChangeService } from '../gen/cairn/v1/change_pb.ts';
import { SyncService } from '../gen/cairn/v1/sync_pb.ts';
import type { SyncServiceExchangeResponse } from '../gen/cairn/v1/sync_pb.ts';
import { messages, pathOf } from './client.ts';
import type { GrpcClient } from './client.ts';

const { subscribe } = ChangeService.method;
const { exchange } = SyncService.method;

const titleOf = (fields: JsonObject | undefined) => fields?.['title'] as string | undefined;

/** How a stream ends: with an error, or as it should. */
function endOf(stream: NodeJS.EventEmitter): Promise<ServiceError | null> {
  return new Promise((resolve) => {
    stream.on('error', (error) => resolve(error as ServiceError));
    stream.on('end', () => resolve(null));
  });
}

/** A subscription: what it has brought, and how it ended. */
export function followChanges(
  client: GrpcClient,
  request: MessageInitShape<typeof subscribe.input>,
) {
  const codec = messages(subscribe);
  const stream: ClientReadableStream<MessageShape<typeof subscribe.output>> =
    client.client.makeServerStreamRequest(
      pathOf(ChangeService, subscribe.name),
      codec.requestSerialize,
      codec.responseDeserialize,
      create(subscribe.input, request),
      client.metadata(),
    );
  /** Titles of what was made or changed, else the type of the change. */
  const seen: string[] = [];
  let cursor = '';
  stream.on('data', (page: MessageShape<typeof subscribe.output>) => {
    ({ cursor } = page);
    seen.push(...page.items.map(({ after, type }) => titleOf(after) ?? type));
  });
  return {
    seen,
    end: endOf(stream),
    /** Empty until the stream is open. */
    cursor: () => cursor,
    cancel: () => stream.cancel(),
  };
}

export type Asked = MessageInitShape<typeof exchange.input>;

/** A stream of calls, and their answers by number. */
export function openExchange(client: GrpcClient) {
  const codec = messages(exchange as DescMethod & { input: DescMessage; output: DescMessage });
  const stream = client.client.makeBidiStreamRequest(
    pathOf(SyncService, exchange.name),
    codec.requestSerialize,
    codec.responseDeserialize,
    client.metadata(),
  ) as ClientDuplexStream<unknown, SyncServiceExchangeResponse>;
  const answers = new Map<number, SyncServiceExchangeResponse['answer']>();
  stream.on('data', ({ id, answer }: SyncServiceExchangeResponse) => answers.set(id, answer));
  return {
    stream,
    answers,
    end: endOf(stream),
    ask: (request: Asked) => stream.write(create(exchange.input, request)),
  };
}
