import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's floor for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Longest password, in characters: hashing must not become a way to keep the service busy. */
export const longestPassword = 256;

/** Each takes 19 MiB and one of Node's four worker threads, which files and keys need as well. */
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running < atOnce) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** One password typed on two keyboards may arrive in two spellings of the same letters. */
const spelled = (password: string) => password.normalize('NFKC');

/** Argon2id of a password, in PHC form with its salt. Waits in turn with every other of this process. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(spelled(password), cost));
}

/** What is verified against when there is nothing to verify against. */
const nobodysHash = hashPassword(randomBytes(32).toString('base64url'));

/**
 * Whether the password is the one hashed. `null` (no such account, or it has no password) takes the
 * same effort and is never right, so that the time taken tells nothing.
 */
export async function verifyPassword(known: string | null, password: string): Promise<boolean> {
  const usable = known !== null && password.length <= longestPassword;
  const against = usable ? known : await nobodysHash;
  const right = await inTurn(() => verify(against, spelled(password.slice(0, longestPassword))));
  return usable && right;
}

/** Without what is mistaken for something else: 0 and o, 1, l and i. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A password for one use, of 74 bits, in three groups easy to read out and to type, such as
 * `k7dwm-p2xqe-9hfta`. Who gets it must set an own one at once (R18).
 */
export function oneUsePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group()].join('-');
}
