/** Officers, administrators and DGFT's people sign in by their address; an exporter by the IEC. */
export function signsInByEmail({ login, email }: { login: string; email: string }): boolean {
  return login.toLowerCase() === email.toLowerCase();
}

/**
 * Whether an account may have this address: that of a person of an agency is the agency's, as DGFT
 * has its domain (TN 3.II.i). Where DGFT has told none, no other address is taken.
 */
export function mayHaveEmail(
  account: { agencyCode: string | null; emailDomain: string | null },
  email: string,
): boolean {
  if (account.agencyCode === null) return true;
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return account.emailDomain !== null && domain === account.emailDomain.toLowerCase();
}
