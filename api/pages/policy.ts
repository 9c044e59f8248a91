import type { Response } from 'express';

/** Lets a page load one kind of thing more than pages may, such as `script-src 'self'`. */
export function letIn(response: Response, directive: string): void {
  const policy = (response.get('Content-Security-Policy') ?? '').split(';');
  if (!policy.includes(directive)) policy.push(directive);
  response.set('Content-Security-Policy', policy.join(';'));
}
