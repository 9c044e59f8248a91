import { createHash, verify, X509Certificate } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  closeLibrary,
  loadPkcs11,
  openLibrary,
  type Pkcs11,
  type Session,
} from './pkcs11-library.ts';
import { openSession } from './pkcs11-session.ts';
import { isPinFailure, isSigningFailure, signingFailure } from './signing-failure.ts';
import { chainOf, type Token } from './token.ts';

/** DER of DigestInfo for SHA-256 up to the digest (RFC 8017 9.2). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const LONGEST_SIGNATURE = 1024;
const OPENINGS = { most: 5, apartMs: 100 };

/**
 * Opens a token through its PKCS#11 module, logs in once and keeps the one session. When the token
 * was pulled out and put back it logs in again, to the same token only. A PIN that was refused is
 * forgotten and never tried again. Throws SigningFailure.
 */
export async function openPkcs11Token(options: {
  module: string;
  label: string;
  pin: string;
}): Promise<Token> {
  const pkcs11 = await loadPkcs11();
  let pin: string | null = options.pin;
  let session: Session | null = null;

  function connect(expected: Session | null): Session {
    if (pin === null) throw signingFailure('pin-incorrect', 'The PIN was refused; start again.');
    const library = openLibrary(pkcs11, options.module);
    try {
      return openSession(pkcs11, library, { label: options.label, pin, expected });
    } catch (error) {
      closeLibrary(library);
      if (isPinFailure(error)) pin = null;
      throw asFailure(error);
    }
  }

  // While another program logs in, a token's state may not be readable: SoftHSM2 then answers
  // CKR_GENERAL_ERROR, a smart card that it is in use. Neither says anything of the PIN.
  async function connectPatiently(): Promise<Session> {
    for (let opening = 1; ; opening += 1) {
      try {
        return connect(null);
      } catch (error) {
        const passing = isSigningFailure(error) && error.code === 'token-failed';
        if (!passing || opening === OPENINGS.most) throw error;
        await setTimeout(OPENINGS.apartMs);
      }
    }
  }

  const opened = await connectPatiently();
  session = opened;
  const publicKey = new X509Certificate(opened.certificate).publicKey;

  async function signOnce(bytes: Uint8Array): Promise<Uint8Array> {
    session ??= connect(opened);
    const signature = await rawSignature(pkcs11, session, bytes);
    // A token that answers wrongly (a fault, a key exchanged under the same id) must not be believed.
    if (!verify('sha256', bytes, publicKey, signature))
      throw signingFailure('token-failed', 'The token’s answer does not fit its certificate.');
    return signature;
  }

  function disconnect(): void {
    if (session !== null) closeLibrary(session.library);
    session = null;
  }

  async function signReconnecting(bytes: Uint8Array): Promise<Uint8Array> {
    try {
      return await signOnce(bytes);
    } catch (error) {
      disconnect();
      if (isPinFailure(error)) throw error;
    }
    // Pulled out and put back, a session that broke off or still holds an operation
    // (CKR_OPERATION_ACTIVE): a new session mends them all. A second failure is final.
    try {
      return await signOnce(bytes);
    } catch (error) {
      disconnect();
      throw asFailure(error);
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };

  return {
    kind: 'pkcs11',
    label: options.label,
    certificate: opened.certificate,
    chain: chainOf(opened.certificate, opened.others),
    sign: (bytes) => inTurn(() => signReconnecting(bytes)),
    close: () => void inTurn(async () => disconnect()),
  };
}

/** CKM_RSA_PKCS with a DigestInfo made here: every token has it, not every one hashes by itself. */
async function rawSignature(
  pkcs11: Pkcs11,
  { library, handle, key }: Session,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const digest = createHash('sha256').update(bytes).digest();
  library.C_SignInit(handle, { mechanism: pkcs11.CKM_RSA_PKCS }, key);
  const room = Buffer.alloc(LONGEST_SIGNATURE);
  const input = Buffer.concat([DIGEST_INFO, digest]);
  return Uint8Array.from(await library.C_SignAsync(handle, input, room));
}

function asFailure(error: unknown): Error {
  if (isSigningFailure(error)) return error;
  const words = error instanceof Error ? error.message : String(error);
  return signingFailure('token-failed', `The token failed: ${words}.`, error);
}
