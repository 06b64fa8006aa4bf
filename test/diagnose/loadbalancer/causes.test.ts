import { describe, expect, test } from 'vitest';
import { diagnoseLoadBalancers } from '../../../src/diagnose/loadbalancer/index.ts';
import { lbEvents } from '../../../src/diagnose/loadbalancer/needs.ts';
import { select } from '../../../src/diagnose/loadbalancer/select.ts';
import { balancerArn, targetGroupArn } from '../../../src/lab/seed/elbv2.ts';
import { labAccount, labId, labRegion } from '../../../src/lab/seed/ids.ts';
import { instanceId } from '../../../src/lab/seed/instances.ts';
import { groupId } from '../../../src/lab/seed/security-groups.ts';
import { lbReport } from '../../../src/report/lb/report.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import type { Scope, Snapshot } from '../../../src/snapshot/snapshot.ts';
import { labSnapshot } from '../../snapshot/lab-snapshot.ts';

/*
 * Causes that no fault of the lab brings about (`test/faults` has those): put into a copy of the healthy lab's snapshot
 * as AWS would show them.
 */

const web = targetGroupArn('DMZVPC-ALB-tg1');
const alb = balancerArn('DMZVPC-alb1');
const a1 = instanceId('DMZVPC-Private-A-10.11.20.101');
const b2 = instanceId('DMZVPC-Private-B-10.11.24.102');
const lambda = `arn:aws:lambda:${labRegion}:${labAccount}:function:shop`;

type Here = Required<Scope>;

function lab(edit: (here: Here, snapshot: Snapshot) => void): Snapshot {
  const snapshot = labSnapshot();
  edit(snapshot.scopes.find((s) => s.elbv2 !== undefined) as Here, snapshot);
  return snapshot;
}

const group = (here: Here) => here.elbv2.TargetGroups!.find((g) => g.TargetGroupArn === web)!;
const targets = (here: Here) => here.elbv2.TargetHealthDescriptions![web]!;

/** What AWS shows of a target of the web group. */
function shows(here: Here, id: string, State: string, Reason?: string, Description?: string): void {
  const target = targets(here).find((t) => t.Target?.Id === id)!;
  target.TargetHealth = { State, Reason, Description } as never;
}
const all = (here: Here, State: string, Reason: string, Description?: string): void => {
  for (const t of targets(here)) shows(here, t.Target!.Id!, State, Reason, Description);
};
const instanceIn = (here: Here, id: string) =>
  here.ec2.Reservations!.flatMap((r) => r.Instances ?? []).find((i) => i.InstanceId === id)!;

/** In place of its instances the web group has one target of another kind. */
function instead(
  here: Here,
  type: 'ip' | 'lambda',
  target: object,
  health: [State: string, Reason: string, Description?: string],
): void {
  Object.assign(group(here), { TargetType: type });
  const [State, Reason, Description] = health;
  here.elbv2.TargetHealthDescriptions![web] = [
    { Target: target as never, TargetHealth: { State, Reason, Description } as never },
  ];
}

function event(here: Here, EventName: string, resource: string, extra: object = {}): void {
  here.cloudtrail = {
    Events: [
      ...(here.cloudtrail?.Events ?? []),
      {
        EventId: `event-${EventName}`,
        EventName,
        EventTime: '2026-11-22T23:51:00.000Z',
        Username: 'alice',
        Resources: [{ ResourceName: resource }],
        CloudTrailEvent: JSON.stringify({ eventName: EventName, ...extra }),
      },
    ],
  };
}

type Case = [name: string, code: string, resource: string, edit: (here: Here, snapshot: Snapshot) => void];

const invalid = ['unused', 'Target.InvalidState'] as const;
const timeout = ['unhealthy', 'Target.Timeout', 'Request timed out'] as const;
const failed = ['unhealthy', 'Target.FailedHealthChecks', 'Health checks failed'] as const;

const cases: Case[] = [
  [
    'terminated',
    'LB_TARGET_TERMINATED',
    b2,
    (h) => {
      shows(h, b2, ...invalid, 'Target is in the terminated state');
      instanceIn(h, b2).State = { Code: 48, Name: 'terminated' };
    },
  ],
  [
    'starting',
    'LB_TARGET_STARTING',
    b2,
    (h) => {
      shows(h, b2, ...invalid, 'Target is in an invalid state');
      instanceIn(h, b2).State = { Code: 0, Name: 'pending' };
    },
  ],
  [
    'stopped, known only from the balancer',
    'LB_TARGET_STOPPED',
    b2,
    (h) => {
      shows(h, b2, ...invalid, 'Target is in the stopped state');
      delete (h as Scope).ec2;
    },
  ],
  [
    'in a zone that the balancer has not enabled',
    'LB_TARGET_ZONE_NOT_ENABLED',
    alb,
    (h) => {
      const balancer = h.elbv2.LoadBalancers!.find((b) => b.LoadBalancerArn === alb)!;
      balancer.AvailabilityZones = balancer.AvailabilityZones!.filter((z) => z.ZoneName?.endsWith('a'));
      const text = 'Target is in an Availability Zone that is not enabled for the load balancer';
      for (const t of targets(h).slice(2)) shows(h, t.Target!.Id!, 'unused', 'Target.NotInUse', text);
    },
  ],
  [
    'being deregistered',
    'LB_TARGET_DEREGISTERING',
    web,
    (h) => {
      shows(h, a1, 'draining', 'Target.DeregistrationInProgress', 'Target deregistration is in progress');
      event(h, 'DeregisterTargets', web);
    },
  ],
  [
    'an address of the balancer itself',
    'LB_TARGET_IP_UNUSABLE',
    web,
    (h) =>
      instead(h, 'ip', { Id: '10.11.11.50', Port: 80, AvailabilityZone: `${labRegion}a` }, [
        'unused',
        'Target.IpUnusable',
      ]),
  ],
  ['trouble at AWS', 'LB_INTERNAL_ERROR', alb, (h) => shows(h, a1, 'unhealthy', 'Elb.InternalError')],
  [
    'an address in a VPC that no route leads to',
    'LB_TARGET_NO_ROUTE',
    labId('rtb', 'DMZVPC-Public-A-RT'),
    (h) => {
      // Without the default route there is no way out of the balancer's subnets but `local`.
      for (const table of h.ec2.RouteTables!.filter((t) => t.Tags?.some((x) => /DMZVPC-Public-A/.test(x.Value ?? ''))))
        table.Routes = table.Routes!.filter((r) => r.GatewayId === 'local');
      const balancer = h.elbv2.LoadBalancers!.find((b) => b.LoadBalancerArn === alb)!;
      balancer.AvailabilityZones = balancer.AvailabilityZones!.slice(0, 1);
      balancer.Scheme = 'internal';
      h.ec2.NetworkInterfaces = h.ec2.NetworkInterfaces!.filter(
        (i) => !(i.Description?.includes('DMZVPC-alb1') && i.AvailabilityZone?.endsWith('b')),
      );
      instead(h, 'ip', { Id: '10.1.20.101', Port: 80, AvailabilityZone: 'all' }, [...timeout]);
    },
  ],
  [
    'a function that the balancer may not invoke',
    'LB_LAMBDA_PERMISSION',
    lambda,
    (h) => {
      instead(h, 'lambda', { Id: lambda }, ['unhealthy', 'Target.FailedHealthChecks']);
      event(h, 'RemovePermission20150331v2', lambda);
    },
  ],
  [
    'a function that fails',
    'LB_LAMBDA_ERROR',
    lambda,
    (h) =>
      instead(h, 'lambda', { Id: lambda }, [
        'unhealthy',
        'Target.ResponseCodeMismatch',
        'Health checks failed with these codes: [500]',
      ]),
  ],
  [
    'HTTPS targets asked in HTTP',
    'LB_HEALTH_CHECK_PROTOCOL',
    web,
    (h) => {
      for (const t of targets(h)) t.Target!.Port = 443;
      all(h, ...failed);
    },
  ],
  [
    'servers of HTTP/1.1 asked in HTTP/2',
    'LB_HEALTH_CHECK_PROTOCOL',
    web,
    (h) => {
      group(h).ProtocolVersion = 'HTTP2';
      all(h, ...failed);
    },
  ],
  [
    'a redirect that the matcher does not take',
    'LB_HEALTH_CHECK_MATCHER',
    web,
    (h) => all(h, 'unhealthy', 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [301]'),
  ],
  [
    'a Network Load Balancer without groups, and a target that admits nobody',
    'LB_TARGET_PORT_BLOCKED_BY_SG',
    groupId('DMZVPC', 'PrivateEC2SG'),
    (h) => {
      const balancer = h.elbv2.LoadBalancers!.find((b) => b.LoadBalancerArn === alb)!;
      Object.assign(balancer, { Type: 'network', SecurityGroups: undefined });
      for (const node of h.ec2.NetworkInterfaces!.filter((i) => i.Description?.includes('DMZVPC-alb1')))
        node.Groups = [];
      Object.assign(group(h), { Protocol: 'TCP', HealthCheckProtocol: 'TCP' });
      h.ec2.SecurityGroups!.find((g) => g.GroupId === groupId('DMZVPC', 'PrivateEC2SG'))!.IpPermissions = [];
      delete (h.ec2 as Partial<typeof h.ec2>).SecurityGroupRules;
      all(h, ...failed);
    },
  ],
  [
    'no group on the balancer, and a target that admits only the balancer’s old group',
    'LB_TARGET_PORT_BLOCKED_BY_SG',
    groupId('DMZVPC', 'PrivateEC2SG'),
    (h) => {
      const own = h.ec2.SecurityGroups!.find((g) => g.GroupId === groupId('DMZVPC', 'PrivateEC2SG'))!;
      own.IpPermissions = [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: groupId('DMZVPC', 'SSMSG') }] },
      ];
      delete (h.ec2 as Partial<typeof h.ec2>).SecurityGroupRules;
      all(h, ...timeout);
    },
  ],
];

describe('the one cause', () => {
  test.each(cases)('%s', (_, code, resource, edit) => {
    const { findings, balancers, unusedGroups } = diagnoseLoadBalancers(lab(edit));
    const causes = findings.filter((f) => f.cause);
    expect(causes.map((f) => [f.code, f.resource])).toEqual([[code, resource]]);
    // Every target that does not serve names it.
    const told = [...balancers!.flatMap((b) => b.groups ?? []), ...unusedGroups!].flatMap((g) => g.targets ?? []);
    for (const t of told.filter((x) => x.state !== 'healthy')) expect(t.causes).toEqual([code]);
  });

  test('what nothing explains is said to be unknown, and is no cause', () => {
    const snapshot = lab((h) => {
      all(h, ...timeout);
      // Without its interfaces nobody can follow the way.
      for (const key of ['NetworkInterfaces', 'Reservations', 'SecurityGroups'] as const)
        delete (h.ec2 as Partial<typeof h.ec2>)[key];
    });
    const { findings } = diagnoseLoadBalancers(snapshot);
    expect(findings.filter((f) => f.cause)).toEqual([]);
    expect(findings.map((f) => f.code)).toContain('LB_TARGET_UNHEALTHY');
  });
});

describe('fixes are tried on a copy', () => {
  const fixOf = (code: string, edit: Case[3]) =>
    diagnoseLoadBalancers(lab(edit)).findings.find((f) => f.code === code)!.fixes[0]!;
  const edit = (name: string): Case[3] => cases.find(([n]) => n === name)![3];

  test('a terminated target is deregistered', () => {
    const fix = fixOf('LB_TARGET_TERMINATED', edit('terminated'));
    expect(fix).toMatchObject({ verified: true, calls: [{ operation: 'DeregisterTargets' }] });
  });

  test('a target that drains is registered again', () => {
    expect(fixOf('LB_TARGET_DEREGISTERING', edit('being deregistered'))).toMatchObject({ verified: true });
  });

  test('a zone is enabled with a subnet that has the way out of the others', () => {
    const fix = fixOf('LB_TARGET_ZONE_NOT_ENABLED', edit('in a zone that the balancer has not enabled'));
    expect(fix.verified).toBe(true);
    expect(fix.calls[0]!.input.Subnets).toContain(labId('subnet', 'DMZVPC-Public-Subnet-B'));
  });

  test('a balancer without groups is let in by the blocks of its subnets, which do not change', () => {
    const name = 'a Network Load Balancer without groups, and a target that admits nobody';
    const fix = fixOf('LB_TARGET_PORT_BLOCKED_BY_SG', edit(name));
    expect(fix.verified).toBe(true);
    expect(JSON.stringify(fix.calls)).toContain('10.11.11.0/24');
    expect(JSON.stringify(fix.calls)).toContain('10.11.12.0/24');
  });

  test('what was deregistered is registered again, as CloudTrail has it', () => {
    const fix = fixOf('LB_NO_TARGETS', (h) => {
      h.elbv2.TargetHealthDescriptions![web] = [];
      event(h, 'DeregisterTargets', web, {
        requestParameters: { targetGroupArn: web, targets: [{ id: a1, port: 80 }] },
      });
    });
    expect(fix).toMatchObject({ verified: true, calls: [{ input: { Targets: [{ Id: a1, Port: 80 }] } }] });
  });

  test('a matcher gets the code that targets answer', () => {
    const { findings } = diagnoseLoadBalancers(lab(edit('a redirect that the matcher does not take')));
    const fixes = findings.find((f) => f.code === 'LB_HEALTH_CHECK_MATCHER')!.fixes;
    expect(fixes.map((f) => f.verified)).toEqual([false, true]);
    expect(fixes[1]!.calls[0]!.input).toMatchObject({ Matcher: { HttpCode: '200,301' } });
  });
});

describe('settings or targets', () => {
  const notFound = 'Health checks failed with these codes: [404]';
  const causesOf = (edit: Case[3]) =>
    diagnoseLoadBalancers(lab(edit))
      .findings.filter((f) => f.cause)
      .map((f) => f.code);
  /** CloudWatch has seen four healthy targets in the last hour. */
  const wereHealthy = (here: Here): void => {
    here.cloudwatch = {
      MetricSeries: [
        {
          namespace: 'AWS/ApplicationELB',
          metric: 'HealthyHostCount',
          dimensions: [
            { Name: 'LoadBalancer', Value: alb.split(':loadbalancer/')[1]! },
            { Name: 'TargetGroup', Value: web.split(':').at(-1)! },
          ],
          stat: 'Minimum',
          period: 60,
          from: '2026-11-22T23:00:00.000Z',
          to: '2026-11-23T00:00:00.000Z',
          timestamps: ['2026-11-22T23:00:00.000Z'],
          values: [4],
        },
      ],
    };
  };

  test('all fail and nobody knows better: the settings', () => {
    expect(causesOf((h) => all(h, 'unhealthy', 'Target.ResponseCodeMismatch', notFound))).toEqual([
      'LB_HEALTH_CHECK_PATH',
    ]);
  });

  test('all fail, they passed an hour ago, and nobody changed the settings: the targets', () => {
    const found = causesOf((h) => {
      all(h, 'unhealthy', 'Target.ResponseCodeMismatch', notFound);
      h.cloudtrail = { Events: [] };
      wereHealthy(h);
    });
    expect(new Set(found)).toEqual(new Set(['LB_TARGET_ANSWERS_WRONG']));
  });

  test('all fail, they passed an hour ago, and somebody changed the settings: the settings, and who', () => {
    const snapshot = lab((h) => {
      all(h, 'unhealthy', 'Target.ResponseCodeMismatch', notFound);
      event(h, 'ModifyTargetGroup', web);
      wereHealthy(h);
    });
    const [cause] = diagnoseLoadBalancers(snapshot).findings.filter((f) => f.cause);
    expect(cause!.code).toBe('LB_HEALTH_CHECK_PATH');
    const change = cause!.evidence.find((e) => e.from === 'cloudtrail:LookupEvents')!;
    expect(change.says.en).toBe('alice called ModifyTargetGroup at 2026-11-22 23:51 UTC');
  });

  test('a change that AWS refused has changed nothing', () => {
    const snapshot = lab((h) => {
      all(h, 'unhealthy', 'Target.ResponseCodeMismatch', notFound);
      event(h, 'ModifyTargetGroup', web, { errorCode: 'AccessDenied' });
      wereHealthy(h);
    });
    const causes = diagnoseLoadBalancers(snapshot).findings.filter((f) => f.cause);
    expect(causes.map((f) => f.code)).not.toContain('LB_HEALTH_CHECK_PATH');
  });
});

describe('groups and balancers', () => {
  test('a balancer with nothing healthy is P0, and no cause by itself', () => {
    const { findings } = diagnoseLoadBalancers(lab((h) => all(h, ...failed)));
    const alarm = findings.find((f) => f.code === 'LB_ALL_TARGETS_UNHEALTHY')!;
    expect(alarm).toMatchObject({ priority: 'P0', severity: 'critical', resource: alb, cause: false });
    expect(findings[0]!.id).toBe(alarm.id);
  });

  test('targets on their way in are no alarm', () => {
    const { findings } = diagnoseLoadBalancers(lab((h) => all(h, 'initial', 'Elb.InitialHealthChecking')));
    expect(findings.filter((f) => f.priority === 'P0' || f.cause)).toEqual([]);
    expect(findings.map((f) => f.code)).toContain('LB_TARGET_INITIAL');
  });

  test.each([
    ['LB_HEALTH_CHECK_TIMEOUT', { HealthCheckTimeoutSeconds: 10 }],
    ['LB_HEALTH_CHECK_FLAPPING', { HealthCheckTimeoutSeconds: 2, HealthCheckIntervalSeconds: 5 }],
    ['LB_HEALTH_CHECK_DISABLED', { HealthCheckEnabled: false }],
  ])('settings that make trouble: %s', (code, settings) => {
    const { findings } = diagnoseLoadBalancers(lab((h) => Object.assign(group(h), settings)));
    const weak = findings.filter((f) => f.code.startsWith('LB_HEALTH_CHECK'));
    expect(weak.map((f) => [f.code, f.cause])).toEqual([[code, false]]);
    expect(weak[0]!.fixes[0]).toMatchObject({ verified: true });
  });

  test('more healthy targets in one zone than in the other', () => {
    const { findings } = diagnoseLoadBalancers(lab((h) => shows(h, b2, ...invalid, 'Target is in the stopped state')));
    expect(findings.find((f) => f.code === 'LB_ZONE_IMBALANCE')).toMatchObject({ cause: false, resource: web });
  });

  test('errors, slow answers and rejected connections from the metrics', () => {
    const points = (metric: string, stat: string, value: number) => ({
      namespace: 'AWS/ApplicationELB',
      metric,
      dimensions: [{ Name: 'LoadBalancer', Value: alb.split(':loadbalancer/')[1]! }],
      stat,
      period: 3600,
      from: '2026-11-22T00:00:00.000Z',
      to: '2026-11-23T00:00:00.000Z',
      timestamps: ['2026-11-22T01:00:00.000Z'],
      values: [value],
    });
    const { findings, balancers } = diagnoseLoadBalancers(
      lab((h) => {
        h.cloudwatch = {
          MetricSeries: [
            points('RequestCount', 'Sum', 1000),
            points('HTTPCode_ELB_5XX_Count', 'Sum', 40),
            points('HTTPCode_Target_5XX_Count', 'Sum', 20),
            points('RejectedConnectionCount', 'Sum', 3),
            points('TargetResponseTime', 'p95', 2.5),
            points('ConsumedLCUs', 'Sum', 12),
          ],
        };
      }),
    );
    expect(findings.map((f) => f.code)).toEqual(
      expect.arrayContaining(['LB_ELB_5XX', 'LB_TARGET_5XX', 'LB_REJECTED_CONNECTIONS', 'LB_SLOW_TARGETS']),
    );
    const facts = balancers!.find((b) => b.arn === alb)!;
    expect(facts.traffic).toMatchObject({ requests: 1000, elb5xx: 40, rejected: 3, lcuHours: 12, peakLcu: 12 });
    // 12 LCU-hours a day are 365 a month: 730 hours' price and those.
    expect(facts.cost.formula).toContain('365 LCU-h');
  });
});

describe('one balancer by its name', () => {
  const diagnosis = diagnoseLoadBalancers(labSnapshot());

  test('its findings and no others', () => {
    const found = select(diagnosis, 'mgmtvpc-alb');
    if (!('selected' in found)) throw new Error('not found');
    expect(found.selected.balancers!.map((b) => b.name)).toEqual(['mgmtvpc-alb']);
    const arns = [balancerArn('mgmtvpc-alb'), targetGroupArn('mgmtvpc-tg')];
    for (const f of found.selected.findings)
      expect([f.resource, ...f.affected].some((id) => arns.includes(id))).toBe(true);
  });

  test('a name that nobody has, and one that two have', () => {
    expect(select(diagnosis, 'shop')).toMatchObject({ unknown: expect.arrayContaining(['DMZVPC-alb1', 'mgmtvpc-tg']) });
    const [first] = diagnosis.balancers!;
    const twin = { ...first!, region: 'us-east-1', arn: first!.arn.replace(labRegion, 'us-east-1') };
    const both = { ...diagnosis, balancers: [first!, twin] };
    expect(select(both, first!.name)).toEqual({ ambiguous: [first!.arn, twin.arn] });
  });
});

test('CloudTrail is asked about what failing findings name, each once', () => {
  const snapshot = lab((h) => all(h, ...failed));
  const asked = lbEvents(snapshot).map((q) => `${q.by} ${q.value}`);
  expect(asked).toContain(`ResourceName ${web}`);
  expect(new Set(asked).size).toBe(asked.length);
  expect(lbEvents(labSnapshot())).toEqual([]);
});

test('the same snapshot gives the same diagnosis, to the byte', () => {
  const snapshot = lab((h) => all(h, ...failed));
  const once = JSON.stringify(diagnoseLoadBalancers(snapshot));
  expect(JSON.stringify(diagnoseLoadBalancers(structuredClone(snapshot)))).toBe(once);
});

describe('a group with 1,000 targets', () => {
  const snapshot = lab((h) => {
    Object.assign(group(h), { TargetType: 'ip' });
    // Free addresses of both private subnets; 700 do not answer, 40 answer 500.
    h.elbv2.TargetHealthDescriptions![web] = Array.from({ length: 1000 }, (_, i) => {
      const Id = `10.11.${i % 2 === 0 ? 21 + (i >> 9) : 25 + (i >> 9)}.${(i >> 1) % 250}`;
      const State = i < 700 ? 'unhealthy' : i < 740 ? 'unhealthy' : 'healthy';
      const [Reason, Description] =
        i < 700
          ? ['Target.Timeout', 'Request timed out']
          : ['Target.ResponseCodeMismatch', 'Health checks failed with these codes: [500]'];
      return {
        Target: { Id, Port: 80, AvailabilityZone: `${labRegion}${i % 2 === 0 ? 'a' : 'b'}` },
        TargetHealth: (State === 'healthy' ? { State } : { State, Reason, Description }) as never,
      };
    });
  });

  test('is diagnosed in seconds', () => {
    const started = performance.now();
    const { balancers } = diagnoseLoadBalancers(snapshot);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(balancers!.find((b) => b.arn === alb)!.groups![0]).toMatchObject({ total: 1000, healthy: 260 });
  });

  test.each(['ko', 'en'] as const)('stays readable: like is told once (%s)', (lang) => {
    const reading = { lang, zone: 'Asia/Seoul', now: new Date(snapshot.takenAt) };
    const md = renderMarkdown(lbReport(snapshot, diagnoseLoadBalancers(snapshot), reading));
    expect(md.split('\n').length).toBeLessThan(600);
    expect(md).toContain('26 %'.replace(' ', lang === 'ko' ? '' : ' '));
  });
});
