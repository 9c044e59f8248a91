import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from 'pdf-lib';
import { unfoldsTooFar } from './pdf-unfolding.ts';

/** Keys that bring scripts, other files or another form technology into a PDF. */
const forbiddenKeys = new Set([
  'JS',
  'JavaScript',
  'EmbeddedFiles',
  'EF',
  'XFA',
  'RichMediaContent',
]);

/** Action types that start programs, scripts or transfers. */
const forbiddenActions = new Set([
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'GoToE',
  'Rendition',
  'RichMediaExecute',
]);

const deepest = 100;

const nameOf = (object: PDFObject | undefined) =>
  object instanceof PDFName ? object.decodeText() : null;

function objectionTo(object: PDFObject, depth = 0): string | null {
  if (depth > deepest) return 'is nested too deeply';
  if (object instanceof PDFStream) return objectionTo(object.dict, depth + 1);
  if (object instanceof PDFArray) return firstObjection(object.asArray(), depth);
  if (!(object instanceof PDFDict)) return null;
  for (const [key] of object.entries()) {
    if (forbiddenKeys.has(key.decodeText())) return `holds /${key.decodeText()}`;
  }
  const action = nameOf(object.get(PDFName.of('S')));
  if (action && forbiddenActions.has(action)) return `holds an action /${action}`;
  const type = nameOf(object.get(PDFName.of('Type')));
  if (type === 'EmbeddedFile') return 'holds another file';
  return firstObjection(object.values(), depth);
}

function firstObjection(objects: readonly PDFObject[], depth: number): string | null {
  for (const object of objects) {
    const objection = objectionTo(object, depth + 1);
    if (objection) return objection;
  }
  return null;
}

/**
 * Why a PDF is not accepted, in words that follow "The PDF"; null when it is sound. It must open
 * without password and hold no scripts, no actions that reach out, and no other files.
 */
export async function objectionToPdf(bytes: Uint8Array): Promise<string | null> {
  if (unfoldsTooFar(Buffer.from(bytes))) return 'unfolds into more than it may';
  let parsed: PDFDocument;
  try {
    parsed = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
  } catch (error) {
    const locked = error instanceof Error && error.message.includes('encrypted');
    return locked ? 'is encrypted' : 'cannot be read; it may be damaged';
  }
  const objects = parsed.context.enumerateIndirectObjects().map(([, object]) => object);
  try {
    return firstObjection(objects, 0) ?? (parsed.getPageCount() > 0 ? null : 'has no page');
  } catch {
    return 'cannot be read; it may be damaged';
  }
}
