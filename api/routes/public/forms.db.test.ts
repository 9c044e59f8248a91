import { describe, expect, it } from 'vitest';
import { apiServer } from '../../../test/servers/api-server.ts';
import { formListAnswer } from '../../schemas/form.ts';

const { call } = await apiServer();

describe('R38 the forms of all agreements', () => {
  it('are listed box by box for everybody, and say which layouts are unconfirmed', async () => {
    const { forms } = formListAnswer.parse(await (await call('/api/v1/forms')).json());
    const standing = Object.fromEntries(forms.map(({ scheme, confirmed }) => [scheme, confirmed]));
    expect(standing).toMatchObject({ AIFTA: true, INUAECEPA: true, INOMCEPA: false, CHILE: false });
    const korea = forms.find(({ scheme }) => scheme === 'IKCEPA');
    expect(korea?.boxes.map(({ number }) => number)).toEqual(
      Array.from({ length: 14 }, (_, index) => String(index + 1)),
    );
    expect(forms.find(({ scheme }) => scheme === 'INOMCEPA')?.source).toContain('was not seen');
  });

  it('are shown as specimens, each built once', async () => {
    const [one, again] = [
      await call('/api/v1/forms/MERCOSUR/specimen'),
      await call('/api/v1/forms/MERCOSUR/specimen'),
    ];
    expect(one.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await one.arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(await again.arrayBuffer())).toEqual(pdf);
    expect((await call('/api/v1/forms/NOWHERE/specimen')).status).toBe(404);
  });
});
