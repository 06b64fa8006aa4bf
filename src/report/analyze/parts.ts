import type { RootContent } from 'mdast';
import * as text from '../../messages/analyze.ts';
import { monthly, natGatewayWaiver } from '../../pricing/estimate.ts';
import { code, codeBlock, type Inline, link, list, paragraph } from '../nodes.ts';
import { byCode } from './actions.ts';
import { namesOf } from './fold.ts';
import { called, type Reader } from './reader.ts';

const security =
  /^(SG_OPEN|SG_LAUNCH|ACCOUNT_|GUARDDUTY|NFW_|IGW_INGRESS|FIREWALL_|TGW_EAST|LB_NO_HTTPS|CLOUDFRONT_(NO_WAF|VIEWER|ORIGIN|OLD)|VPC_NO_FLOW_LOGS|FLOW_LOG|RESOLVER_QUERY|SHIELD|NACL_|SUBNET_PUBLIC)/;
const performance =
  /^(VPC_ZONES|NAT_|SUBNET_ADDRESSES|CLOUDFRONT_(CACHING|LOW)|DX_SINGLE|LB_(TARGET|ALL|ZONE)|VPN_|TGW_(?!EAST)|ROUTE_)/;
const cost = /^(EIP_|ENDPOINT_|LB_UNUSED|NAT_IDLE|NAT_UNUSED)/;

/** Findings of an area, one line a code, with a word that the details stand above. */
function area(reader: Reader, codes: RegExp): RootContent[] {
  const { say } = reader;
  const groups = byCode(reader.findings.filter((f) => codes.test(f.code)));
  if (groups.length === 0) return [paragraph(say(text.partNone))];
  return [
    list(
      groups.map(
        (same): Inline => [
          `${say(text.severityName[same[0]!.severity])} — `,
          say(same[0]!.title),
          same.length > 1 ? ` ${say(text.others(same.length - 1))}` : '',
          ' (',
          code(same[0]!.code),
          ')',
        ],
      ),
    ),
    paragraph(say(text.seeActions)),
  ];
}

export const securityPart = (reader: Reader): RootContent[] => area(reader, security);
export const performancePart = (reader: Reader): RootContent[] => area(reader, performance);

/** Cost: what runs by the hour, from cited prices, then what could be saved. */
export function costPart(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const lines: Inline[] = [];
  const add = (what: string, items: { region: string }[], product: Parameters<typeof monthly>[0]['product']): void => {
    const regions = new Map<string, number>();
    for (const item of items) regions.set(item.region, (regions.get(item.region) ?? 0) + 1);
    for (const [region, quantity] of regions) {
      const estimate = monthly({ product, region, quantity }, reader.snapshot.prices?.table);
      lines.push([
        `${what} ×${quantity} (${region}): `,
        estimate.monthlyUsd === null
          ? say(text.unknown)
          : say(text.perMonth(estimate.monthlyUsd.toFixed(2), estimate.formula)),
      ]);
    }
  };
  const running = (overview.natGateways ?? []).filter((n) => n.state === 'available');
  if (running.length > 0) add(say(text.natHours), running, 'nat-gateway');
  const firewallEndpoints = (overview.firewalls ?? []).flatMap((f) => f.endpoints.map(() => ({ region: f.region })));
  if (firewallEndpoints.length > 0) add(say(text.firewallHours), firewallEndpoints, 'network-firewall-endpoint');
  const attachments = (overview.transitGateways ?? []).flatMap((t) => t.attachments.map(() => ({ region: t.region })));
  if (attachments.length > 0) add(say(text.attachmentHours), attachments, 'tgw-attachment');
  const interfaces = (overview.endpoints ?? [])
    .filter((e) => e.type === 'Interface')
    .flatMap((e) => e.zones.map(() => ({ region: e.region })));
  if (interfaces.length > 0) add(say(text.endpointHours), interfaces, 'interface-endpoint');
  const balancers = (overview.loadBalancers ?? []).filter((b) => b.type === 'application');
  if (balancers.length > 0) add(say(text.balancerHours), balancers, 'alb');
  const unused = overview.addresses.unassociated ?? [];
  if (unused.length > 0) add(say(text.unusedAddresses), unused, 'public-ipv4');
  return [
    ...(lines.length === 0 ? [] : [paragraph(say(text.costIntro)), list(lines)]),
    ...waiver(reader),
    ...area(reader, cost),
    ...(lines.length === 0 ? [] : [paragraph(say(text.costUnknown))]),
  ];
}

/** AWS waives a NAT gateway's charges for the firewall that it is chained with; the hours above are before that. */
function waiver(reader: Reader): RootContent[] {
  const { overview, say } = reader;
  const firewalls = new Set((overview.firewalls ?? []).flatMap((f) => f.endpoints.map((e) => e.id)));
  const nats = new Set((overview.natGateways ?? []).map((n) => n.id));
  const chained = new Set(
    (overview.subnets ?? [])
      .map((s) => s.exit?.through ?? [])
      .filter((through) => through.some((id) => firewalls.has(id)))
      .flatMap((through) => through.filter((id) => nats.has(id))),
  );
  if (chained.size === 0) return [];
  return [
    paragraph(
      say(text.natWaiver(namesOf(reader, [...chained]))),
      ' ',
      link(natGatewayWaiver.source, natGatewayWaiver.source),
    ),
  ];
}

/** Automation: alarms that should exist, a daily run, drift. */
export function automationPart(reader: Reader): RootContent[] {
  const { say, overview, snapshot } = reader;
  const alarms = snapshot.scopes.some((s) => s.cloudwatch?.MetricAlarms !== undefined)
    ? snapshot.scopes.reduce((n, s) => n + (s.cloudwatch?.MetricAlarms?.length ?? 0), 0)
    : null;
  const commands = alarms === 0 ? alarmCommands(reader) : [];
  const region = snapshot.regions[0] ?? 'ap-northeast-2';
  const source = snapshot.source === 'lab' ? ' --source lab' : ` --region ${region}`;
  const hasNetwork = (overview.vpcs ?? []).length > 0;
  return [
    paragraph(say(text.automationAlarms(alarms))),
    ...(commands.length === 0 ? [] : [codeBlock('sh', commands.join('\n'))]),
    ...(hasNetwork
      ? [
          paragraph(say(text.automationDaily)),
          codeBlock('sh', `0 9 * * * netops analyze${source} --fail-on high --quiet`),
          paragraph(say(text.automationDrift)),
          codeBlock('sh', `netops snapshot save${source}\nnetops snapshot diff previous latest`),
        ]
      : []),
  ];
}

/** Alarms for the four P0 conditions and NAT port exhaustion, for the resources that there are. */
function alarmCommands(reader: Reader): string[] {
  const { overview } = reader;
  const put = (region: string, name: string, rest: string): string =>
    `aws cloudwatch put-metric-alarm --alarm-name ${quote(name)} ${rest} --period 60 --evaluation-periods 3 --alarm-actions SNS_TOPIC_ARN --region ${region}`;
  const balancers = (overview.loadBalancers ?? [])
    .filter((b) => b.type === 'application')
    .flatMap((b) =>
      (b.targetGroups ?? []).map((g) =>
        put(
          b.region,
          `${g.name}-no-healthy-target`,
          `--namespace AWS/ApplicationELB --metric-name HealthyHostCount --dimensions Name=TargetGroup,Value=${tail(g.arn, 'targetgroup/')} Name=LoadBalancer,Value=${tail(b.arn, 'loadbalancer/').replace('loadbalancer/', '')} --statistic Maximum --threshold 1 --comparison-operator LessThanThreshold --treat-missing-data breaching`,
        ),
      ),
    );
  const nats = (overview.natGateways ?? []).map((n) =>
    put(
      n.region,
      `${called(reader, n.id)}-port-allocation-errors`,
      `--namespace AWS/NATGateway --metric-name ErrorPortAllocation --dimensions Name=NatGatewayId,Value=${n.id} --statistic Sum --threshold 0 --comparison-operator GreaterThanThreshold --treat-missing-data notBreaching`,
    ),
  );
  const vpns = (overview.hybrid.vpnConnections ?? []).map((v) =>
    put(
      v.region,
      `${called(reader, v.id)}-all-tunnels-down`,
      `--namespace AWS/VPN --metric-name TunnelState --dimensions Name=VpnId,Value=${v.id} --statistic Maximum --threshold 0 --comparison-operator LessThanOrEqualToThreshold --treat-missing-data breaching`,
    ),
  );
  const connections = (overview.hybrid.connections ?? []).map((c) =>
    put(
      c.region,
      `${called(reader, c.id)}-down`,
      `--namespace AWS/DX --metric-name ConnectionState --dimensions Name=ConnectionId,Value=${c.id} --statistic Minimum --threshold 1 --comparison-operator LessThanThreshold --treat-missing-data breaching`,
    ),
  );
  return [...balancers, ...nats, ...vpns, ...connections].slice(0, 8);
}

/** What CloudWatch takes as a dimension: an ARN from its resource part on. */
const tail = (arn: string, from: string): string => arn.slice(arn.indexOf(from));

/** A name for a POSIX shell: names come from tags, and a tag may hold anything. */
const quote = (name: string): string => (/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`);
