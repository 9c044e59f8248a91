import express, { type Request, type Response } from 'express';
import { requireType } from '../middleware/raw-body.ts';

export const partType = 'application/octet-stream';

const read = express.raw({ limit: '8mb', inflate: false, type: partType });

/** The bytes of a part of a file that is a request's body, at most 8 MB. */
export async function receivePart(request: Request, response: Response): Promise<Buffer> {
  requireType(request, partType);
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
