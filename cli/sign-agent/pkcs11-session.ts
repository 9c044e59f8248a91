import { X509Certificate } from 'node:crypto';
import type pkcs11js from 'pkcs11js';
import { findObjects, findSlot, type Pkcs11, type Session, trimmed } from './pkcs11-library.ts';
import { type SigningFailure, signingFailure } from './signing-failure.ts';
import { isValidToday } from './token.ts';

/**
 * Finds the token, logs in once and finds the signing key. With `expected`, only that very token
 * with that certificate will do: another that happens to bear the label must not get the PIN.
 */
export function openSession(
  pkcs11: Pkcs11,
  library: pkcs11js.PKCS11,
  login: { label: string; pin: string; expected: Session | null },
): Session {
  const slot = findSlot(library, login.label);
  const info = library.C_GetTokenInfo(slot);
  const serialNumber = trimmed(info.serialNumber);
  if (login.expected !== null && login.expected.serialNumber !== serialNumber)
    throw signingFailure('token-absent', `Another token bears the label “${login.label}”.`);
  refuseRiskyLogin(pkcs11, info.flags);

  const handle = library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
  try {
    library.C_Login(handle, pkcs11.CKU_USER, login.pin);
  } catch (error) {
    throw loginFailure(pkcs11, error);
  }
  return { library, handle, serialNumber, ...findKey(pkcs11, library, handle) };
}

function refuseRiskyLogin(pkcs11: Pkcs11, flags: number): void {
  if (flags & pkcs11.CKF_USER_PIN_LOCKED)
    throw signingFailure('pin-locked', 'The PIN of this token is locked; its issuer unlocks it.');
  if (flags & pkcs11.CKF_USER_PIN_FINAL_TRY)
    throw signingFailure(
      'pin-locked',
      'One more wrong PIN would lock this token. Log in with its own software first.',
    );
}

function loginFailure(pkcs11: Pkcs11, error: unknown): SigningFailure {
  const code = error instanceof pkcs11.Pkcs11Error ? error.code : null;
  if (code === pkcs11.CKR_PIN_LOCKED)
    return signingFailure('pin-locked', 'The PIN of this token is locked; its issuer unlocks it.');
  const wrong = [pkcs11.CKR_PIN_INCORRECT, pkcs11.CKR_PIN_INVALID, pkcs11.CKR_PIN_LEN_RANGE];
  if (code !== null && wrong.includes(code))
    return signingFailure('pin-incorrect', 'The token refused the PIN. It was tried once.');
  return signingFailure('token-failed', 'The token does not log in.', error);
}

type Candidate = { key: pkcs11js.Handle; certificate: Uint8Array };

/** A renewed certificate may stand beside the old one: the one that is good for longest is taken. */
function findKey(pkcs11: Pkcs11, library: pkcs11js.PKCS11, handle: pkcs11js.Handle) {
  const { CKA_CLASS, CKA_ID, CKA_KEY_TYPE, CKA_SIGN, CKA_VALUE } = pkcs11;
  const read = (object: pkcs11js.Handle, type: number) =>
    library.C_GetAttributeValue(handle, object, [{ type }])[0]?.value ?? Buffer.alloc(0);

  const keys = findObjects(library, handle, [
    { type: CKA_CLASS, value: pkcs11.CKO_PRIVATE_KEY },
    { type: CKA_KEY_TYPE, value: pkcs11.CKK_RSA },
    { type: CKA_SIGN, value: true },
  ]);
  const certificates = findObjects(library, handle, [
    { type: CKA_CLASS, value: pkcs11.CKO_CERTIFICATE },
  ]).map((object) => ({ id: read(object, CKA_ID), der: Uint8Array.from(read(object, CKA_VALUE)) }));

  const candidates = keys.flatMap((key): Candidate[] => {
    const id = read(key, CKA_ID);
    const own = certificates.filter((one) => id.length > 0 && one.id.equals(id));
    return own.map(({ der }) => ({ key, certificate: der }));
  });
  const [first] = candidates
    .filter(({ certificate }) => isValidToday(certificate))
    .sort((one, other) => expiry(other) - expiry(one));
  if (first === undefined) {
    const reason =
      candidates.length === 0 ? 'no RSA key with its certificate' : 'only expired ones';
    throw signingFailure('token-failed', `The token holds ${reason}.`);
  }
  const others = certificates.map(({ der }) => der).filter((der) => der !== first.certificate);
  return { ...first, others };
}

function expiry(candidate: Candidate): number {
  return new X509Certificate(candidate.certificate).validToDate.getTime();
}
