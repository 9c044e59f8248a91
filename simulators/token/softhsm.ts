import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pkcs11js from 'pkcs11js';
import { useSoftHsmConfiguration } from './env.ts';

/** Where packages of the usual systems put the library. */
const USUAL_PATHS = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

/** SoftHSM2 with tokens of its own, apart from any the user of the machine may have. */
export interface SoftHsm {
  pkcs11: typeof pkcs11js;
  module: string;
  configuration: string;
}

/**
 * Makes SoftHSM2 ready to keep its tokens under `<dataDir>/tokens`; null where the machine has no
 * SoftHSM2 or the optional dependency pkcs11js could not be compiled.
 */
export async function prepareSoftHsm(dataDir: string): Promise<SoftHsm | null> {
  const [module, pkcs11] = await Promise.all([findModule(), loadPkcs11()]);
  if (module === null || pkcs11 === null) return null;
  const tokens = join(dataDir, 'tokens');
  const configuration = join(dataDir, 'softhsm2.conf');
  await mkdir(tokens, { recursive: true, mode: 0o700 });
  const lines = [
    `directories.tokendir = ${tokens}`,
    'objectstore.backend = file',
    'log.level = ERROR',
  ];
  await writeFile(configuration, `${lines.join('\n')}\n`);
  return { pkcs11, module, configuration };
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `use` with the library initialised. One at a time in a process: PKCS#11 keeps its state per
 * process, and initialising twice is an error.
 */
export function withLibrary<Result>(
  hsm: SoftHsm,
  use: (library: pkcs11js.PKCS11) => Promise<Result>,
): Promise<Result> {
  const mine = turn.then(async () => {
    useSoftHsmConfiguration(hsm.configuration);
    const library = new hsm.pkcs11.PKCS11();
    library.load(hsm.module);
    try {
      library.C_Initialize({ flags: hsm.pkcs11.CKF_OS_LOCKING_OK });
      try {
        return await use(library);
      } finally {
        library.C_Finalize();
      }
    } finally {
      library.close();
    }
  });
  turn = mine.catch(() => {});
  return mine;
}

async function findModule(): Promise<string | null> {
  for (const path of USUAL_PATHS) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return null;
}

async function loadPkcs11(): Promise<typeof pkcs11js | null> {
  return import('pkcs11js').then(
    (loaded) => loaded.default,
    () => null,
  );
}
