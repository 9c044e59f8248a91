/**
 * What the browser does of somebody who pays at the gateway and never comes back from there: the
 * gateway alone tells of it. Throws when the gateway does not take it.
 */
export async function payAndLeave(form: { url: string; msg: string } | null): Promise<void> {
  if (!form) throw new Error('there is nothing to pay');
  const { token } = (await post(form.url, { msg: form.msg })) as { token: string };
  await post(`${form.url}/${token}`, { outcome: 'pay' });
}

async function post(url: string, fields: Record<string, string>): Promise<unknown> {
  const headers = { accept: 'application/json' };
  const body = new URLSearchParams(fields);
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`the gateway answers ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
