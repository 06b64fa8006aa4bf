import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import type { GuardDutyData } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, saved } from '../read.ts';

export async function collectGuardDuty(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new GuardDutyClient(config);
  const options = { abortSignal: reading.signal };
  const data: GuardDutyData = {};
  const ids = await read(reading, 'guardduty:ListDetectors', () =>
    pages(
      (NextToken) => client.send(new ListDetectorsCommand({ NextToken }), options),
      (o) => o.DetectorIds,
      (o) => o.NextToken,
    ),
  );
  if (ids) data.DetectorIds = ids.sort();
  const detectors = await readEach(
    reading,
    'guardduty:GetDetector',
    ids,
    (id) => id,
    async (DetectorId) => saved(await client.send(new GetDetectorCommand({ DetectorId }), options)),
  );
  if (detectors) data.Detectors = detectors as NonNullable<GuardDutyData['Detectors']>;
  reading.scope.guardduty = data;
}
