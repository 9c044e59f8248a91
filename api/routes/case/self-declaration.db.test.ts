import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { askersOf } from '../../../test/access/askers.ts';
import { cross } from '../../../test/access/cross.ts';
import { type Make, on, type Rule, type Side } from '../../../test/access/rule.ts';
import {
  caseInStage,
  exampleContent,
  issuedCertificate,
} from '../../../test/records/case-in-stage.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { endpoints } from '../../endpoints.ts';

const server = await apiServer();
const { database, idOf, call } = server;
const askers = await askersOf(server);

/** Two exporters who declare origin themselves; no officer and no agency stands on either side. */
const side = (iec: string, login: 'exporter' | 'other-exporter'): Side => ({
  ...{ iec, agencyCode: 'DGFT', officeId: 'DGFT-SELF' },
  ...{ exporterId: idOf(login), agentId: idOf('agent'), officerId: idOf(login) },
});
const sides = {
  ours: side('AAACS7302F', 'exporter'),
  theirs: side('0388012345', 'other-exporter'),
};
const scheme = 'EFTATEPA-SELF';
const stage = 'auto-approved-pending-issuance';

const pending: Make = async ({ iec, officeId, agencyCode, exporterId }) => {
  const owner = { accountId: exporterId, iec };
  const content = exampleApplication('efta-self-declaration');
  const id = await caseInStage(database, stage, owner, { officeId, scheme, content, feePaise: 0 });
  return { path: { id }, facts: { iec, officeId, agencyCode, createdBy: exporterId, stage } };
};

const certificate: Make = async ({ iec, officeId, agencyCode, exporterId }) => {
  const owner = { accountId: exporterId, iec };
  const content = { ...exampleContent('EIC-MUMBAI-2026-0000001-X', randomUUID()), scheme };
  const issued = { officeId, scheme, content };
  const number = await issuedCertificate(database, owner, exporterId, issued);
  return { path: { number }, facts: { iec, officeId, agencyCode } };
};

const version = { expectedRevision: 3 };
const signature = { ...version, signature: 'A'.repeat(344) };
const cancellation = {
  ...{ expectedStatus: 'in-force', reason: 'issued-in-error', explanation: 'Not these goods.' },
};
const decision = { ...version, decision: { approve: true } };
const rules: Record<string, Rule> = {
  'post /applications/{id}/signing-request': on('application', 'prepare-issue', pending, version),
  'get /applications/{id}/signing-request': on('application', 'issue', pending),
  'post /applications/{id}/signature': on('application', 'issue', pending, signature),
  'post /applications/{id}/decision': on('application', 'approve', pending, decision),
  'post /certificates/{number}/cancellation': on(
    'certificate',
    'cancel-self-declared',
    certificate,
    cancellation,
  ),
};

describe('R45 what an exporter declares himself', () => {
  it.each(Object.entries(rules))(
    '%s opens to whom the table says, and to nobody else',
    async (name, rule) => {
      const endpoint = endpoints.find(({ method, path }) => `${method} ${path}` === name);
      if (!endpoint) throw new Error(`there is no ${name}`);
      const { method } = endpoint;
      const { departures, expected } = await cross(server, { endpoint, rule, askers }, sides);
      // Nothing was prepared, so the request that is his to see is not there yet.
      const unprepared = 'got 409 stage-forbids-action';
      const wrong = departures.filter((one) => method !== 'get' || !one.includes(unprepared));
      expect(wrong).toEqual([]);
      expect(expected.size).toBeGreaterThan(1);
    },
    120_000,
  );

  it('stands in no queue of an office', async () => {
    for (const login of ['officer', 'other-officer', 'administrator'] as const) {
      const answer = await call('/api/v1/applications?limit=100', { as: login });
      expect(JSON.stringify(await answer.json())).not.toContain('DGFT-SELF');
    }
  });
});
