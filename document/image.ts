/** A scanned stamp or signature as PNG with its paper made transparent, trimmed. */
export async function removeBackground(_scan: Uint8Array): Promise<Uint8Array> {
  throw new Error('not built yet');
}
