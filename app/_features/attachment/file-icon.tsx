import File from 'lucide-react/icons/file';
import FileArchive from 'lucide-react/icons/file-archive';
import FileAudio from 'lucide-react/icons/file-music';
import FileCode from 'lucide-react/icons/file-code';
import FileImage from 'lucide-react/icons/file-image';
import FileSheet from 'lucide-react/icons/file-spreadsheet';
import FileText from 'lucide-react/icons/file-text';
import FileVideo from 'lucide-react/icons/film';
import { lookOf } from './file-type.ts';

const icons = {
  archive: FileArchive,
  audio: FileAudio,
  code: FileCode,
  image: FileImage,
  sheet: FileSheet,
  text: FileText,
  video: FileVideo,
  other: File,
};

/** The icon of a file's type, in the square that a picture would have. */
export function FileIcon({ name }: { name: string }) {
  const Icon = icons[lookOf(name)];
  return (
    <span
      aria-hidden
      className="flex size-10 shrink-0 items-center justify-center rounded-control bg-hover text-muted"
    >
      <Icon size={20} />
    </span>
  );
}
