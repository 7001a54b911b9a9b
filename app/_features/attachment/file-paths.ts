import type { AttachmentOutput } from '../../../server/attachment/schema.ts';

type File = Pick<AttachmentOutput, 'id' | 'workspaceId' | 'name'>;

/** Where a file is downloaded. */
export function filePath({ workspaceId, id, name }: File): string {
  return `/files/${workspaceId}/${id}/${encodeURIComponent(name)}`;
}

/** Where the picture of a file is shown. */
export function previewPath({ workspaceId, id }: File): string {
  return `/previews/${workspaceId}/${id}`;
}
