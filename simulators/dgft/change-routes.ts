import { json, type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { pageHeaders } from '../http/page.ts';
import { firmPage } from './page.ts';
import type { Register } from './register.ts';
import { type Services, service } from './service.ts';

const line = z.string().trim().min(1).max(200);
const firmChange = z.strictObject({
  line: line.optional(),
  city: line.optional(),
  state: line.optional(),
  pincode: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  status: z.enum(['active', 'suspended', 'cancelled']).optional(),
});
const newAccount = z.strictObject({
  iec: z.string().nullable(),
  name: line,
  email: z.email(),
  mobile: z.string().regex(/^[6-9]\d{9}$/),
});
const accountChange = z.strictObject({
  ...newAccount.partial().shape,
  status: z.enum(['active', 'closed']).optional(),
});

/** Without what was not said, so that it does not overwrite what is there. */
const said = <T extends object>(change: T): { [Key in keyof T]-?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;

function refuse(response: Response, status: number, problems: unknown): void {
  response.status(status).json({ problems });
}

/** A person goes back to the firm's page, a program gets the record. */
function done(request: Request, response: Response, iec: string | null, record: object): void {
  if (request.is('json')) response.json(record);
  else response.redirect(303, iec === null ? '/' : `/firms/${iec}`);
}

/**
 * What people do on the DGFT site ("Modify IEC") and what its back office does; every change is
 * told to the registered service. Forms and JSON alike: `POST /simulator/firms/{iec}`,
 * `/simulator/accounts`, `/simulator/accounts/{id}`, `/simulator/service`.
 */
export function changeRoutes(register: Register, services: Services): Router {
  const router = Router();
  router.use('/simulator', json(), urlencoded({ extended: false }));
  router.get('/firms/:iec', (request, response) => {
    const firm = register.firm(request.params.iec);
    if (firm === undefined) response.status(404).type('text').send('There is no such firm.');
    else {
      const accounts = register.accounts().filter(({ iec }) => iec === firm.iec);
      response.set(pageHeaders).type('html').send(firmPage(firm, accounts));
    }
  });
  router.post('/simulator/firms/:iec', (request, response) => {
    const firm = register.firm(request.params.iec);
    const asked = firmChange.safeParse(request.body);
    if (firm === undefined) return refuse(response, 404, 'no such firm');
    if (!asked.success) return refuse(response, 400, asked.error.issues);
    const { line: address, status, ...place } = said(asked.data);
    const office = { ...firm.registeredOffice, ...place };
    const registeredOffice = address === undefined ? office : { ...office, lines: [address] };
    register.changeFirm({ ...firm, registeredOffice, status: status ?? firm.status });
    services.tell('firm.changed', { iec: firm.iec });
    done(request, response, firm.iec, register.firm(firm.iec) ?? firm);
  });
  router.post('/simulator/accounts', (request, response) => {
    const asked = newAccount.safeParse(request.body);
    if (!asked.success) return refuse(response, 400, asked.error.issues);
    const account = register.keepAccount({ ...asked.data, status: 'active' });
    services.tell('account.changed', { id: account.id });
    done(request, response, account.iec, account);
  });
  router.post('/simulator/accounts/:id', (request, response) => {
    const account = register.account(request.params.id);
    const asked = accountChange.safeParse(request.body);
    if (account === undefined) return refuse(response, 404, 'no such account');
    if (!asked.success) return refuse(response, 400, asked.error.issues);
    const changed = register.keepAccount({ ...account, ...said(asked.data) });
    services.tell('account.changed', { id: account.id });
    done(request, response, changed.iec, changed);
  });
  router.post('/simulator/service', (request, response) => {
    const asked = service.safeParse(request.body);
    if (!asked.success) return refuse(response, 400, asked.error.issues);
    services.register(asked.data);
    response.json({ registered: true });
  });
  return router;
}
