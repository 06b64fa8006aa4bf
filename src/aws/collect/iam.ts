import { GetAccountSummaryCommand, IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import type { IamData } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read } from '../read.ts';

/** The account's summary (root MFA among others) and alias. */
export async function collectIam(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new IAMClient(config);
  const options = { abortSignal: reading.signal };
  const data: IamData = {};
  const [summary, aliases] = await Promise.all([
    read(reading, 'iam:GetAccountSummary', () => client.send(new GetAccountSummaryCommand({}), options)),
    read(reading, 'iam:ListAccountAliases', () =>
      pages(
        (Marker) => client.send(new ListAccountAliasesCommand({ Marker }), options),
        (o) => o.AccountAliases,
        (o) => (o.IsTruncated ? o.Marker : undefined),
      ),
    ),
  ]);
  if (summary?.SummaryMap) data.SummaryMap = summary.SummaryMap as Record<string, number>;
  if (aliases) data.AccountAliases = aliases;
  reading.scope.iam = data;
}
