import { describe, expect, test } from 'vitest';
import { audit } from '../../src/checks/audit.ts';
import { checks } from '../../src/checks/index.ts';
import {
  account,
  allow,
  balancer,
  defaultTo,
  group,
  interfaceOf,
  internetGateway,
  type Lab,
  labFor,
  subnet,
  table,
  vpcId,
} from './lab.ts';

/* What single checks must not mistake: a gap for a pass, text for reach, one setting for another. */

function judged(code: string, breaks: (lab: Lab) => void, where: 'region' | 'global' = 'region') {
  const lab = labFor(where);
  breaks(lab);
  const { results, findings, reach } = audit(lab.snapshot, {
    chosen: checks.filter((c) => c.code === code && c.where === where),
  });
  const statusOf = (id: string) => results.flatMap((r) => r.resources).find((r) => r.id === id)?.status;
  return { lab, results, findings, reach, statusOf };
}

const openRoute = (lab: Lab): void =>
  defaultTo(table(lab, 'DMZVPC-Private-B-RT'), { GatewayId: internetGateway(lab, 'DMZVPC') });

describe('exposure goes by what gets through', () => {
  const ssh = (breaks: (lab: Lab) => void) => {
    const { lab, findings, reach } = judged('SG_OPEN_SSH_WORLD', breaks);
    const found = findings.find((f) => f.resource === group(lab, 'DMZVPC', 'PrivateEC2SG').GroupId)!;
    return { severity: found.severity, reach: reach.get(found.id), impact: found.impact.en };
  };
  const closeByAcl = (lab: Lab): void => {
    const id = subnet(lab, 'DMZVPC-Private-Subnet-B').SubnetId!;
    const acl = lab.here.ec2!.NetworkAcls!.find((a) => a.Associations?.some((x) => x.SubnetId === id))!;
    acl.Entries!.push({
      Egress: false,
      RuleNumber: 1,
      Protocol: '6',
      RuleAction: 'deny',
      PortRange: { From: 22, To: 22 },
      CidrBlock: '0.0.0.0/0',
    });
  };

  test('a group open to the world is critical where the internet gets through, and only there', () => {
    expect(ssh(openRoute)).toMatchObject({ severity: 'critical', reach: 'internet' });
    const behindAcl = ssh((lab) => {
      openRoute(lab);
      closeByAcl(lab);
    });
    expect(behindAcl).toMatchObject({ severity: 'medium', reach: 'inside' });
    expect(behindAcl.impact).toContain('keeps connections out');
  });

  test('what the internet does reach is closed by a fix that is tried, one for all hosts of a group', () => {
    const { findings } = judged('EXPOSED_HIGH_RISK_PORT', openRoute);
    expect(findings.length).toBeGreaterThan(1);
    for (const { fixes } of findings) {
      expect(fixes[0]).toMatchObject({ verified: true });
      expect(fixes[0]!.command).toContain('revoke-security-group-ingress');
    }
  });

  test('where network ACLs were not read, the routes’ word stands', () => {
    const unread = ssh((lab) => {
      openRoute(lab);
      delete lab.here.ec2!.NetworkAcls;
    });
    expect(unread.severity).toBe('critical');
  });

  test('a network balancer that passes a high-risk port on exposes its target', () => {
    const port = 3306;
    const viaBalancer = (type: 'network' | 'application') => (lab: Lab) => {
      const shop = balancer(lab, 'DMZVPC-alb1');
      shop.Type = type;
      const [listener] = lab.here.elbv2!.Listeners![shop.LoadBalancerArn!]!;
      const arn = lab.here.elbv2!.TargetGroups!.find((g) => g.LoadBalancerArns?.includes(shop.LoadBalancerArn!))!;
      listener!.Protocol = type === 'network' ? 'TCP' : 'HTTP';
      listener!.Port = port;
      for (const d of lab.here.elbv2!.TargetHealthDescriptions![arn.TargetGroupArn!]!) d.Target!.Port = port;
      for (const g of lab.here.ec2!.SecurityGroups!) allow(g, 'tcp', port, '0.0.0.0/0');
    };
    const { findings } = judged('EXPOSED_HIGH_RISK_PORT', viaBalancer('network'));
    expect(findings.map((f) => f.severity)).toContain('critical');
    expect(findings[0]!.evidence[0]!.says.en).toMatch(/^internet → DMZVPC-alb1 \(TCP 3306\) → .* tcp 3306$/);
    expect(judged('EXPOSED_HIGH_RISK_PORT', viaBalancer('application')).findings).toEqual([]);
  });

  test('a managed database is asked on its engine’s port, and on the port its group names', () => {
    const database = (port: number) => (lab: Lab) => {
      const item = interfaceOf(lab, 'VPC01-Private-A-10.1.20.101');
      item.Description = 'RDSNetworkInterface';
      item.InterfaceType = 'interface';
      delete item.Attachment;
      const own = group(lab, 'VPC01', 'PrivateEC2SG');
      own.IpPermissions = [];
      allow(own, 'tcp', port, '10.0.0.0/8');
    };
    for (const port of [5432, 15432]) {
      const { findings } = judged('PATH_TO_DATA', database(port));
      expect(findings.map((f) => f.title.en).join()).toContain(`:${port} is open`);
    }
  });
});

describe('what was not answered is no pass, and no fault', () => {
  test('GuardDuty: a detector whose status was not read', () => {
    const { statusOf } = judged('GUARDDUTY_OFF', (lab) => {
      lab.here.guardduty = { DetectorIds: ['d1'], Detectors: {}, Findings: {} };
    });
    expect(statusOf(account)).toBe('not-readable');
  });

  test('a web ACL whose resources were not read may be the balancer’s', () => {
    const { lab, statusOf } = judged('LB_NO_WAF', ({ here }) => {
      here.wafv2 = { WebACLs: [{ ARN: 'arn:acl', Name: 'acl' } as never], ResourceArns: {} };
    });
    expect(statusOf(balancer(lab, 'DMZVPC-alb1').LoadBalancerArn!)).toBe('not-readable');
  });

  test('listeners whose rules were not read are not known to ask for a header', () => {
    const { lab, statusOf } = judged('LB_BYPASSES_CLOUDFRONT', (l) => {
      allow(group(l, 'mgmtvpc', 'ALBSecurityGroup'), 'tcp', 80, '0.0.0.0/0');
      l.here.elbv2!.Rules = {};
    });
    expect(statusOf(balancer(lab, 'mgmtvpc-alb').LoadBalancerArn!)).toBe('not-readable');
  });

  test('a VPN of whose tunnels AWS says nothing', () => {
    for (const code of ['VPN_TUNNEL_DOWN', 'VPN_LOGGING_OFF', 'VPN_WEAK_ALGORITHMS']) {
      const { results } = judged(code, ({ here }) => {
        for (const vpn of here.ec2!.VpnConnections!) {
          vpn.VgwTelemetry = [];
          vpn.Options = { ...vpn.Options, TunnelOptions: [] };
        }
      });
      expect(results[0]!.status, code).toBe('not-readable');
    }
  });

  test('a peering whose other VPC is not told', () => {
    const { statusOf } = judged('PEERING_ROUTE_WIDE', (lab) => {
      const id = vpcId(lab, 'VPC01');
      lab.here.ec2!.VpcPeeringConnections = [
        { VpcPeeringConnectionId: 'pcx-1', RequesterVpcInfo: { VpcId: id }, AccepterVpcInfo: { VpcId: 'vpc-other' } },
      ];
      table(lab, 'VPC01-Private-Subnet-A-RT').Routes!.push({
        DestinationCidrBlock: '10.77.0.0/16',
        VpcPeeringConnectionId: 'pcx-1',
      });
    });
    expect(statusOf(table(labFor('region'), 'VPC01-Private-Subnet-A-RT').RouteTableId!)).toBe('not-readable');
  });

  test('a rate limit may be in a rule group of one’s own', () => {
    const { statusOf } = judged('WAF_NO_RATE_LIMIT', ({ here }) => {
      const rule = { Name: 'own', Priority: 1, Statement: { RuleGroupReferenceStatement: { ARN: 'arn:group' } } };
      here.wafv2 = { WebACLs: [{ ARN: 'arn:acl', Name: 'acl', Rules: [rule] } as never] };
    });
    expect(statusOf('arn:acl')).toBe('not-readable');
  });
});

describe('one setting is not another', () => {
  test('a redirect that keeps HTTP is no redirect to HTTPS', () => {
    const redirect = (Protocol: string) => {
      const { lab, statusOf } = judged('LB_NO_REDIRECT', (l) => {
        const listeners = l.here.elbv2!.Listeners![balancer(l, 'DMZVPC-alb1').LoadBalancerArn!]!;
        listeners.push({ ...structuredClone(listeners[0]!), ListenerArn: 'arn:https', Protocol: 'HTTPS', Port: 443 });
        listeners[0]!.DefaultActions = [{ Type: 'redirect', RedirectConfig: { Protocol, StatusCode: 'HTTP_301' } }];
      });
      return statusOf(balancer(lab, 'DMZVPC-alb1').LoadBalancerArn!);
    };
    expect(redirect('#{protocol}')).toBe('fail');
    expect(redirect('HTTPS')).toBe('pass');
  });

  test('flow logs of accepted traffic alone leave out what the standards ask for', () => {
    const logged = (TrafficType: 'ACCEPT' | 'ALL' | 'REJECT') => {
      const { lab, statusOf } = judged('VPC_NO_FLOW_LOGS', (l) => {
        l.here.ec2!.FlowLogs = [{ FlowLogId: 'fl-1', ResourceId: vpcId(l, 'VPC01'), TrafficType }];
      });
      return statusOf(vpcId(lab, 'VPC01'));
    };
    expect([logged('ACCEPT'), logged('REJECT'), logged('ALL')]).toEqual(['fail', 'pass', 'pass']);
  });

  test('a balancer in one zone fails, whatever its targets', () => {
    const { lab, statusOf } = judged('LB_ZONE_WITHOUT_TARGETS', (l) => {
      const shop = balancer(l, 'DMZVPC-alb1');
      shop.AvailabilityZones = shop.AvailabilityZones!.slice(0, 1);
    });
    expect(statusOf(balancer(lab, 'DMZVPC-alb1').LoadBalancerArn!)).toBe('fail');
    expect(statusOf(balancer(lab, 'mgmtvpc-alb').LoadBalancerArn!)).toBe('pass');
  });

  test('a balancer without HTTPS fails behind CloudFront, too, and is weighed once', () => {
    const { lab, statusOf, findings } = judged('LB_NO_HTTPS', () => {});
    const id = balancer(lab, 'mgmtvpc-alb').LoadBalancerArn!;
    expect(statusOf(id)).toBe('fail');
    expect(findings.find((f) => f.resource === id)?.severity).toBe('info');
  });

  test('a subnet that gives public addresses that work is one that gives public addresses', () => {
    const { lab, statusOf, findings } = judged('SUBNET_PUBLIC_IP_ON_LAUNCH', () => {});
    const id = subnet(lab, 'DMZVPC-Public-Subnet-A').SubnetId!;
    expect(statusOf(id)).toBe('fail');
    expect(findings.find((f) => f.resource === id)).toMatchObject({ severity: 'info', fixes: [{ verified: true }] });
  });

  test('a prefix list that holds a wide range is one; of one that was not read nothing is claimed', () => {
    const listed = (entries: string[] | undefined, name = 'partners') => {
      const { lab, statusOf } = judged('SG_OPEN_WIDE_RANGE', (l) => {
        const { ec2 } = l.here;
        ec2!.PrefixLists = [...(ec2!.PrefixLists ?? []), { PrefixListId: 'pl-1', PrefixListName: name }];
        if (entries !== undefined)
          ec2!.PrefixListEntries = { ...ec2!.PrefixListEntries, 'pl-1': entries.map((Cidr) => ({ Cidr })) };
        group(l, 'VPC01', 'PrivateEC2SG').IpPermissions = [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-1' }] },
        ];
      });
      return statusOf(group(lab, 'VPC01', 'PrivateEC2SG').GroupId!);
    };
    expect(listed(['0.0.0.0/1', '128.0.0.0/1'])).toBe('fail');
    expect(listed(['203.0.113.0/28'])).toBe('pass');
    expect(listed(['52.0.0.0/11'], 'com.amazonaws.ap-northeast-2.s3')).toBe('pass');
    expect(listed(undefined)).toBe('not-readable');
  });

  test('a firewall of a transit gateway has its zones by name', () => {
    const zones = (...names: string[]) => {
      const { lab, statusOf } = judged('NFW_SINGLE_ZONE', ({ here }) => {
        const { Firewall: firewall } = here.networkfirewall!.Firewalls![0]!;
        firewall.SubnetMappings = [];
        firewall.AvailabilityZoneMappings = names.map((AvailabilityZone) => ({ AvailabilityZone }));
      });
      return statusOf(lab.here.networkfirewall!.Firewalls![0]!.Firewall.FirewallArn!);
    };
    expect([zones('apne2-az1'), zones('apne2-az1', 'apne2-az3'), zones()]).toEqual(['fail', 'pass', 'not-readable']);
  });

  test('a record of a Classic Load Balancer, known by its interfaces, leads to something', () => {
    const record = (description: string) =>
      judged(
        'DNS_DANGLING_RECORD',
        ({ global, here }) => {
          const zone = global.route53!.HostedZones!.find((z) => z.Config?.PrivateZone !== true)!;
          global.route53!.ResourceRecordSets![zone.Id!.replace('/hostedzone/', '')]!.push({
            Name: 'old.lab.example.',
            Type: 'CNAME',
            ResourceRecords: [{ Value: 'Old-Shop-1234567.ap-northeast-2.elb.amazonaws.com' }],
          });
          here.ec2!.NetworkInterfaces![0]!.Description = description;
        },
        'global',
      ).findings.length;
    expect([record('ELB Old-Shop'), record('ELB app/Old-Shop/1')]).toEqual([0, 1]);
  });

  test('Shield Advanced: public balancers count as much as distributions', () => {
    const { lab, statusOf } = judged(
      'SHIELD_UNPROTECTED',
      ({ global }) => {
        const covered = global.cloudfront!.Distributions!.map((d) => ({ ResourceArn: d.ARN! }));
        global.shield = { SubscriptionState: 'ACTIVE', Protections: covered } as never;
      },
      'global',
    );
    expect(statusOf(balancer(lab, 'DMZVPC-alb1').LoadBalancerArn!)).toBe('fail');
    expect(statusOf(lab.global.cloudfront!.Distributions![0]!.Id!)).toBe('pass');
  });
});

/**
 * The controls of AWS's services that the checks are about, as the standard lists them:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
 */
const fsbp = new Set(
  [
    'ACM.1 ACM.2 CloudFront.1 CloudFront.3 CloudFront.4 CloudFront.5 CloudFront.6 CloudFront.7 CloudFront.8',
    'CloudFront.9 CloudFront.10 CloudFront.12 CloudFront.13 CloudFront.15 CloudFront.16 CloudTrail.1 CloudTrail.2',
    'CloudTrail.4 CloudTrail.5 Config.1 EC2.1 EC2.2 EC2.3 EC2.4 EC2.6 EC2.7 EC2.8 EC2.9 EC2.10 EC2.15 EC2.16 EC2.17',
    'EC2.18 EC2.19 EC2.20 EC2.21 EC2.23 EC2.24 EC2.25 EC2.51 EC2.170 EC2.171 EC2.172 EC2.180 ELB.1 ELB.4 ELB.5 ELB.6',
    'ELB.12 ELB.13 ELB.17 ELB.18 GuardDuty.1 IAM.4 IAM.6 NetworkFirewall.2 NetworkFirewall.3 NetworkFirewall.4',
    'NetworkFirewall.5 NetworkFirewall.6 NetworkFirewall.9 NetworkFirewall.10 Route53.2 SSM.1 WAF.10',
  ].flatMap((line) => line.split(' ')),
);

test('what is called a control of the standard is one', () => {
  const others = checks.flatMap((c) => (c.frameworks.fsbp ?? []).filter((id) => !fsbp.has(id)));
  expect(others).toEqual([]);
});
