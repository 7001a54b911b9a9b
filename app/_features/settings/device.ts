/** What a browser says of itself, as a person would: "Firefox", "Windows". Null where it says nothing known. */
export type Device = {
  browser: string | null;
  system: string | null;
  kind: 'desk' | 'hand' | 'program';
};

/** The first that fits counts: browsers name those that they are made of, too. */
const browsers: [RegExp, string][] = [
  [/YaBrowser\//, 'Yandex'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Vivaldi\//, 'Vivaldi'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|HeadlessChrome\//, 'Chrome'],
  [/Version\/[\d.]+ .*Safari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const first = (table: readonly [RegExp, string][], text: string) =>
  table.find(([sign]) => sign.test(text))?.[1] ?? null;

/** Reads a `User-Agent`. A program is called by the first word of it. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? '';
  const browser = first(browsers, text);
  const system = first(systems, text);
  if (browser === null && !text.startsWith('Mozilla/')) {
    const [, program = null] = /^([\w.-]{2,40})/.exec(text) ?? [];
    return { browser: program, system, kind: 'program' };
  }
  return { browser, system, kind: /Mobi|Android|iPhone|iPad/.test(text) ? 'hand' : 'desk' };
}
