import { findPerson, listByRole, type Person } from '../../../db/queries/account/people.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { allow, mayReach } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { switchAccount } from '../../people/switch-account.ts';
import { otherAccountShown } from '../../person-answer.ts';
import {
  accountQuery,
  otherAccountAnswer,
  otherAccountsAnswer,
  otherRoles,
  personPath,
} from '../../schemas/account/people.ts';
import { cursorOf, placeOf } from '../../schemas/case/list.ts';

const managed: readonly string[] = otherRoles;
const tag = 'User management';

async function accountFor(
  api: ApiDependencies,
  account: SignedIn,
  action: 'activate' | 'deactivate',
  accountId: string,
): Promise<Person> {
  const found = await findPerson(api.database, accountId);
  const other = found && managed.includes(found.role) ? found : null;
  const resource = other && { ...other, kind: 'other-account' as const, accountId };
  return allow<'other-account', Person>(account, action, resource);
}

const switching = (action: 'activate' | 'deactivate', summary: string) =>
  endpoint({
    method: 'post',
    path: `/accounts/{id}/${action}`,
    tag,
    summary,
    description: 'Nobody switches the own account.',
    pathSchema: personPath,
    answers: { 200: { description: 'The account', schema: otherAccountAnswer } },
    problems: action === 'activate' ? ['closed-at-dgft'] : [],
    handle: async ({ account, path, request, api }) => {
      const person = await accountFor(api, account, action, path.id);
      const active = action === 'activate';
      await switchAccount(api, { accountId: person.id, active }, { account, request });
      return { status: 200, body: otherAccountShown({ ...person, active }) };
    },
  });

export const accountEndpoints = [
  endpoint({
    method: 'get',
    path: '/accounts',
    tag,
    summary: "Administrators, customs agents and DGFT's own people",
    querySchema: accountQuery,
    answers: { 200: { description: 'A page', schema: otherAccountsAnswer } },
    problems: ['bad-cursor'],
    handle: async ({ account, query, api }) => {
      mayReach(account, 'view', 'other-account');
      const { role, cursor, limit } = query;
      const found = await listByRole(api.database, {
        roles: role ? [role] : otherRoles,
        after: placeOf(cursor)?.id ?? null,
        limit: limit + 1,
      });
      const { rows, nextCursor } = pageOf(found, limit, ({ id }) => cursorOf({ id }));
      return { status: 200, body: { accounts: rows.map(otherAccountShown), nextCursor } };
    },
  }),
  switching('deactivate', "End a person's access at once"),
  switching('activate', 'Let a person in again'),
];
