import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createSendMessages } from '../../activities/case-notice/send-messages.ts';
import { createSpreadNotices } from '../../activities/case-notice/spread-notices.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { openDatabase } from '../../db/database.ts';
import { isAnythingDue } from '../../db/queries/notice/case-message.ts';
import { createMail } from '../../gateways/message/mail.ts';
import { encryptingDataConverter } from '../../temporal/data-converter.ts';
import { startWhenDue } from '../../temporal/start-when-due.ts';
import {
  caseNoticesEveryMs,
  caseNoticesName,
  caseNoticesRestMs,
} from '../../workflows/case-notices/contract.ts';

/** What the program is told, as JSON in its first argument. */
export type NoticeWorkerSettings = {
  databaseUrl: string;
  smtpUrl: string;
  address: string;
  namespace: string;
  taskQueue: string;
  workflowId: string;
  /** The file of the workflow bundle. */
  codePath: string;
};

// A worker that does nothing but empty the outbox, as a process of its own that can be killed.
if (import.meta.main) {
  const settings = JSON.parse(process.argv[2] ?? '') as NoticeWorkerSettings;
  const { namespace, taskQueue, workflowId, address, codePath } = settings;
  const keys = new Map([['test', Buffer.alloc(32, 9)]]);
  const dataConverter = encryptingDataConverter({ current: 'test', keys });
  const database = openDatabase(settings.databaseUrl);
  // Nobody who is told here has a mobile.
  const dependencies = {
    database,
    mailer: createMail({ url: settings.smtpUrl, from: 'coo-dgft@gov.in', timeoutMs: 30_000 }),
    publicUrl: 'https://ecoo.example',
  } as Dependencies;
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address }),
    namespace,
    taskQueue,
    workflowBundle: { codePath },
    activities: {
      spreadNotices: createSpreadNotices(dependencies),
      sendMessages: createSendMessages(dependencies),
    },
    dataConverter,
  });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter });
  startWhenDue(client, {
    workflow: caseNoticesName,
    workflowId,
    taskQueue,
    everyMs: caseNoticesEveryMs,
    restMs: caseNoticesRestMs,
    isDue: () => isAnythingDue(database),
    onFailure: (error) => console.error(error),
  });
  await worker.run();
}
