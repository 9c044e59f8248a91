import express, { type Request, type Response } from 'express';
import { problem } from '../problem/problem.ts';

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'];

const read = express.raw({ limit: '5mb', inflate: false, type: pictureTypes });

/** The bytes of the picture that is a request's body, at most 5 MB. */
export async function receivePicture(request: Request, response: Response): Promise<Buffer> {
  if (!request.is(pictureTypes)) {
    throw problem('content-type-unsupported', `This address takes ${pictureTypes.join(', ')}.`);
  }
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
