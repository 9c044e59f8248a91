import type { Storage } from '../../gateways/storage.ts';
import type { Answer } from '../endpoint.ts';
import { problem } from '../problem/problem.ts';
import type { ImageTask } from './image-task.ts';
import { workOnImage } from './image-work.ts';

/** What a picture becomes. Throws `image-refused` with what is wrong with it. */
export async function pictureWork(task: ImageTask): Promise<Uint8Array> {
  const result = await workOnImage(task);
  if (result.outcome === 'done') return result.bytes;
  throw problem('image-refused', result.reason);
}

/** Cuts the picture out of its paper and stores it; gives the storage key. */
export async function keepPicture(storage: Storage, scan: Uint8Array): Promise<string> {
  return storage.put(await pictureWork({ kind: 'cut-out', scan }));
}

/** A kept picture as file. Throws `not-found` when none is kept. */
export async function keptPicture(
  storage: Storage,
  key: string | null,
  name: string,
): Promise<Answer> {
  const kept = key ? await storage.get(key) : null;
  if (kept?.outcome !== 'found') throw problem('not-found', 'No picture is kept yet.');
  return { status: 200, file: { type: 'image/png', bytes: kept.bytes, name } };
}
