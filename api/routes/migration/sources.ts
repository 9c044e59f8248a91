import type { PartKept } from '../../../gateways/import-folder.ts';
import { allow, mayReach } from '../../authority.ts';
import { type Answer, endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import {
  documentPartQuery,
  partAnswer,
  partQuery,
  sourceAnswer,
  sourceDocumentPath,
  sourceDocumentsAnswer,
  sourceDocumentsQuery,
  sourceFilePath,
  sourcePath,
  sourcesAnswer,
} from '../../schemas/migration/migration.ts';

const tag = 'Migration';

/** How much of a file has come, or that what stands before this part has not. */
function arrived(file: string, kept: PartKept): Answer {
  if (kept.outcome === 'kept') return { status: 200, body: { arrived: kept.arrived } };
  throw problem('upload-part-missing', `${kept.arrived} bytes of ${file} have arrived.`);
}

/** Exports among the imports, and how they come there by upload. */
export const migrationSourceEndpoints = [
  endpoint({
    method: 'get',
    path: '/migration-sources',
    tag,
    summary: 'The exports that lie among the imports',
    answers: { 200: { description: 'Names of folders', schema: sourcesAnswer } },
    handle: async ({ account, api }) => {
      mayReach(account, 'create', 'migration');
      return { status: 200, body: { sources: await api.imports.list() } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/migration-sources/{source}',
    tag,
    summary: 'Which files of an export have arrived, and how much of each',
    pathSchema: sourcePath,
    answers: { 200: { description: 'The files', schema: sourceAnswer } },
    handle: async ({ account, path, api }) => {
      allow(account, 'create', { kind: 'migration' });
      const { source } = path;
      const found = await api.imports.find(source);
      return { status: 200, body: { source, files: found?.files ?? [] } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/migration-sources/{source}/files/{file}',
    tag,
    summary: 'Upload a file of an export, part by part',
    description:
      'Parts of at most 8 MB, one after the other. What is there already, equal, is not touched; of ' +
      'another file nothing is left from `at` on, and an empty part ends the file there. Whether ' +
      'everything has come the manifest says when the batch begins.',
    pathSchema: sourceFilePath,
    querySchema: partQuery,
    bodyKind: 'part',
    answers: { 200: { description: 'Bytes of the file so far', schema: partAnswer } },
    problems: ['upload-part-missing'],
    handle: async ({ account, path, query, part, api }) => {
      allow(account, 'create', { kind: 'migration' });
      const { source, file } = path;
      return arrived(file, await api.imports.keepPart(source, file, query.at, await part()));
    },
  }),
  endpoint({
    method: 'get',
    path: '/migration-sources/{source}/documents',
    tag,
    summary: 'Which documents of an export have arrived, by name',
    pathSchema: sourcePath,
    querySchema: sourceDocumentsQuery,
    answers: { 200: { description: 'One page', schema: sourceDocumentsAnswer } },
    handle: async ({ account, path, query, api }) => {
      allow(account, 'create', { kind: 'migration' });
      return { status: 200, body: await api.imports.documents(path.source, query) };
    },
  }),
  endpoint({
    method: 'put',
    path: '/migration-sources/{source}/documents/{name}',
    tag,
    summary: 'Upload a document of an export, or their list, part by part',
    description:
      'As a file of the export. `documents.json` is the list by which documents are taken; what it ' +
      'does not name is left where it is.',
    pathSchema: sourceDocumentPath,
    querySchema: documentPartQuery,
    bodyKind: 'part',
    answers: { 200: { description: 'Bytes of the document so far', schema: partAnswer } },
    problems: ['upload-part-missing'],
    handle: async ({ account, path, query, part, api }) => {
      allow(account, 'create', { kind: 'migration' });
      const { source, name } = path;
      return arrived(name, await api.imports.keepDocument(source, name, query.at, await part()));
    },
  }),
];
