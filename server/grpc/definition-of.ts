import type { DescMethod, DescService } from '@bufbuild/protobuf';
import type { MethodDefinition } from '@grpc/grpc-js';

/** How a method's messages become bytes and come back: what each side of a call chooses. */
export type Codec<Request, Response> = Pick<
  MethodDefinition<Request, Response>,
  'requestSerialize' | 'requestDeserialize' | 'responseSerialize' | 'responseDeserialize'
>;

/** A service as grpc-js takes it, from its descriptor. */
export function definitionOf<Request, Response>(
  service: DescService,
  codecOf: (method: DescMethod) => Codec<Request, Response>,
): Record<string, MethodDefinition<Request, Response>> {
  const methods = service.methods.map((method) => [
    method.localName,
    {
      path: `/${service.typeName}/${method.name}`,
      requestStream: /^(client|bidi)_/.test(method.methodKind),
      responseStream: /^(server|bidi)_/.test(method.methodKind),
      ...codecOf(method),
    },
  ]);
  return Object.fromEntries(methods) as Record<string, MethodDefinition<Request, Response>>;
}

const asIs = (bytes: Buffer) => bytes;

/** Bytes as they are: what a request holds is read, and refused, where the contract's errors are made. */
export const plain: Codec<Buffer, Buffer> = {
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
};
