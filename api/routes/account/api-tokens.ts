import { type ApiTokenRow, listTokens } from '../../../db/queries/sign-in/api-token.ts';
import { endToken, makeToken } from '../../account/api-tokens.ts';
import { endpoint } from '../../endpoint.ts';
import {
  newTokenAnswer,
  tokenBody,
  tokenPath,
  tokensAnswer,
} from '../../schemas/account/own-account.ts';
import { allowOwn } from './own-account.ts';

const tag = 'Own account';
const path = '/account/tokens';

function stateOf({ revokedAt, expiresAt }: ApiTokenRow) {
  if (revokedAt) return 'revoked';
  return expiresAt > new Date() ? 'in-force' : 'expired';
}

const shown = (row: ApiTokenRow) => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  state: stateOf(row),
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

export const apiTokenEndpoints = [
  endpoint({
    method: 'get',
    path,
    tag,
    summary: 'Your API tokens',
    description: 'The newest first, up to 200; those that ended stay listed.',
    answers: { 200: { description: 'The tokens', schema: tokensAnswer } },
    handle: async ({ account, api }) => {
      const { accountId } = allowOwn(account, 'view');
      const tokens = await listTokens(api.database, accountId);
      return { status: 200, body: { tokens: tokens.map(shown) } };
    },
  }),
  endpoint({
    method: 'post',
    path,
    tag,
    summary: 'Make an API token',
    description:
      'For programs that act for you: `Authorization: Bearer ecoo_…`. It can do what its scopes and ' +
      'your own rights both allow, and nothing that is done in person. The token is shown this once.',
    bodySchema: tokenBody,
    answers: { 201: { description: 'The token', schema: newTokenAnswer } },
    problems: ['scope-not-held', 'tokens-full'],
    handle: async ({ account, api, request, body }) => {
      allowOwn(account, 'secure');
      const { token, row } = await makeToken(api, account, request, body);
      return { status: 201, body: { ...shown(row), token } };
    },
  }),
  endpoint({
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Revoke an API token',
    pathSchema: tokenPath,
    answers: { 204: { description: 'Revoked; it opens nothing any more' } },
    problems: ['not-found'],
    handle: async ({ account, api, request, path: { id } }) => {
      allowOwn(account, 'secure');
      await endToken(api, account, request, { id });
      return { status: 204 };
    },
  }),
];
