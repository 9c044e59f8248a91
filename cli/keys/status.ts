import type { KeyRing } from '../../credential/key-ring.ts';
import { keyIdOf, openSecret } from '../../credential/sealed-secret.ts';
import type { Database } from '../../db/database.ts';
import { readSealedTexts } from '../../db/queries/keys/sealed-text.ts';
import { ownerOf } from './owner.ts';

export type KeyStatus = {
  id: string;
  state: 'current' | 'known' | 'unknown';
  /** How many secrets are sealed under it. */
  secrets: number;
  /** How many of them do not open. */
  unopened: number;
};

/** Every key that is known or in use, with what is under it; each secret is opened to see whether it can be. */
export async function keyStatus(database: Database, masterKeys: KeyRing): Promise<KeyStatus[]> {
  const found = new Map<string, KeyStatus>();
  const of = (id: string): KeyStatus => {
    const known = masterKeys.keys.has(id) ? ('known' as const) : ('unknown' as const);
    const state = id === masterKeys.current ? 'current' : known;
    const status = found.get(id) ?? { id, state, secrets: 0, unopened: 0 };
    found.set(id, status);
    return status;
  };
  for (const id of masterKeys.keys.keys()) of(id);
  for await (const text of readSealedTexts(database)) {
    const status = of(keyIdOf(text.sealed));
    status.secrets += 1;
    try {
      openSecret(text.sealed, masterKeys, ownerOf(text));
    } catch {
      status.unopened += 1;
    }
  }
  return [...found.values()];
}
