import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CooApplication } from '../../domain/application/application.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';

/** What one exporter brings: the application as the API takes it, and how to go about it. */
export type ApplicationFile = {
  exporter: { iec: string };
  application: CooApplication;
  /** `file` is found relative to the application's own file. */
  documents: { type: string; file: string }[];
  /** Left out where nothing is charged. */
  payment?: { method: 'wallet' | 'gateway' };
  /** `declaration`: the exporter signs what he submits, and issues the certificate himself. */
  sign?: { method: 'dsc' | 'declaration' };
};

const dateWord = /^today([+-]\d+)?$/;

/** Puts the date in for `today`, `today-5`, `today+3`, wherever one stands; India's date. */
function withDates(value: unknown, today: string): unknown {
  if (typeof value === 'string') {
    const match = dateWord.exec(value);
    return match ? addDays(today, Number(match[1] ?? 0)) : value;
  }
  if (Array.isArray(value)) return value.map((one) => withDates(one, today));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withDates(one, today)]),
  );
}

/** Reads an application file and makes its dates and document paths absolute. */
export async function readApplicationFile(file: string): Promise<ApplicationFile> {
  const today = indianDate(new Date().toISOString());
  const read = withDates(JSON.parse(await readFile(file, 'utf8')), today) as ApplicationFile;
  const documents = (read.documents ?? []).map((one) => ({
    ...one,
    file: path.resolve(path.dirname(file), one.file),
  }));
  return { ...read, documents };
}
