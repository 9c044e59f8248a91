import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { z } from 'zod';
import { problem } from '../problem/problem.ts';
import { fieldErrors } from '../problem/zod-errors.ts';

export const documentTypes = [
  'commercial-invoice',
  'packing-list',
  'bill-of-lading',
  'airway-bill',
  'shipping-bill',
  'cost-sheet',
  'purchase-invoice',
  'other',
] as const;

export const uploadFields = z.strictObject({ type: z.enum(documentTypes) });

export type Upload = { type: (typeof documentTypes)[number]; filename: string; bytes: Buffer };

const read = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: 10 * 1024 * 1024, files: 1, fields: 1, fieldSize: 100, parts: 2 },
}).single('file');

/** The file's own name without any path, printable, at most 150 characters. */
function nameOf(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const printable = base.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>|?*:]/gu, '').trim();
  return printable.replace(/^\.+/, '').slice(0, 150) || 'document';
}

function uploadProblem(error: unknown): unknown {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') {
    return problem('body-too-large', 'A document may have 10 MB.');
  }
  return problem('bad-file-upload', 'The form could not be read.');
}

/** Reads one uploaded file with its type. Throws a problem when the form is any other. */
export async function receiveUpload(request: Request, response: Response): Promise<Upload> {
  if (!request.is('multipart/form-data')) {
    throw problem('content-type-unsupported', 'This address takes multipart/form-data.');
  }
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error: unknown) => (error ? reject(uploadProblem(error)) : resolve()));
  });
  const fields = uploadFields.safeParse({ ...request.body });
  if (!fields.success) {
    throw problem('invalid-request', 'The field `type` is not one of the known types.', {
      errors: fieldErrors(fields.error),
    });
  }
  if (!request.file) throw problem('bad-file-upload', 'The field `file` is missing.');
  const { originalname, buffer } = request.file;
  return { type: fields.data.type, filename: nameOf(originalname), bytes: buffer };
}
