import { EC2Client, type EC2ClientConfig, type InstanceStateChange, StopInstancesCommand } from '@aws-sdk/client-ec2';
import type { Connection } from '../connection.ts';
import { retries } from '../retry.ts';

/** Stops instances and answers what state each was in and is in now. Changes AWS: only for who has asked. */
export async function stopInstances(
  connection: Connection,
  region: string,
  instanceIds: string[],
  signal?: AbortSignal,
): Promise<InstanceStateChange[]> {
  const client = new EC2Client(
    connection.config(
      region,
      retries(() => {}),
    ) as EC2ClientConfig,
  );
  const { StoppingInstances = [] } = await client.send(new StopInstancesCommand({ InstanceIds: instanceIds }), {
    ...(signal === undefined ? {} : { abortSignal: signal }),
  });
  return StoppingInstances;
}
