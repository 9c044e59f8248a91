import { type AuditRow, listAudit } from '../../../db/queries/audit/audit.ts';
import { mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { auditAnswer, auditQuery } from '../../schemas/account/audit.ts';

const shown = ({ sequence, body, previousHash, hash }: AuditRow) => ({
  sequence,
  ...JSON.parse(body),
  previousHash,
  hash,
});

export const auditEndpoint = endpoint({
  method: 'get',
  path: '/audit',
  tag: 'Operations',
  summary: 'Every decision on people and every change of authority, in order',
  description:
    'Oldest first. `ecoo audit verify` proves that nothing was changed since; docs/audit.md lists the actions.',
  querySchema: auditQuery,
  answers: { 200: { description: 'One page', schema: auditAnswer } },
  handle: async ({ account, query, api }) => {
    mayReach(account, 'view', 'audit');
    const { subject = null, actor = null, after, limit } = query;
    const found = await listAudit(api.database, { subject, actor, after, limit: limit + 1 });
    const { rows, nextCursor } = pageOf(found, limit, ({ sequence }) => sequence);
    return { status: 200, body: { entries: rows.map(shown), nextAfter: nextCursor } };
  },
});
