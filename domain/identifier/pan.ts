const pan = /^[A-Z]{3}[ABCFGHJKLPT][A-Z]\d{4}[A-Z]$/;

/**
 * Whether the text has the form of a Permanent Account Number. The fourth letter says who holds it
 * (C company, F firm, P person and so on); the last is a check letter whose rule is not published.
 */
export function isPan(text: string): boolean {
  return pan.test(text);
}
