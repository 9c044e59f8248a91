/** An address of which its owner knows the rest: `ex•••@sa•••.example`. Blank stays blank. */
export function maskedEmail(email: string): string {
  const [name = '', host = ''] = email.split('@');
  if (!name || !host) return '';
  const end = host.includes('.') ? host.slice(host.lastIndexOf('.')) : '';
  return `${name.slice(0, 2)}•••@${host.slice(0, 2)}•••${end}`;
}

/** A number of which its owner knows the rest: `••••••0101`. */
export const maskedMobile = (mobile: string) => `••••••${mobile.slice(-4)}`;
