import { audit } from '../../../db/queries/audit/audit.ts';
import {
  deleteOwnSession,
  deleteSessionsOf,
  listSessions,
  type SignedIn,
} from '../../../db/queries/sign-in/session.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { tokenHashOf } from '../../middleware/session-cookie.ts';
import { problem } from '../../problem/problem.ts';
import { accountPath, sessionsAnswer } from '../../schemas/account/sign-in.ts';
import { toldBy } from '../../told-by.ts';

const own = ({ accountId }: SignedIn) => ({ kind: 'own-account' as const, accountId });

export const ownSessionEndpoints = [
  endpoint({
    method: 'get',
    path: '/account/sessions',
    tag: 'Account',
    summary: 'Where you are signed in',
    answers: {
      200: { description: 'Sessions in force, the latest used first', schema: sessionsAnswer },
    },
    problems: ['role-may-not'],
    handle: async ({ account, api, request }) => {
      allow(account, 'view', own(account));
      const asking = tokenHashOf(request);
      const sessions = await listSessions(api.database, account.accountId);
      const shown = sessions.map(({ tokenHash, createdAt, lastSeenAt, expiresAt, ...one }) => ({
        ...one,
        current: tokenHash === asking,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }));
      return { status: 200, body: { sessions: shown } };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/account/sessions/{id}',
    tag: 'Account',
    summary: 'Sign out elsewhere',
    pathSchema: accountPath,
    answers: { 204: { description: 'That session has ended' } },
    problems: ['role-may-not'],
    handle: async ({ account, path, api, request }) => {
      allow(account, 'secure', own(account));
      const { accountId } = account;
      const ended = await api.database.transaction(async (transaction) => {
        if (!(await deleteOwnSession(transaction, accountId, path.id))) return false;
        const subject = `account/${accountId}`;
        await audit(transaction, { subject, action: 'session-ended', ...toldBy(account, request) });
        return true;
      });
      if (!ended) throw problem('not-found', 'There is no such session of yours.');
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/account/sessions',
    tag: 'Account',
    summary: 'Sign out everywhere but here',
    answers: { 204: { description: 'Every other session has ended' } },
    problems: ['role-may-not'],
    handle: async ({ account, api, request }) => {
      allow(account, 'secure', own(account));
      const { accountId } = account;
      await api.database.transaction(async (transaction) => {
        const ended = await deleteSessionsOf(transaction, accountId, tokenHashOf(request));
        await audit(transaction, {
          subject: `account/${accountId}`,
          action: 'other-sessions-ended',
          ...toldBy(account, request),
          after: { ended },
        });
      });
      return { status: 204 };
    },
  }),
];
