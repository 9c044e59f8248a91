import { createPublicKey, randomBytes } from 'node:crypto';
import type pkcs11js from 'pkcs11js';
import type { SoftHsm } from './softhsm.ts';

type Library = pkcs11js.PKCS11;
type Handle = pkcs11js.Handle;

/** What a token shows to anybody: PKCS#11 pads labels to 32 bytes, some libraries with zeros. */
export function findToken(library: Library, label: string): Handle | undefined {
  const isIt = (slot: Handle) =>
    library.C_GetTokenInfo(slot).label.replace(/[\0 ]+$/, '') === label;
  return library.C_GetSlotList(true).find(isIt);
}

/** The holder's certificate (DER) on a token, read without a PIN; null where there is none yet. */
export function readCertificate(hsm: SoftHsm, library: Library, slot: Handle): Uint8Array | null {
  const { CKA_CERTIFICATE_CATEGORY, CKA_CLASS, CKA_VALUE, CKO_CERTIFICATE, CKF_SERIAL_SESSION } =
    hsm.pkcs11;
  const session = library.C_OpenSession(slot, CKF_SERIAL_SESSION);
  try {
    const [found] = findObjects(library, session, [
      { type: CKA_CLASS, value: CKO_CERTIFICATE },
      { type: CKA_CERTIFICATE_CATEGORY, value: HOLDER },
    ]);
    if (found === undefined) return null;
    const [value] = library.C_GetAttributeValue(session, found, [{ type: CKA_VALUE }]);
    return value === undefined ? null : Uint8Array.from(value.value as Buffer);
  } finally {
    library.C_CloseSession(session);
  }
}

/**
 * Makes the token if there is none, and logs in: a session that can write. The security officer's
 * PIN is the holder's own, so that a token left half-made by a crash can be made again.
 */
export function openToken(hsm: SoftHsm, library: Library, label: string, pin: string): Handle {
  const { CKF_TOKEN_INITIALIZED, CKF_USER_PIN_INITIALIZED, CKU_SO, CKU_USER } = hsm.pkcs11;
  if (Buffer.byteLength(label) > 32) throw new Error(`A token label is at most 32 bytes: ${label}`);
  const flagsOf = (slot: Handle) => library.C_GetTokenInfo(slot).flags;
  if (findToken(library, label) === undefined) {
    const free = library.C_GetSlotList(true).find((one) => !(flagsOf(one) & CKF_TOKEN_INITIALIZED));
    if (free === undefined) throw new Error('SoftHSM2 offers no free slot.');
    library.C_InitToken(free, pin, label.padEnd(32));
  }
  const slot = findToken(library, label);
  if (slot === undefined) throw new Error(`SoftHSM2 did not keep the token ${label}.`);
  const session = library.C_OpenSession(
    slot,
    hsm.pkcs11.CKF_SERIAL_SESSION | hsm.pkcs11.CKF_RW_SESSION,
  );
  if (!(flagsOf(slot) & CKF_USER_PIN_INITIALIZED)) {
    library.C_Login(session, CKU_SO, pin);
    library.C_InitPIN(session, pin);
    library.C_Logout(session);
  }
  library.C_Login(session, CKU_USER, pin);
  return session;
}

/**
 * Empties the token and makes a key pair that never leaves it.
 * Gives the key's id on the token and the public key as SubjectPublicKeyInfo in DER.
 */
export async function generateKey(
  hsm: SoftHsm,
  library: Library,
  session: Handle,
): Promise<{ id: Buffer; publicKey: Uint8Array }> {
  const p = hsm.pkcs11;
  for (const object of findObjects(library, session, [{ type: p.CKA_TOKEN, value: true }]))
    library.C_DestroyObject(session, object);
  const id = randomBytes(8);
  const both = [
    { type: p.CKA_TOKEN, value: true },
    { type: p.CKA_ID, value: id },
  ];
  const keys = await library.C_GenerateKeyPairAsync(
    session,
    { mechanism: p.CKM_RSA_PKCS_KEY_PAIR_GEN },
    [
      ...both,
      { type: p.CKA_VERIFY, value: true },
      { type: p.CKA_MODULUS_BITS, value: 2048 },
      { type: p.CKA_PUBLIC_EXPONENT, value: Buffer.from([1, 0, 1]) },
    ],
    [
      ...both,
      { type: p.CKA_PRIVATE, value: true },
      { type: p.CKA_SENSITIVE, value: true },
      { type: p.CKA_EXTRACTABLE, value: false },
      { type: p.CKA_SIGN, value: true },
    ],
  );
  const [n, e] = library
    .C_GetAttributeValue(session, keys.publicKey, [
      { type: p.CKA_MODULUS },
      { type: p.CKA_PUBLIC_EXPONENT },
    ])
    .map((attribute) => (attribute.value as Buffer).toString('base64url'));
  if (n === undefined || e === undefined) throw new Error('The token keeps its public key back.');
  const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
  return { id, publicKey: Uint8Array.from(key.export({ format: 'der', type: 'spki' })) };
}

/** Values of CKA_CERTIFICATE_CATEGORY. */
const HOLDER = 1;
const AUTHORITY = 2;

/** Writes the holder's certificate beside its key, and the chain, readable without a PIN. */
export function writeCertificates(
  hsm: SoftHsm,
  library: Library,
  session: Handle,
  certificates: { id: Buffer; holder: Uint8Array; chain: Uint8Array[] },
): void {
  const p = hsm.pkcs11;
  const write = (der: Uint8Array, category: number, more: pkcs11js.Template) =>
    library.C_CreateObject(session, [
      { type: p.CKA_CLASS, value: p.CKO_CERTIFICATE },
      { type: p.CKA_CERTIFICATE_TYPE, value: p.CKC_X_509 },
      { type: p.CKA_CERTIFICATE_CATEGORY, value: category },
      { type: p.CKA_TOKEN, value: true },
      { type: p.CKA_PRIVATE, value: false },
      { type: p.CKA_SUBJECT, value: Buffer.alloc(0) },
      { type: p.CKA_VALUE, value: Buffer.from(der) },
      ...more,
    ]);
  for (const der of certificates.chain) write(der, AUTHORITY, []);
  // Last, since a holder's certificate is the sign of a finished token.
  write(certificates.holder, HOLDER, [{ type: p.CKA_ID, value: certificates.id }]);
}

function findObjects(library: Library, session: Handle, template: pkcs11js.Template): Handle[] {
  library.C_FindObjectsInit(session, template);
  try {
    return library.C_FindObjects(session, 100);
  } finally {
    library.C_FindObjectsFinal(session);
  }
}
