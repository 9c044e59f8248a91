import {
  documentsToRetry,
  keepDocuments,
  knownNumbers,
  type LegacyDocumentEntry,
  nextDocument,
} from '../../db/queries/legacy/legacy-document.ts';
import { checkDocument } from '../../document/upload/check-document.ts';
import {
  type DocumentRefusal,
  type ListedDocument,
  readListedDocument,
} from '../../domain/migration/legacy-document.ts';
import { readDocument, readDocumentList } from '../../gateways/legacy-export/documents.ts';
import type { OfBatch } from '../../workflows/legacy-migration/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { batchOf, beating } from '../legacy-migration/of-batch.ts';

/** How far a batch's documents are; `refused` of this chunk. */
export type DocumentsCopied = { taken: number; refused: number; done: boolean };

type Kept = { batch: number; position: number } & ListedDocument;

const refusedAs = (kept: Kept, refusal: DocumentRefusal, detail: string): LegacyDocumentEntry => ({
  ...kept,
  ...{ mediaType: null, bytes: null, refusal, detail },
});

/**
 * Copies the next documents of an export's list into storage: scans and old PDFs, each held against
 * its hash and looked at as an upload by a stranger is. What was entered is the cursor, so that it may
 * be killed anywhere and repeated. Entries whose certificate has come since are tried again. An export
 * without a folder of documents is done at once; a list that cannot be read stops the run.
 */
export function createCopyDocuments({
  database,
  storage,
}: Pick<Dependencies, 'database' | 'storage'>) {
  async function copy(
    directory: string,
    kept: Kept,
    isKnown: boolean,
  ): Promise<LegacyDocumentEntry> {
    if (!isKnown) {
      return refusedAs(kept, 'certificate-unknown', `No certificate ${kept.number} came over.`);
    }
    const read = await readDocument(directory, kept);
    if (read.bytes === null) return refusedAs(kept, read.refusal, read.detail);
    const { bytes } = read;
    const checked = await checkDocument(bytes);
    if (checked.outcome === 'refused') return refusedAs(kept, 'type-refused', checked.reason);
    await overGateway(() => storage.put(bytes));
    const { mediaType } = checked;
    return { ...kept, mediaType, bytes: bytes.length, refusal: null, detail: null };
  }

  return function copyDocuments({
    batchId,
    limit,
  }: OfBatch & { limit: number }): Promise<DocumentsCopied> {
    return beating(async () => {
      const { number: batch, directory } = await batchOf(database, batchId);
      const list = await readDocumentList(directory);
      if (list.outcome === 'none') return { taken: 0, refused: 0, done: true };
      if (list.outcome === 'unreadable') throw new Error(list.message);
      const next = await nextDocument(database, batch);
      const fresh = list.entries.slice(next, next + limit).map((_, index) => next + index);
      const again = await documentsToRetry(database, batch, limit - fresh.length);
      const read = [...again, ...fresh].map((position) => ({
        position,
        ...readListedDocument(list.entries[position]),
      }));
      const numbers = read.map(({ document }) => document.number);
      const known = await knownNumbers(database, batch, numbers);
      const entries: LegacyDocumentEntry[] = [];
      for (const { position, document, fault } of read) {
        const kept = { batch, position, ...document };
        entries.push(
          fault === null
            ? await copy(directory, kept, known.has(document.number))
            : refusedAs(kept, 'entry-invalid', `Its ${fault}.`),
        );
      }
      await keepDocuments(database, entries);
      const taken = entries.filter(({ refusal }) => refusal === null).length;
      const done = read.length === 0;
      return { taken, refused: entries.length - taken, done };
    });
  };
}
