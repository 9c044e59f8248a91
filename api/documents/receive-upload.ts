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
const noFields = z.strictObject({});

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

async function receive<Fields>(
  request: Request,
  response: Response,
  fields: z.ZodType<Fields>,
): Promise<{ fields: Fields; file: Express.Multer.File }> {
  if (!request.is('multipart/form-data')) {
    throw problem('content-type-unsupported', 'This address takes multipart/form-data.');
  }
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error: unknown) => (error ? reject(uploadProblem(error)) : resolve()));
  });
  const given = fields.safeParse({ ...request.body });
  if (!given.success) {
    throw problem('invalid-request', 'The fields beside `file` are not those of this address.', {
      errors: fieldErrors(given.error),
    });
  }
  if (!request.file) throw problem('bad-file-upload', 'The field `file` is missing.');
  return { fields: given.data, file: request.file };
}

/** Reads one uploaded document with its type. Throws a problem when the form is any other. */
export async function receiveUpload(request: Request, response: Response): Promise<Upload> {
  const { fields, file } = await receive(request, response, uploadFields);
  return { type: fields.type, filename: nameOf(file.originalname), bytes: file.buffer };
}

/** Reads one uploaded file that comes alone. Throws a problem when the form is any other. */
export async function receiveFile(request: Request, response: Response): Promise<Buffer> {
  return (await receive(request, response, noFields)).file.buffer;
}
