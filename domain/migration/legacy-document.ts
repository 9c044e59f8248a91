/** Why a scan or an old PDF of an export is not taken. Stable words: operators' scripts know them. */
export const documentRefusals = [
  'entry-invalid',
  'file-missing',
  'not-a-plain-file',
  'too-large',
  'hash-differs',
  'type-refused',
  'certificate-unknown',
] as const;
export type DocumentRefusal = (typeof documentRefusals)[number];

/** An entry of an export's list of documents: which file, its SHA-256 in hex, of which certificate. */
export type ListedDocument = { name: string; sha256: string; number: string; kind: string };

/** The folder in an export, and the list within it. */
export const documentFolder = 'documents';
export const documentList = 'documents.json';

/** Largest document, as for what exporters upload. */
export const largestDocument = 10 * 1024 * 1024;
/** Largest list that is read, in bytes: some hundred and fifty thousand entries. */
export const largestList = 32 * 1024 * 1024;

/** A plain file name, so that none leads out of the folder. */
export const documentName = /^[A-Za-z0-9][A-Za-z0-9 ()_.-]{0,149}$/;
const kindForm = /^[a-z][a-z0-9-]{0,39}$/;

const textIn = (entry: object, name: string): string => {
  const value = (entry as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
};

/**
 * Reads an entry; what is wrong with it in words, or null. A name is a plain one, so that none leads
 * out of the folder. What can be read of a wrong one is given back too, cut short.
 */
export function readListedDocument(entry: unknown): {
  document: ListedDocument;
  fault: string | null;
} {
  const given = typeof entry === 'object' && entry !== null ? entry : {};
  const [name, sha256, number, kind] = [
    textIn(given, 'name'),
    textIn(given, 'sha256').toLowerCase(),
    textIn(given, 'number').trim().toUpperCase(),
    textIn(given, 'kind'),
  ];
  const fault = (): string | null => {
    if (!documentName.test(name)) return 'name is no plain file name';
    if (!/^[0-9a-f]{64}$/.test(sha256)) return 'sha256 is not 64 hexadecimal digits';
    if (number === '' || number.length > 64) return 'number is not the number of a certificate';
    return kindForm.test(kind) ? null : 'kind is not a word such as certificate or invoice';
  };
  const [most, longest] = [64, 150];
  const document = {
    ...{ name: name.slice(0, longest), sha256: sha256.slice(0, most) },
    ...{ number: number.slice(0, most), kind: kind.slice(0, most) },
  };
  return { document, fault: fault() };
}
