import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabServer, startServer } from '../../src/lab/server.ts';
import { type ForeignServers, startServers } from '../../src/mcp/client.ts';
import { freshHome } from '../netops.ts';
import { type ServiceReference, serveServiceReference } from './service-reference.ts';

/*
 * AWS's own MCP servers, as they are published, started by our client and pointed at the lab: what the seed's agent asks
 * of them. They are written in Python on another MCP SDK.
 */

/** Where `.ci/run` installed them; else on the PATH. */
const bin = process.env.NETOPS_MCP_SERVERS;

let lab: LabServer;
let reference: ServiceReference;
let servers: ForeignServers;
beforeAll(async () => {
  const home = freshHome();
  process.env.NETOPS_HOME = home;
  lab = await startServer({ port: 0, log: () => {} });
  reference = await serveServiceReference(home);
  const env = {
    HOME: home,
    AWS_ENDPOINT_URL: lab.endpoint,
    AWS_ACCESS_KEY_ID: 'NETOPSLAB',
    AWS_SECRET_ACCESS_KEY: 'netops-lab',
    AWS_REGION: 'ap-northeast-2',
    AWS_DEFAULT_REGION: 'ap-northeast-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(home, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'none'),
    FASTMCP_LOG_LEVEL: 'ERROR',
    READ_OPERATIONS_ONLY: 'true',
    AWS_API_MCP_TELEMETRY: 'false',
    ...reference.env,
  };
  const server = (name: string) => {
    const command = `awslabs.${name}-mcp-server`;
    return { command: bin === undefined ? command : join(bin, command), env, timeout: 100_000 };
  };
  const names = ['cloudwatch', 'aws-api', 'aws-network'];
  servers = startServers(Object.fromEntries(names.map((name) => [name, server(name)])));
  await servers.settled;
});
afterAll(async () => {
  await servers?.close();
  reference?.close();
  await lab?.close();
  delete process.env.NETOPS_HOME;
});

// biome-ignore lint/suspicious/noExplicitAny: what other people's servers answer
async function call(name: string, input: object): Promise<any> {
  const tool = servers.tools().find((t) => t.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}: ${JSON.stringify(servers.states())}`);
  return await tool.call(input, new AbortController().signal);
}

const day = { start_time: new Date(Date.now() - 86_400_000).toISOString(), end_time: new Date().toISOString() };

test('all three start and list their tools', () => {
  expect(servers.states().map((s) => [s.name, s.state, s.problem?.en])).toEqual([
    ['cloudwatch', 'ready', undefined],
    ['aws-api', 'ready', undefined],
    ['aws-network', 'ready', undefined],
  ]);
});

test('aws-api: describe-vpcs, describe-security-groups, describe-load-balancers; a change is refused', async () => {
  const run = async (command: string): Promise<string> =>
    JSON.stringify(await call('@aws-api/call_aws', { cli_command: command }));
  const vpcs = await run('aws ec2 describe-vpcs');
  for (const cidr of ['10.1.0.0/16', '10.2.0.0/16', '10.11.0.0/16', '10.254.0.0/16', '172.31.0.0/16'])
    expect(vpcs).toContain(cidr);
  expect(await run('aws ec2 describe-security-groups')).toContain('sg-06dea7869352ad505');
  expect(await run('aws elbv2 describe-load-balancers')).toContain('DMZVPC-alb1-716575623.ap-northeast-2');
  const stop = 'aws ec2 stop-instances --instance-ids i-06ab0389cfa6b82d5';
  await run(stop).catch(() => {});
  const after = await run('aws ec2 describe-instances --instance-ids i-06ab0389cfa6b82d5');
  expect(after).toContain('running');
});

test('cloudwatch: get_metric_data, execute_log_insights_query', async () => {
  const answer = await call('@cloudwatch/get_metric_data', {
    namespace: 'AWS/NATGateway',
    metric_name: 'BytesOutToDestination',
    dimensions: [{ name: 'NatGatewayId', value: 'nat-09cc2e3a39756367b' }],
    statistic: 'Sum',
    ...day,
  });
  const [series] = answer.metricDataResults;
  expect(series.datapoints.length).toBeGreaterThan(40);
  expect(Math.max(...series.datapoints.map((p: { value: number }) => p.value))).toBeGreaterThan(1_000_000);
  const { result } = await call('@cloudwatch/execute_log_insights_query', {
    log_group_names: ['/aws/network-firewall/FWIN-DMZVPC/flow'],
    query_string: 'fields @timestamp, @message | limit 3',
    ...day,
  });
  expect(result).toMatchObject({ status: 'Complete', queryId: expect.any(String) });
});

test('aws-network: a VPC and the transit gateway as we know them', async () => {
  const vpc = await call('@aws-network/get_vpc_network', { vpc_id: 'vpc-069a0792750d520b5', region: 'ap-northeast-2' });
  expect(vpc.vpc).toMatchObject({ cidr: '10.11.0.0/16' });
  // IGW-Ingress-RT, a table for each of 14 subnets, the main one.
  expect(vpc.route_tables).toHaveLength(16);
  const gateways = await call('@aws-network/list_transit_gateways', { region: 'ap-northeast-2' });
  expect(gateways.transit_gateways).toMatchObject([{ Options: { AmazonSideAsn: 65001 } }]);
});
