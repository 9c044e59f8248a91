import type { Request } from 'express';
import type { Transaction } from '../../../db/database.ts';
import { lockUsersOf, setUserRights } from '../../../db/queries/account/exporter-user.ts';
import { findPerson, listUsersOf, type Person } from '../../../db/queries/account/people.ts';
import { audit } from '../../../db/queries/audit/audit.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { Right } from '../../../domain/authority/actor.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { switchAccount } from '../../people/switch-account.ts';
import { userShown } from '../../person-answer.ts';
import { problem } from '../../problem/problem.ts';
import {
  exporterQuery,
  exporterUserAnswer,
  exporterUsersAnswer,
  personPath,
  userRightsBody,
} from '../../schemas/account/people.ts';
import { tellOwner } from '../../temporal/account-messages.ts';
import { toldBy } from '../../told-by.ts';

type User = Person & { iec: string };

async function userFor(
  api: ApiDependencies,
  account: SignedIn,
  action: ActionOn<'exporter-user'>,
  accountId: string,
): Promise<User> {
  const found = await findPerson(api.database, accountId);
  const user = found?.role === 'exporter' && found.iec ? { ...found, iec: found.iec } : null;
  const resource = user && { ...user, kind: 'exporter-user' as const, accountId };
  return allow<'exporter-user', User>(account, action, resource);
}

/** Holds all users of the exporter; throws `last-manager` when nobody but `user` could manage them. */
async function holdUsers(transaction: Transaction, { iec, id }: User, keepsManaging: boolean) {
  const users = await lockUsersOf(transaction, iec);
  const others = users.filter((one) => one.id !== id && one.active);
  if (!keepsManaging && !others.some(({ rights }) => rights.includes('manage'))) {
    throw problem('last-manager', 'Nobody else may manage the users of this exporter.');
  }
  return users;
}

async function setRights(
  transaction: Transaction,
  user: User,
  rights: Right[],
  by: { account: SignedIn; request: Request },
): Promise<void> {
  const held = await holdUsers(transaction, user, rights.includes('manage'));
  const before = held.find(({ id }) => id === user.id);
  await setUserRights(transaction, user.id, rights);
  await audit(transaction, {
    ...toldBy(by.account, by.request),
    subject: `account/${user.id}`,
    action: 'user-rights-set',
    before: { rights: before?.rights ?? [] },
    after: { rights },
  });
}

const tag = 'User management';

const switching = (action: 'activate' | 'deactivate', summary: string) =>
  endpoint({
    method: 'post',
    path: `/exporter/users/{id}/${action}`,
    tag,
    summary,
    description: 'Nobody switches the own account.',
    pathSchema: personPath,
    answers: { 200: { description: 'The user', schema: exporterUserAnswer } },
    problems: action === 'activate' ? ['closed-at-dgft'] : ['last-manager'],
    handle: async ({ account, path, request, api }) => {
      const user = await userFor(api, account, action, path.id);
      const active = action === 'activate';
      const by = { account, request };
      await switchAccount(api, { accountId: user.id, active }, by, (own) =>
        holdUsers(own, user, active),
      );
      return { status: 200, body: userShown({ ...user, active }) };
    },
  });

export const exporterUserEndpoints = [
  endpoint({
    method: 'get',
    path: '/exporter/users',
    tag,
    summary: "The exporter's own users and what each may do",
    description: 'DGFT operations and the helpdesk name the IEC.',
    querySchema: exporterQuery,
    answers: { 200: { description: 'By name', schema: exporterUsersAnswer } },
    handle: async ({ account, query, api }) => {
      const reach = mayReach(account, 'view', 'exporter-user');
      const own = reach.within === 'iec' ? reach.iecs : null;
      const asked = query.iec === undefined ? own : [query.iec];
      if (!asked) {
        const errors = [{ pointer: '#query/iec', detail: 'Name the IEC.' }];
        throw problem('invalid-request', 'Whose users is not said.', { errors });
      }
      const iecs = own ? asked.filter((iec) => own.includes(iec)) : asked;
      const users = await listUsersOf(api.database, iecs);
      return { status: 200, body: { users: users.map(userShown) } };
    },
  }),
  endpoint({
    method: 'put',
    path: '/exporter/users/{id}/rights',
    tag,
    summary: 'Say what a user may do for the exporter',
    description: 'Nobody changes the own rights; one active user always may manage the others.',
    pathSchema: personPath,
    bodySchema: userRightsBody,
    answers: { 200: { description: 'The user', schema: exporterUserAnswer } },
    problems: ['last-manager'],
    handle: async ({ account, path, body, request, api }) => {
      const user = await userFor(api, account, 'set-rights', path.id);
      const { rights } = body;
      await api.database.transaction((own) => setRights(own, user, rights, { account, request }));
      tellOwner(api, { accountId: user.id, notice: 'rights-changed' });
      return { status: 200, body: userShown({ ...user, rights }) };
    },
  }),
  switching('deactivate', "End a user's access at once"),
  switching('activate', 'Let a user in again'),
];
