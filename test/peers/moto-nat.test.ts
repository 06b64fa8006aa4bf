import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  AllocateAddressCommand,
  CreateNatGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents } from '../../src/report/published-schemas.ts';
import { netops } from '../netops.ts';
import { credentialEnv, credentials, type Moto, startMoto } from './moto.ts';

/* `netops nat` against moto: a gateway made through EC2's API, its metrics put through PutMetricData. */

const region = 'us-west-2';
let moto: Moto;
let nat: string;
let quiet: string;

beforeAll(async () => {
  moto = await startMoto();
  const config = { region, endpoint: moto.endpoint, credentials };
  const ec2 = new EC2Client(config);
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.89.0.0/16' }))).Vpc!.VpcId!;
  const SubnetId = (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.89.0.0/24' }))).Subnet!.SubnetId!;
  const make = async (): Promise<string> => {
    const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
    return (await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }))).NatGateway!.NatGatewayId!;
  };
  nat = await make();
  quiet = await make();
  const at = new Date(Date.now() - 2 * 3_600_000);
  const put = (MetricName: string, Values: number[]) =>
    Values.map((Value, i) => ({
      MetricName,
      Value,
      Timestamp: new Date(at.getTime() + i * 300_000),
      Dimensions: [{ Name: 'NatGatewayId', Value: nat }],
    }));
  await new CloudWatchClient(config).send(
    new PutMetricDataCommand({
      Namespace: 'AWS/NATGateway',
      MetricData: [
        ...put('BytesInFromDestination', [4e9, 1e9]),
        ...put('BytesOutToDestination', [1e9, 1e9]),
        ...put('ActiveConnectionCount', [30, 54_000]),
        ...put('ConnectionAttemptCount', [600, 400]),
        ...put('ConnectionEstablishedCount', [600, 380]),
        ...put('ErrorPortAllocation', [0, 20]),
      ],
    }),
  );
}, 60_000);
afterAll(() => moto?.stop());

test('figures that were put are summed or their highest; what was not put is unknown', async () => {
  const args = ['nat', '--endpoint-url', moto.endpoint, '--region', region, '--format', 'json', '--quiet'];
  const { data, findings } = documents.nat.parse(JSON.parse((await netops(args, { env: credentialEnv })).stdout));
  const of = (id: string) => data.gateways!.find((g) => g.id === id)!;
  expect(of(nat).measured).toMatchObject({
    downloadBytes: 5e9,
    uploadBytes: 2e9,
    ratio: 2.5,
    successPercent: 98,
    portAllocationErrors: 20,
    lossPercent: null,
    peakBitsPerSecond: null,
  });
  expect(of(nat).measured!.connections!.peak).toBe(54_000);
  expect(findings.filter((f) => f.cause).map((f) => [f.code, f.resource])).toEqual([
    ['NAT_PORT_ALLOCATION_ERRORS', nat],
  ]);
  expect([of(quiet).measured, of(quiet).verdict]).toEqual([null, 'unknown']);
});
