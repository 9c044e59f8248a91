import * as openid from 'openid-client';
import { z } from 'zod';
import { isIec } from '../../domain/identifier/iec.ts';
import { gatewayUnavailable } from '../unavailable.ts';

/** Whom DGFT vouches for; `iec` is null while the person's e-mail is not linked to one. */
export type DgftPerson = { subject: string; iec: string | null; name: string; email: string };

/** What an answer is checked by: kept here, and never shown to the browser but for `state`. */
export type SignInChecks = { state: string; nonce: string; codeVerifier: string };

/** `refused`: DGFT said no, or the answer is not one to our question; asking again may help. */
export type DgftSignInOutcome =
  | { outcome: 'signed-in'; person: DgftPerson }
  | { outcome: 'refused'; reason: string };

const claims = z.object({
  sub: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  iec: z.string().refine(isIec).nullish(),
  name: z.string().min(1).max(200),
  email: z.email().max(200),
});

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Failures that say nothing of the answer: DGFT could not be asked, or does not know us. */
function isAway(error: unknown): boolean {
  if (error instanceof openid.ResponseBodyError) return error.error !== 'invalid_grant';
  if (error instanceof openid.ClientError) {
    return error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM';
  }
  return !(error instanceof openid.AuthorizationResponseError);
}

const away = (cause: unknown) =>
  gatewayUnavailable('dgft-sign-in', 'did not answer as agreed; check address, client and secret', {
    cause,
  });

/**
 * Sign-in with DGFT by OpenID Connect: authorization code, PKCE with S256, state, nonce, and the ID
 * token's signature checked. `issuer` is https, or http on loopback alone. Throws
 * GatewayUnavailable and nothing else.
 */
export function createDgftSignIn(settings: {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  timeoutMs: number;
}) {
  const { clientId, clientSecret, redirectUri } = settings;
  const issuer = new URL(settings.issuer);
  if (issuer.protocol !== 'https:' && !loopback.has(issuer.hostname)) {
    throw new Error('DGFT_SIGN_IN_URL must be an https address');
  }
  let known: openid.Configuration | null = null;

  async function configuration(): Promise<openid.Configuration> {
    if (known !== null) return known;
    const insecure = issuer.protocol === 'https:' ? [] : [openid.allowInsecureRequests];
    try {
      known = await openid.discovery(
        issuer,
        clientId,
        undefined,
        openid.ClientSecretBasic(clientSecret),
        {
          timeout: Math.ceil(settings.timeoutMs / 1000),
          execute: [openid.enableNonRepudiationChecks, ...insecure],
        },
      );
      return known;
    } catch (cause) {
      throw away(cause);
    }
  }

  /** Where to send the browser, and what its answer will be checked by. */
  async function begin(): Promise<SignInChecks & { url: string }> {
    const config = await configuration();
    const state = openid.randomState();
    const nonce = openid.randomNonce();
    const codeVerifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, state, nonce, codeVerifier };
  }

  /** Who signed in, from the query that the browser came back with. */
  async function complete(query: string, checks: SignInChecks): Promise<DgftSignInOutcome> {
    const config = await configuration();
    try {
      const tokens = await openid.authorizationCodeGrant(
        config,
        new URL(`${redirectUri}?${query}`),
        {
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.codeVerifier,
          idTokenExpected: true,
        },
      );
      const read = claims.safeParse(tokens.claims());
      if (!read.success) return { outcome: 'refused', reason: 'claims' };
      const { sub: subject, iec = null, name, email } = read.data;
      return { outcome: 'signed-in', person: { subject, iec, name, email } };
    } catch (error) {
      if (isAway(error)) throw away(error);
      const reason = error instanceof openid.AuthorizationResponseError ? error.error : 'answer';
      return { outcome: 'refused', reason };
    }
  }

  return { begin, complete };
}

export type DgftSignIn = ReturnType<typeof createDgftSignIn>;
