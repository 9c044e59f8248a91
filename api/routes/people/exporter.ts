import { audit } from '../../../db/queries/audit/audit.ts';
import {
  type IecRow,
  lockExporter,
  readExporter,
  setAeo,
} from '../../../db/queries/dgft/exporter.ts';
import { isAeo, panOfAeo } from '../../../domain/identifier/aeo.ts';
import { isIec } from '../../../domain/identifier/iec.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { modifyIecUrl } from '../../problem/area/dgft-problems.ts';
import { problem } from '../../problem/problem.ts';
import {
  basicDetails,
  exporterAnswer,
  exporterBody,
  exporterPath,
} from '../../schemas/office/exporter.ts';
import { toldBy } from '../../told-by.ts';

/** What cannot be an IEC is nobody's. */
const exporterOf = (iec: string) => (isIec(iec) ? { kind: 'exporter' as const, iec } : null);

function answerOf(iec: string, row: IecRow | null) {
  const { record = null, details = null } = row ?? {};
  return {
    iec,
    status: row?.status ?? 'unknown',
    name: record?.name ?? null,
    pan: record?.pan ?? null,
    email: record?.email ?? null,
    mobile: details?.mobile ?? null,
    registeredOffice: details?.registeredOffice ?? null,
    branches: details?.branches ?? [],
    gstins: details?.gstins ?? [],
    directors: details?.directors ?? [],
    aeo: row?.aeo ?? null,
    fetchedAt: row?.fetchedAt.toISOString() ?? null,
    modifyAt: modifyIecUrl,
  };
}

function checkAeo(aeo: string, row: IecRow): void {
  const errors = [{ pointer: '/aeo', detail: 'IN, the PAN of the IEC, and five more signs.' }];
  if (!isAeo(aeo)) throw problem('aeo-mistyped', 'This is no AEO number.', { errors });
  if (panOfAeo(aeo) !== row.record?.pan) {
    throw problem('aeo-of-other-pan', 'It belongs to another PAN than the IEC.', { errors });
  }
}

export const exporterEndpoints = [
  endpoint({
    method: 'get',
    path: '/exporters/{iec}',
    tag: 'Exporter',
    summary: 'What DGFT has on record of an exporter, and when it was fetched',
    description: 'Read-only: basic details are changed at DGFT and arrive here by themselves.',
    pathSchema: exporterPath,
    answers: { 200: { description: 'The record', schema: exporterAnswer } },
    handle: async ({ account, path, api }) => {
      const { iec } = allow(account, 'view', exporterOf(path.iec));
      return { status: 200, body: answerOf(iec, await readExporter(api.database, iec)) };
    },
  }),
  endpoint({
    method: 'put',
    path: '/exporters/{iec}',
    tag: 'Exporter',
    summary: 'Set the AEO number, the one thing of an exporter that is entered here',
    pathSchema: exporterPath,
    bodySchema: exporterBody,
    answers: { 200: { description: 'The record', schema: exporterAnswer } },
    problems: ['changed-at-dgft', 'aeo-mistyped', 'aeo-of-other-pan'],
    handle: async ({ account, path, body, api, request }) => {
      const { iec } = allow(account, 'edit', exporterOf(path.iec));
      const others = basicDetails.filter((name) => body[name] !== undefined);
      if (others.length > 0) {
        const detail = 'Basic details are changed at DGFT alone.';
        const errors = others.map((name) => ({ pointer: `/${name}`, detail }));
        throw problem('changed-at-dgft', detail, { errors });
      }
      const { aeo } = body;
      return api.database.transaction(async (transaction) => {
        const row = await lockExporter(transaction, iec);
        if (!row) {
          throw problem('temporarily-unavailable', 'The record has not come from DGFT yet.', {
            retryAfterSeconds: 60,
          });
        }
        if (aeo === undefined || aeo === row.aeo) return { status: 200, body: answerOf(iec, row) };
        if (aeo !== null) checkAeo(aeo, row);
        await setAeo(transaction, iec, aeo);
        await audit(transaction, {
          subject: `exporter/${iec}`,
          action: 'exporter-aeo-set',
          ...toldBy(account, request),
          before: { aeo: row.aeo },
          after: { aeo },
        });
        return { status: 200, body: answerOf(iec, { ...row, aeo }) };
      });
    },
  }),
];
