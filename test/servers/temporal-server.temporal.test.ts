import { Connection } from '@temporalio/client';
import { expect, inject, test } from 'vitest';
import { searchAttributes } from '../../workflows/search-attributes.ts';

test('the development server knows every search attribute of the typed list', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: inject('temporalNamespace'),
  });
  expect(Object.keys(customAttributes ?? {})).toEqual(
    expect.arrayContaining(searchAttributes.map(({ name }) => name)),
  );
  await connection.close();
});
