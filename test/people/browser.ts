type Cookie = { origin: string; path: string; name: string; value: string };

/** As much of a browser as a sign-in over several sites needs: cookies, and redirects one by one. */
export function browser() {
  let jar: Cookie[] = [];

  function keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.split('=')[1];
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    const gone = attribute('max-age') === '0' || (expires && new Date(expires) < new Date());
    jar = jar.filter((one) => one.origin !== url.origin || one.name !== name || one.path !== path);
    if (!gone) jar.push({ origin: url.origin, path, name, value });
  }

  /** One request, redirects not followed. */
  async function open(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const cookies = jar.filter(
      ({ origin, path }) => origin === url.origin && url.pathname.startsWith(path),
    );
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) keep(url, line);
    return answer;
  }

  /** Where the answer sends the browser; throws when it sends nowhere. */
  function target(answer: Response): string {
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${answer.url} answered ${answer.status}, no redirect`);
    return new URL(location, answer.url).href;
  }

  /** Follows redirects from `address` until an answer is none or leads to `until`; gives that address. */
  async function follow(address: string, until: string): Promise<string> {
    let at = address;
    for (let hops = 0; hops < 10 && !at.startsWith(until); hops++) at = target(await open(at));
    return at;
  }

  return { open, target, follow };
}

export type Browser = ReturnType<typeof browser>;

/** Goes from DGFT's authorisation address over its sign-in page, as `subject`, back to `redirectUri`. */
export async function signInAtDgft(
  { open, target, follow }: Browser,
  url: string,
  subject: string,
  redirectUri: string,
): Promise<string> {
  const page = target(await open(url));
  // Whoever is signed in at DGFT still is not asked again.
  if (page.startsWith(redirectUri)) return page;
  await open(page);
  const chosen = await open(page, {
    method: 'POST',
    body: new URLSearchParams({ account: subject }),
  });
  return follow(target(chosen), redirectUri);
}
