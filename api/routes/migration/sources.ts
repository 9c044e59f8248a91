import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import {
  partAnswer,
  partQuery,
  sourceAnswer,
  sourceFilePath,
  sourcePath,
  sourcesAnswer,
} from '../../schemas/migration/migration.ts';

const tag = 'Migration';

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
      'Parts of at most 8 MB, one after the other; what was there from `at` on is gone, so that a part ' +
      'can be sent again. Whether everything has come the manifest says when the batch begins.',
    pathSchema: sourceFilePath,
    querySchema: partQuery,
    bodyKind: 'part',
    answers: { 200: { description: 'Bytes of the file so far', schema: partAnswer } },
    problems: ['upload-part-missing'],
    handle: async ({ account, path, query, part, api }) => {
      allow(account, 'create', { kind: 'migration' });
      const { source, file } = path;
      const kept = await api.imports.keepPart(source, file, query.at, await part());
      if (kept.outcome === 'missing') {
        throw problem('upload-part-missing', `${kept.arrived} bytes of ${file} have arrived.`);
      }
      return { status: 200, body: { arrived: kept.arrived } };
    },
  }),
];
