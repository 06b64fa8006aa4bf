import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../src/diagnose/overview/index.ts';
import { answer } from '../../src/network/answer.ts';
import { buildNetwork } from '../../src/network/index.ts';
import type { PathQuestion } from '../../src/network/path.ts';
import { resolvePlace } from '../../src/network/places.ts';
import type { Hop } from '../../src/network/trace.ts';
import { verdictOf } from '../../src/report/path/report.ts';
import { labSnapshot } from '../snapshot/lab-snapshot.ts';

/** A question about the lab, and what one notices who looks closely at both directions: findings of netops analyze. */
interface Flow {
  title: string;
  from: string;
  to: string;
  port?: number;
  protocol?: number;
  notices: { text: string; code: string }[];
}

const flows: Flow[] = [
  {
    title: 'VPC01 → DMZVPC web',
    from: 'VPC01-Private-A-10.1.20.101',
    to: 'DMZVPC-Private-A-10.11.20.101',
    port: 80,
    notices: [
      {
        text: 'The transit gateway hands packets straight to the private subnets: traffic between VPCs passes no firewall, in either direction.',
        code: 'TGW_EAST_WEST_UNINSPECTED',
      },
    ],
  },
  {
    title: 'VPC01 → VPC02',
    from: 'VPC01-Private-A-10.1.20.101',
    to: 'VPC02-Private-A-10.2.20.101',
    port: 22,
    notices: [
      {
        text: 'The same: uninspected, and SSH is open to every address that is routed to the group.',
        code: 'SG_OPEN_SSH_WORLD',
      },
      {
        text: 'Appliance mode is on at the attachments of VPC01 and VPC02, which have no appliance: it takes about half of the flows through another zone for nothing.',
        code: 'TGW_APPLIANCE_MODE_UNNEEDED',
      },
    ],
  },
  {
    title: 'VPC01 → internet',
    from: 'VPC01-Private-A-10.1.20.101',
    to: 'internet',
    port: 443,
    notices: [
      {
        text: 'Both directions pass FWOUT, since the NAT gateways’ tables send 10.1.0.0/16 and 10.2.0.0/16 back through it. Its rules pass everything, and what comes after the first of them is never asked.',
        code: 'NFW_PASSES_EVERYTHING',
      },
    ],
  },
  {
    title: 'DMZVPC private → internet',
    from: 'DMZVPC-Private-A-10.11.20.101',
    to: 'internet',
    port: 443,
    notices: [
      {
        text: 'Requests pass FWOUT, answers do not: the NAT gateways’ tables have no route for DMZVPC’s own private subnets but local, so answers go from the NAT gateway straight to the instance. A stateful firewall that sees half of a connection may drop it as soon as its policy says more than pass.',
        code: 'FIREWALL_RETURN_BYPASSED',
      },
    ],
  },
  {
    title: 'internet → ALB → target',
    from: 'internet',
    to: 'DMZVPC-alb1',
    port: 80,
    notices: [
      {
        text: 'Both directions pass FWIN in the balancer’s own zone. The listener is plain HTTP.',
        code: 'LB_NO_HTTPS',
      },
    ],
  },
  {
    title: 'internet → a private instance',
    from: 'internet',
    to: 'DMZVPC-Private-A-10.11.20.101',
    port: 22,
    notices: [
      {
        text: 'Only the lack of a public address is in the way: the group admits SSH from anywhere, and ingress routing names only four subnets, so packets to an Elastic IP on such an instance would go past FWIN.',
        code: 'IGW_INGRESS_PAST_FIREWALL',
      },
    ],
  },
  {
    title: 'mgmt → DMZVPC',
    from: 'mgmt-host',
    to: 'DMZVPC-Private-A-10.11.20.101',
    port: 80,
    notices: [
      {
        text: 'mgmtvpc is attached to nothing: its packets to 10.11.0.0/16 leave through its NAT gateway and die at the internet gateway. In DMZVPC 10.0.0.0/8, which covers mgmtvpc, leads to the transit gateway, which does not know it.',
        code: 'TGW_ROUTE_TO_UNATTACHED_VPC',
      },
    ],
  },
  {
    title: 'on-premises → VPC02',
    from: 'onprem:192.168.10.53',
    to: 'VPC02-Private-A-10.2.20.101',
    port: 22,
    notices: [
      {
        text: 'It comes by Direct Connect, of which there is one location; the VPN behind it advertises 0.0.0.0/0 to on-premises.',
        code: 'VPN_DEFAULT_ROUTE_ADVERTISED',
      },
    ],
  },
  {
    title: 'the resolver endpoint → on-premises DNS',
    from: '10.11.20.31',
    to: 'onprem:192.168.10.53',
    port: 53,
    protocol: 17,
    notices: [
      {
        text: 'It works in both zones. The balancer’s subnets of the same VPC have no route to 192.168.0.0/16 or to VPC01 and VPC02: what on-premises asks of the balancer’s private addresses gets no answer.',
        code: 'ROUTE_NO_RETURN',
      },
    ],
  },
];

const network = buildNetwork(labSnapshot());
const { findings } = analyze(labSnapshot());

function questionOf({ from, to, port, protocol = 6 }: Flow): PathQuestion {
  const [source, destination] = [resolvePlace(network, from, 'source'), resolvePlace(network, to, 'destination')];
  if (!('found' in source && 'found' in destination)) throw new Error(`${from} or ${to} is not in the lab`);
  return {
    source: source.found,
    destination: destination.found,
    protocol,
    ...(port === undefined ? {} : { ports: [port, port] }),
  };
}

const hopLine = (hop: Hop, i: number): string =>
  `${i + 1}. ${hop.verdict === 'allow' ? '' : '**stops** '}${hop.component} ${hop.name ?? hop.id}${hop.zone === undefined ? '' : ` (${hop.zone})`}${hop.by === undefined ? '' : `: ${hop.by}`}`;

function told(flow: Flow): string[] {
  const question = questionOf(flow);
  const found = answer(network, question, () => question);
  const list = (title: string, lines: string[]): string[] =>
    lines.length === 0 ? [] : [`**${title}**`, '', ...lines, ''];
  return [
    `## ${flow.title}`,
    '',
    `\`netops path ${flow.from} ${flow.to}${flow.port === undefined ? '' : ` --port ${flow.port}`}${flow.protocol === 17 ? ' --protocol udp' : ''} --source lab\``,
    '',
    verdictOf(found).en,
    '',
    ...list('There', found.forward.map(hopLine)),
    ...list('And back', found.return.map(hopLine)),
    ...list(
      'Blocked by',
      found.blocks.map((b) => `- ${b.reason.en}`),
    ),
    ...list(
      'Mind',
      found.warnings.map((w) => `- ${w.en}`),
    ),
    ...list(
      'Assumed',
      found.assumptions.map((a) => `- ${a.en}`),
    ),
    ...list(
      'What one notices',
      flow.notices.map((n) => `- ${n.text} (\`${n.code}\`)`),
    ),
  ];
}

test('docs/lab-paths.md is what the engine says (npx vitest run test/network/lab-paths.test.ts -u writes it)', async () => {
  const page = [
    '# Paths of the lab',
    '',
    'What the engine says about nine flows of the [lab](lab.md), with every hop, and what an engineer notices who looks at',
    'both directions. Each notice is a finding of `netops analyze` on the healthy lab; a test keeps this page true.',
    '',
    ...flows.flatMap(told),
  ];
  await expect(`${page.join('\n').trimEnd()}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, '..', '..', 'docs', 'lab-paths.md'),
  );
});

test.each(flows.flatMap((f) => f.notices.map((n) => [f.title, n.code])))(
  '%s: %s is among the findings, and no cause',
  (_, code) => {
    const found = findings.filter((f) => f.code === code);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((f) => !f.cause)).toBe(true);
  },
);
