import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Request, type Response, Router, urlencoded } from 'express';
import { Provider } from 'oidc-provider';
import { pageHeaders } from '../http/page.ts';
import { signInPage } from './page.ts';
import type { Register } from './register.ts';
import type { Service, Services } from './service.ts';

type Keys = { jwks: { keys: object[] }; cookie: string };

/** Keys that outlive a restart, so that what was signed before it still verifies. */
function keysIn(dataDir: string): Keys {
  const file = join(dataDir, 'sign-in-keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: '1', use: 'sig', alg: 'RS256' };
  const keys = { jwks: { keys: [jwk] }, cookie: randomBytes(32).toString('base64url') };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

function openProvider(url: string, service: Service, keys: Keys, register: Register): Provider {
  return new Provider(`${url}/oidc`, {
    clients: [
      {
        client_id: service.clientId,
        client_secret: service.clientSecret,
        redirect_uris: [service.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: keys.jwks,
    cookies: { keys: [keys.cookie] },
    claims: { openid: ['sub', 'iec'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    // Whoever tries things wants to be somebody else a minute later.
    ttl: { Interaction: 600, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    findAccount: (_context, id) => {
      const account = register.account(id);
      if (account?.status !== 'active') return undefined;
      const { iec, name, email } = account;
      return { accountId: id, claims: () => ({ sub: id, iec, name, email }) };
    },
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const { clientId } = client;
      const grant = new oidc.provider.Grant({ clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
}

/**
 * DGFT's sign-in service: OpenID Connect at `<url>/oidc` for the registered service, with a page on
 * which one says who one is. `started` tells it its own address.
 */
export function signInRoutes(options: {
  dataDir: string;
  register: Register;
  services: Services;
}): {
  router: Router;
  started: (url: string) => void;
} {
  const { dataDir, register, services } = options;
  const keys = keysIn(dataDir);
  let url = '';
  let current: {
    of: Service;
    provider: Provider;
    handle: ReturnType<Provider['callback']>;
  } | null = null;

  function running() {
    const registered = services.get();
    if (registered === undefined) return null;
    if (current?.of !== registered) {
      const provider = openProvider(url, registered, keys, register);
      current = { of: registered, provider, handle: provider.callback() };
    }
    return current;
  }

  const router = Router();
  router.use('/oidc', (request, response) => {
    const service = running();
    if (service === null) response.status(503).type('text').send('No service is registered.');
    else return service.handle(request, response);
  });
  const atPage =
    (answer: (provider: Provider, request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      const provider = running()?.provider;
      if (provider === undefined) response.status(503).end();
      else await answer(provider, request, response);
    };
  router.get(
    '/sign-in/:uid',
    atPage(async (provider, request, response) => {
      const { uid } = await provider.interactionDetails(request, response);
      response.set(pageHeaders).type('html').send(signInPage(uid, register.accounts()));
    }),
  );
  router.post(
    '/sign-in/:uid',
    urlencoded({ extended: false }),
    atPage(async (provider, request, response) => {
      const account = register.account(String(request.body?.account));
      const result =
        account?.status === 'active'
          ? { login: { accountId: account.id } }
          : { error: 'access_denied', error_description: 'Nobody signed in.' };
      await provider.interactionFinished(request, response, result);
    }),
  );
  return {
    router,
    started: (address) => {
      url = address;
    },
  };
}
