import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type {
  DescMessage,
  DescMethodUnary,
  DescService,
  MessageInitShape,
  MessageShape,
} from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import type { ChannelCredentials, ServiceError } from '@grpc/grpc-js';
import type { Codec } from '../definition-of.ts';
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from '../gen/google/rpc/error_details_pb.ts';
import {
  Health,
  HealthCheckResponse_ServingStatusSchema,
} from '../gen/grpc/health/v1/health_pb.ts';
import { StatusSchema } from '../gen/google/rpc/status_pb.ts';

/** Messages as a client has them, for streams. */
export function messages<Input extends DescMessage, Output extends DescMessage>(method: {
  input: Input;
  output: Output;
}): Codec<MessageShape<Input>, MessageShape<Output>> {
  return {
    requestSerialize: (message) => Buffer.from(toBinary(method.input, message)),
    requestDeserialize: (bytes) => fromBinary(method.input, bytes),
    responseSerialize: (message) => Buffer.from(toBinary(method.output, message)),
    responseDeserialize: (bytes) => fromBinary(method.output, bytes),
  };
}

export type GrpcClient = {
  client: Client;
  metadata(): Metadata;
  call<Input extends DescMessage, Output extends DescMessage>(
    method: DescMethodUnary<Input, Output>,
    request: MessageInitShape<Input>,
    options?: { deadline?: number; metadata?: Metadata },
  ): Promise<MessageShape<Output>>;
  close(): void;
};

/** A client as another service would have one. */
export function createGrpcClient(
  address: string,
  token: string | null,
  given: ChannelCredentials = credentials.createInsecure(),
): GrpcClient {
  const client = new Client(address, given, { 'grpc.use_local_subchannel_pool': 1 });
  const metadata = () => {
    const made = new Metadata();
    if (token !== null) made.set('authorization', `Bearer ${token}`);
    return made;
  };
  return {
    client,
    metadata,
    call: (method, request, { metadata: sent = metadata(), ...options } = {}) => {
      const codec = messages(method);
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          pathOf(method.parent, method.name),
          codec.requestSerialize,
          codec.responseDeserialize,
          create(method.input, request),
          sent,
          options,
          (error, answer) => {
            if (error) reject(error);
            else if (answer === undefined) reject(new Error('no answer'));
            else resolve(answer);
          },
        );
      });
    },
    close: () => client.close(),
  };
}

/** What the server as a whole says of its health, as it changes, and with which error it ends. */
export function watchHealth(of: GrpcClient) {
  const { watch } = Health.method;
  const codec = messages(watch);
  const stream = of.client.makeServerStreamRequest(
    pathOf(Health, watch.name),
    codec.requestSerialize,
    codec.responseDeserialize,
    create(watch.input, {}),
    of.metadata(),
  );
  const statuses: string[] = [];
  stream.on('data', ({ status }: MessageShape<typeof watch.output>) => {
    statuses.push(HealthCheckResponse_ServingStatusSchema.value[status]?.name ?? '');
  });
  const end = new Promise<ServiceError | null>((resolve) => {
    stream.on('error', (error) => resolve(error as ServiceError));
    stream.on('end', () => resolve(null));
  });
  return { statuses, end };
}

export const pathOf = (service: DescService, method: string) => `/${service.typeName}/${method}`;

export type Refusal = {
  /** The contract's code. */
  reason: string;
  status: number;
  message: string;
  issues: { path: string; message: string }[];
  retryAfter: number | null;
};

/** What a refused call says, by its standard details. */
export function refusalOf(error: ServiceError): Refusal {
  const [bytes] = error.metadata.get('grpc-status-details-bin') as Buffer[];
  if (!bytes) throw error;
  const { code, message, details } = fromBinary(StatusSchema, bytes);
  const found = <T extends DescMessage>(schema: T): MessageShape<T> | undefined =>
    details.map((one) => anyUnpack(one, schema)).find((one) => one !== undefined);
  const violations = found(BadRequestSchema)?.fieldViolations ?? [];
  return {
    reason: found(ErrorInfoSchema)?.reason ?? '',
    status: code,
    message,
    issues: violations.map(({ field, description }) => ({ path: field, message: description })),
    retryAfter: Number(found(RetryInfoSchema)?.retryDelay?.seconds ?? 0) || null,
  };
}
