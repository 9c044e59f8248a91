import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Records by key, kept in a file across restarts. The last one written under a key holds. */
export type Journal<T> = {
  get: (key: string) => T | undefined;
  put: (key: string, record: T) => void;
  /** In the order in which their keys were first seen. */
  all: () => T[];
};

function linesOf(path: string): Array<[string, unknown]> {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): Array<[string, unknown]> => {
      try {
        return [JSON.parse(line)];
      } catch {
        return []; // The last line is torn when the process was killed while writing it.
      }
    });
}

/**
 * Opens a journal, shortened to the newest `keep` records. A record is on disk when `put` returns
 * (handed to the operating system: a killed process loses nothing, a power cut may).
 */
export function openJournal<T>(path: string, keep: number): Journal<T> {
  const loaded = [...new Map(linesOf(path) as Array<[string, T]>)].slice(-keep);
  const records = new Map<string, T>(loaded);
  mkdirSync(dirname(path), { recursive: true });
  const shortened = `${path}.new`;
  writeFileSync(shortened, loaded.map((line) => `${JSON.stringify(line)}\n`).join(''));
  renameSync(shortened, path);
  return {
    get: (key) => records.get(key),
    put: (key, record) => {
      appendFileSync(path, `${JSON.stringify([key, record])}\n`);
      records.set(key, record);
      const oldest = records.size > keep ? records.keys().next().value : undefined;
      if (oldest !== undefined) records.delete(oldest);
    },
    all: () => [...records.values()],
  };
}
