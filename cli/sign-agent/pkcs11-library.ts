import type pkcs11js from 'pkcs11js';
import { signingFailure } from './signing-failure.ts';

/** The constants of PKCS#11 together with its binding. */
export type Pkcs11 = typeof pkcs11js;

/** A logged-in session on one token, with the key it signs with. */
export interface Session {
  library: pkcs11js.PKCS11;
  handle: pkcs11js.Handle;
  key: pkcs11js.Handle;
  serialNumber: string;
  certificate: Uint8Array;
  others: Uint8Array[];
}

/** The binding; throws SigningFailure with the fix where npm could not compile it. */
export async function loadPkcs11(): Promise<Pkcs11> {
  return import('pkcs11js').then(
    (loaded) => loaded.default,
    (cause) => {
      const fix = 'Install a C++ compiler and run `npm ci`, or use --pkcs12.';
      throw signingFailure('token-absent', `PKCS#11 is not available here. ${fix}`, cause);
    },
  );
}

/** Loads and initialises the token's own library. */
export function openLibrary(pkcs11: Pkcs11, module: string): pkcs11js.PKCS11 {
  const library = new pkcs11.PKCS11();
  try {
    library.load(module);
  } catch (cause) {
    throw signingFailure('token-absent', `${module} is not a PKCS#11 module that loads.`, cause);
  }
  try {
    library.C_Initialize({ flags: pkcs11.CKF_OS_LOCKING_OK });
  } catch (cause) {
    library.close();
    throw signingFailure('token-failed', `${module} does not start.`, cause);
  }
  return library;
}

/** Ends the library whatever state it is in, as after the token was pulled out. */
export function closeLibrary(library: pkcs11js.PKCS11): void {
  for (const end of [() => library.C_Finalize(), () => library.close()]) {
    try {
      end();
    } catch {
      // A library that lost its token may refuse even this; nothing is left to do for it.
    }
  }
}

/** The slot of the one token with this label. */
export function findSlot(library: pkcs11js.PKCS11, label: string): pkcs11js.Handle {
  const slots = library.C_GetSlotList(true);
  const labels = slots.map((slot) => trimmed(library.C_GetTokenInfo(slot).label));
  const found = slots.filter((_, index) => labels[index] === label);
  const [slot, second] = found;
  if (slot === undefined) {
    const present = labels.filter((one) => one !== '').join(', ') || 'none';
    throw signingFailure('token-absent', `No token “${label}” is present. Present: ${present}.`);
  }
  if (second !== undefined)
    throw signingFailure('token-absent', `Two tokens are labelled “${label}”; take one out.`);
  return slot;
}

/** Text of PKCS#11 is padded to its full length, with blanks or, by some, with zeros. */
export function trimmed(text: string): string {
  return text.replace(/[\0 ]+$/, '');
}

/** Every object that matches, in a session. */
export function findObjects(
  library: pkcs11js.PKCS11,
  session: pkcs11js.Handle,
  template: pkcs11js.Template,
): pkcs11js.Handle[] {
  library.C_FindObjectsInit(session, template);
  try {
    const found: pkcs11js.Handle[] = [];
    for (;;) {
      const more = library.C_FindObjects(session, 50);
      if (more.length === 0) return found;
      found.push(...more);
    }
  } finally {
    library.C_FindObjectsFinal(session);
  }
}
