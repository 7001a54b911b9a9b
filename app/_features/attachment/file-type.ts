export type FileLook =
  | 'archive'
  | 'audio'
  | 'code'
  | 'image'
  | 'sheet'
  | 'text'
  | 'video'
  | 'other';

const endings: [FileLook, string][] = [
  ['archive', 'zip gz tgz tar 7z rar xz bz2'],
  ['audio', 'mp3 wav ogg flac m4a aac opus'],
  ['code', 'js ts tsx jsx json html css xml yml yaml py rs go java c h cpp sh sql svg'],
  ['image', 'png jpg jpeg gif webp avif heic tif tiff bmp psd'],
  ['sheet', 'xls xlsx ods csv tsv numbers'],
  ['text', 'pdf doc docx odt txt md rtf pages ppt pptx odp log'],
  ['video', 'mp4 mov webm mkv avi m4v'],
];

/** The ending of a name in capitals, as people call its type: `PDF`; empty where it has none. */
export function endingOf(name: string): string {
  const [, ending = ''] = /[^.]\.([\p{L}\p{N}]{1,8})$/u.exec(name) ?? [];
  return ending.toUpperCase();
}

/** Which icon a file gets: by its name alone, for what it is only its bytes know. */
export function lookOf(name: string): FileLook {
  const ending = endingOf(name).toLowerCase();
  return endings.find(([, known]) => known.split(' ').includes(ending))?.[0] ?? 'other';
}
