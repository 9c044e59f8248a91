import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { type Case, findCase } from '../../../db/queries/case/application.ts';
import {
  addDocument,
  type DocumentRow,
  findDocument,
  listDocuments,
} from '../../../db/queries/case/document.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { checkDocument } from '../../../document/upload/check-document.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import type { Upload } from '../../documents/receive-upload.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath, documentPath } from '../../schemas/addresses.ts';
import { documentAnswer, documentsAnswer } from '../../schemas/case/record-answers.ts';

function shown({ id, type, filename, mediaType, bytes, sha256, createdAt }: DocumentRow) {
  return { id, type, filename, mediaType, bytes, sha256, createdAt: createdAt.toISOString() };
}

/** Checks, stores, then records: bytes that no row names do no harm, a row without bytes would. */
async function keep(api: ApiDependencies, account: SignedIn, one: Case, upload: Upload) {
  const checked = await checkDocument(upload.bytes);
  if (checked.outcome === 'refused') throw problem('document-refused', checked.reason);
  const sha256 = await api.storage.put(upload.bytes);
  const added = await addDocument(api.database, {
    id: v7(),
    applicationId: one.id,
    type: upload.type,
    filename: upload.filename,
    mediaType: checked.mediaType,
    bytes: upload.bytes.length,
    sha256,
    uploadedBy: account.accountId,
  });
  if (added.outcome === 'full') {
    throw problem('case-documents-full', 'This case holds as much as a case may.');
  }
  if (added.outcome === 'not-due') {
    throw problem('stage-forbids-action', 'The case takes no papers any more.');
  }
  return added;
}

export const documentEndpoints = [
  endpoint({
    method: 'post',
    path: '/applications/{id}/documents',
    tag: 'Documents',
    summary: 'Add a paper to a draft or to an answer',
    description:
      'PDF, PNG or JPEG, 10 MB each, 20 papers and 100 MB per case. No scripts, attachments or passwords in PDFs. The same file under the same type is kept once.',
    pathSchema: applicationPath,
    bodyKind: 'document',
    answers: {
      200: { description: 'It was there already', schema: documentAnswer },
      201: { description: 'Added', schema: documentAnswer },
    },
    problems: [
      'stage-forbids-action',
      'bad-file-upload',
      'case-documents-full',
      'document-refused',
    ],
    handle: async ({ account, path, api, upload }) => {
      const one = allow(account, 'attach-document', await findCase(api.database, path.id));
      const added = await keep(api, account, one, await upload());
      const Location = `/api/v1/applications/${one.id}/documents/${added.row.id}`;
      const status = added.outcome === 'added' ? 201 : 200;
      return { status, body: shown(added.row), headers: { Location } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/documents',
    tag: 'Documents',
    summary: 'The papers of a case',
    pathSchema: applicationPath,
    answers: { 200: { description: 'All of them', schema: documentsAnswer } },
    handle: async ({ account, path, api }) => {
      const one = allow(account, 'view', await findCase(api.database, path.id));
      const rows = await listDocuments(api.database, one.id);
      return { status: 200, body: { documents: rows.map(shown) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/documents/{documentId}',
    tag: 'Documents',
    summary: 'One paper, byte for byte',
    pathSchema: documentPath,
    answers: { 200: { description: 'The file, as attachment', mediaType: '*/*' } },
    handle: async ({ account, path, api }) => {
      const one = allow(account, 'view', await findCase(api.database, path.id));
      const row = await findDocument(api.database, one.id, path.documentId);
      const stored = row && (await api.storage.get(row.sha256));
      if (!row || stored?.outcome !== 'found') throw problem('not-found', 'No such document.');
      const sha256 = createHash('sha256').update(stored.bytes).digest('base64');
      return {
        status: 200,
        file: { type: row.mediaType, bytes: stored.bytes, name: row.filename },
        headers: { 'Repr-Digest': `sha-256=:${sha256}:` },
      };
    },
  }),
];
