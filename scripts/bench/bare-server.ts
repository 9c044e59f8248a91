import express from 'express';
import postgres from 'postgres';
import { readDatabaseEnv } from '../../env.ts';

/** The least that can answer: Express, one row by primary key, as JSON. */
const sql = postgres(readDatabaseEnv().DATABASE_URL);
const app = express();
app.get('/bare/:number', async (request, response) => {
  const { number } = request.params;
  const [row] = await sql`select * from certificate where number = ${number}`;
  response.json(row);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  console.log(JSON.stringify({ ready: true, port }));
});
