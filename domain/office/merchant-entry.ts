export type MerchantEntry =
  | { outcome: 'clean'; text: string }
  | {
      outcome: 'refused';
      code: 'merchant-blank' | 'merchant-has-blanks' | 'merchant-has-stray-characters';
      message: string;
    };

const refused = (
  code: Exclude<MerchantEntry, { outcome: 'clean' }>['code'],
  message: string,
): MerchantEntry => ({ outcome: 'refused', code, message });

/**
 * A Merchant ID or checksum key as an administrator enters it, blanks around it cut off. The trade
 * notice asks for no spaces and no empty fields (TN 23/2024-25 3.I.iii); what only looks like the
 * right character, such as a zero-width space or a Cyrillic letter from a mail, would fail every
 * payment, and a pipe would split the gateway's messages. So: visible ASCII without the pipe.
 */
export function readMerchantEntry(entry: string): MerchantEntry {
  const text = entry.trim();
  if (text === '') return refused('merchant-blank', 'It must not be blank.');
  if (/\s/u.test(text)) return refused('merchant-has-blanks', 'It must not hold blanks.');
  if (/[^!-{}~]/u.test(text)) {
    const message =
      'It holds a character that does not belong there, perhaps an invisible one. Type it anew.';
    return refused('merchant-has-stray-characters', message);
  }
  return { outcome: 'clean', text };
}
