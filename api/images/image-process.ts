import { removeBackground } from '../../document/image.ts';
import { buildSpecimen } from '../../document/specimen.ts';
import { objectionToScan } from './check-scan.ts';
import type { ImageResult, ImageTask } from './image-task.ts';

async function carryOut(task: ImageTask): Promise<ImageResult> {
  const objection = await objectionToScan(task.scan);
  if (objection) return { outcome: 'refused', reason: objection };
  const cutOut = await removeBackground(task.scan).catch((error: unknown) => error);
  if (!(cutOut instanceof Uint8Array)) {
    const isBlank = cutOut instanceof RangeError;
    const reason = isBlank ? 'Nothing on it is darker than its paper.' : 'It cannot be read.';
    return { outcome: 'refused', reason };
  }
  if (task.kind === 'cut-out') return { outcome: 'done', bytes: cutOut };
  const pictures = { signatureImage: null, ...task.wanted, [task.as]: cutOut };
  return { outcome: 'done', bytes: await buildSpecimen(pictures) };
}

/** One task is all that this process lives for. */
process.once('message', async (task: ImageTask) => {
  const result = await carryOut(task);
  process.send?.(result, () => process.disconnect());
});
