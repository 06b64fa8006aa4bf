import { expect, test } from 'vitest';
import { diagnoseNatGateways } from '../../../src/diagnose/nat/index.ts';
import { labId } from '../../../src/lab/seed/ids.ts';
import { alarmsOf, watchedBy } from '../../../src/report/nat/alarms.ts';
import type { Ec2Data } from '../../../src/snapshot/data/ec2.ts';
import { labSnapshot } from '../../snapshot/lab-snapshot.ts';

const vpc = labId('vpc', 'DMZVPC');

/** The answer for a subnet of DMZVPC, after a change to the lab's network. */
function answer(edit: (ec2: Required<Ec2Data>) => void) {
  const snapshot = labSnapshot();
  edit(snapshot.scopes.find((s) => s.ec2 !== undefined)!.ec2 as Required<Ec2Data>);
  return diagnoseNatGateways(snapshot).subnets!.find((s) => s.name === 'DMZVPC-Private-Subnet-A')!;
}

const servers =
  (...addresses: string[]) =>
  (ec2: Required<Ec2Data>): void => {
    const values = addresses.map((Value) => ({ Value }));
    ec2.DhcpOptions.push({
      DhcpOptionsId: 'dopt-own',
      DhcpConfigurations: [{ Key: 'domain-name-servers', Values: values }],
    });
    ec2.Vpcs.find((v) => v.VpcId === vpc)!.DhcpOptionsId = 'dopt-own';
  };

test('names that nobody answers are why, before any gateway', () => {
  const off = answer((ec2) => {
    ec2.VpcAttributes[vpc] = { ...ec2.VpcAttributes[vpc], EnableDnsSupport: false } as never;
  });
  expect(off).toMatchObject({ answer: 'dns', gateway: null, nameServers: { by: 'nobody' } });
});

test('a DNS server that the network does not let the subnet reach is why; one that it does is a note', () => {
  const none = answer(servers('10.99.0.53'));
  expect(none).toMatchObject({ answer: 'dns', nameServers: { unreachable: ['10.99.0.53'], public: false } });
  expect(none.why.en).toContain('10.99.0.53');
  const there = answer(servers('192.168.10.53'));
  expect(there.nameServers).toMatchObject({ by: 'own-servers', unreachable: [] });
  expect(there.answer).not.toBe('dns');
  // AWS's own beside another: names do not hang on the other.
  expect(answer(servers('AmazonProvidedDNS', '10.99.0.53')).nameServers.by).toBe('vpc-resolver');
});

test('DHCP options that were not read: who answers names is unknown, and no cause', () => {
  const unread = answer((ec2) => {
    delete (ec2 as Partial<Ec2Data>).DhcpOptions;
  });
  expect(unread.nameServers).toEqual({ by: 'unknown' });
  expect(unread.answer).not.toBe('dns');
});

test('an alarm that watches a gateway’s metric, alone or in an expression, is found; others are not', () => {
  const snapshot = labSnapshot();
  const [gateway, other] = diagnoseNatGateways(snapshot).gateways!;
  const scope = snapshot.scopes.find((s) => s.ec2 !== undefined)!;
  const metric = (MetricName: string, id: string) => ({
    Namespace: 'AWS/NATGateway',
    MetricName,
    Dimensions: [{ Name: 'NatGatewayId', Value: id }],
  });
  scope.cloudwatch = {
    ...scope.cloudwatch,
    MetricAlarms: [
      { AlarmName: 'ports', ...metric('ErrorPortAllocation', gateway!.id) },
      {
        AlarmName: 'rate',
        Metrics: [
          {
            Id: 'm',
            MetricStat: { Metric: metric('ConnectionEstablishedCount', gateway!.id), Period: 60, Stat: 'Sum' },
          },
        ],
      },
      { AlarmName: 'elsewhere', ...metric('PacketsDropCount', other!.id) },
    ],
  };
  const watched = alarmsOf(gateway!).map((a) => watchedBy(snapshot, gateway!, a.metrics[0]));
  expect(watched).toEqual([['ports'], [], [], ['rate']]);
});
