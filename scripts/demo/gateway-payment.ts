/** What the exporter's browser does at the payment gateway: open its page, pay, come back. */
export async function payAtGateway(order: { url: string; msg: string }): Promise<void> {
  const page = await post(order.url, { msg: order.msg });
  const payForm = formIn(page.text);
  const back = await post(new URL(payForm.action, order.url).href, {
    ...payForm.hidden,
    outcome: 'pay',
  });
  const returnForm = formIn(back.text);
  await post(returnForm.action, returnForm.hidden);
}

async function post(url: string, fields: Record<string, string>): Promise<{ text: string }> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answers ${answer.status}`);
  return { text: await answer.text() };
}

const decoded = (text: string) =>
  text.replace(/&#(x?)([0-9a-f]+);|&(amp|quot|lt|gt);/gi, (_all, hex, code, name) =>
    name
      ? ({ amp: '&', quot: '"', lt: '<', gt: '>' }[String(name).toLowerCase()] ?? '')
      : String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)),
  );

function formIn(html: string): { action: string; hidden: Record<string, string> } {
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
  if (!action) throw new Error('The page holds no form.');
  const inputs = html.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g);
  const hidden = [...inputs].map(([, name = '', value = '']) => [decoded(name), decoded(value)]);
  return { action: decoded(action), hidden: Object.fromEntries(hidden) };
}
