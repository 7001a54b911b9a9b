import { toBinary } from '@bufbuild/protobuf';
import type { DescFile } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import type { Server } from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import { service as health } from 'grpc-health-check';

/**
 * Lets clients ask which services there are and what they take. The library wants what its own loader of `.proto`
 * files makes, of which it reads the descriptors alone: ours are exact, and that loader's lose names of maps.
 */
export function reflectServices(server: Server, files: DescFile[]): void {
  const all = new Set<DescFile>();
  const add = (file: DescFile) => {
    if (all.has(file)) return;
    all.add(file);
    file.dependencies.forEach(add);
  };
  files.forEach(add);
  const fileDescriptorProtos = [...all].map(({ proto }) =>
    Buffer.from(toBinary(FileDescriptorProtoSchema, proto)),
  );
  const shape = health['Check']?.requestType;
  if (!shape) throw new Error('grpc-health-check has no Check');
  new ReflectionService({ all: { ...shape, fileDescriptorProtos } }).addToServer(server);
}
