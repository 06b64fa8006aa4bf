import { setTimeout as sleep } from 'node:timers/promises';
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
      await generated(ask);
      const { report } = await ask.each('iam:GetCredentialReport', ['report'], async () => {
        const { Content = '' } = await ask.send(new GetCredentialReportCommand({}));
        return Buffer.from(Content, 'base64').toString('utf8');
      });
      return report!;
    },
  },
};

/** AWS writes the report when asked, and keeps it for four hours. */
async function generated(ask: Ask): Promise<void> {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 4_000)) {
    const { State } = await ask.send(new GenerateCredentialReportCommand({}));
    if (State === 'COMPLETE') return;
    await sleep(waitMs);
  }
}

export const collector: Collector<IamData> = {
  service: 'iam',
  iamPrefix: 'iam',
  parallel: 4,
  client: (config) => new IAMClient(config as never),
  reads,
};
