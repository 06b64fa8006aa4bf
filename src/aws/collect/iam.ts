import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam';
import type { IamData } from '../../snapshot/data/services.ts';
import type { Ask, Collector, Reads } from '../read.ts';
import { compare } from '../saved.ts';

const reads: Reads<IamData> = {
  SummaryMap: {
    operations: ['iam:GetAccountSummary'],
    where: 'global',
    run: async (ask) => {
      const { SummaryMap = {} } = await ask.send(new GetAccountSummaryCommand({}));
      return Object.fromEntries(Object.entries(SummaryMap).sort(([a], [b]) => compare(a, b))) as Record<string, number>;
    },
  },
  AccountAliases: {
    operations: ['iam:ListAccountAliases'],
    where: 'global',
    run: async (ask) =>
      (
        await ask.pages(
          (Marker) => new ListAccountAliasesCommand({ Marker }),
          (o) => o.AccountAliases,
          (o) => o.Marker,
        )
      ).sort(compare),
  },
  CredentialReport: {
    operations: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
    where: 'global',
    // AWS takes seconds to write it.
    onRequest: true,
    run: async (ask) => {
      const pause = patience();
      await written(ask, pause);
      const { report } = await ask.each('iam:GetCredentialReport', ['report'], async () => {
        for (;;) {
          try {
            const { Content = '' } = await ask.send(new GetCredentialReportCommand({}));
            return Buffer.from(Content, 'base64').toString('utf8');
          } catch (error) {
            if (!(error instanceof Error && notWritten.has(error.name))) throw error;
            await pause();
            await written(ask, pause);
          }
        }
      });
      return report!;
    },
  },
};

/** GetCredentialReport's errors that a new report mends. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html */
const notWritten = new Set([
  'CredentialReportNotPresentException',
  'CredentialReportExpiredException',
  'CredentialReportNotReadyException',
]);

/** AWS writes the report when asked, and keeps it for four hours. */
async function written(ask: Ask, pause: () => Promise<void>): Promise<void> {
  for (;;) {
    const { State } = await ask.send(new GenerateCredentialReportCommand({})).catch((error: unknown) => {
      // Too many reports were asked for: the last one may still be there.
      if (error instanceof Error && error.name === 'LimitExceededException') return { State: 'COMPLETE' };
      throw error;
    });
    if (State === 'COMPLETE') return;
    await pause();
  }
}

/** AWS writes most reports within seconds; those of accounts with thousands of users take longer. */
const longestWaitMs = 20_000;

/** Waits, each time longer. Throws AWS's own error when a report has been waited for long enough. */
function patience(): () => Promise<void> {
  let waited = 0;
  let next = 250;
  return async () => {
    if (waited + next > longestWaitMs) {
      const message = `the credential report was not written within ${longestWaitMs / 1000} seconds`;
      throw Object.assign(new Error(message), { name: 'CredentialReportNotReadyException' });
    }
    await new Promise((resolve) => setTimeout(resolve, next));
    waited += next;
    next = Math.min(next * 2, 4_000);
  };
}

export const collector: Collector<IamData> = {
  service: 'iam',
  iamPrefix: 'iam',
  parallel: 4,
  client: (config) => new IAMClient(config as never),
  reads,
};
