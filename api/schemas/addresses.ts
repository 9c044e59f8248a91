import { z } from 'zod';

export const applicationPath = z.strictObject({ id: z.uuid() });
export const documentPath = z.strictObject({ id: z.uuid(), documentId: z.uuid() });
export const numberPath = z.strictObject({ number: z.string().min(1).max(60) });
