import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { rulesOf } from '../../src/snapshot/security-group-rules.ts';
import { call, ec2, labWorld, refusal, type TestWorld } from './worlds.ts';

const alb = groupId('DMZVPC', 'ALBSecurityGroup');
const web = groupId('DMZVPC', 'PrivateEC2SG');
const tcp = (port: number, ...CidrIp: string[]) => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: CidrIp.map((cidr) => ({ CidrIp: cidr })),
});
const authorize = (world: TestWorld, ...IpPermissions: object[]) =>
  call(world, 'ec2', 'AuthorizeSecurityGroupIngress', { GroupId: alb, IpPermissions });

const shown = (rules: ReturnType<typeof rulesOf>) =>
  rules
    .map(({ SecurityGroupRuleId, SecurityGroupRuleArn, Tags, GroupOwnerId, ...rule }) => JSON.stringify(rule))
    .sort();

/** The rules one by one say what the group's permissions say. */
function inStep(world: TestWorld, id: string): void {
  const rules = world.here.ec2!.SecurityGroupRules!.filter((rule) => rule.GroupId === id);
  expect(shown(rules)).toEqual(shown(rulesOf(ec2(world, 'SecurityGroups', id))));
  expect(new Set(rules.map((rule) => rule.SecurityGroupRuleId)).size).toBe(rules.length);
}

describe('authorizing', () => {
  test('adds the rule to the group and to the list of rules', () => {
    const world = labWorld();
    const output = authorize(world, tcp(8080, '10.0.0.0/8'));
    expect(output.SecurityGroupRules).toMatchObject([
      { GroupId: alb, IsEgress: false, IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIpv4: '10.0.0.0/8' },
    ]);
    expect(output.SecurityGroupRules[0].SecurityGroupRuleArn).toMatch(
      /^arn:aws:ec2:ap-northeast-2:123456789012:security-group-rule\/sgr-/,
    );
    expect(ec2(world, 'SecurityGroups', alb).IpPermissions.at(-1)).toEqual({
      ...tcp(8080, '10.0.0.0/8'),
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    });
    inStep(world, alb);
  });

  test('a second source for the same ports joins the permission that is there', () => {
    const world = labWorld();
    authorize(world, tcp(8080, '10.0.0.0/8'));
    authorize(world, tcp(8080, '192.168.0.0/16'));
    const permissions = ec2(world, 'SecurityGroups', alb).IpPermissions;
    expect(permissions.filter((p: { FromPort: number }) => p.FromPort === 8080)).toHaveLength(1);
    expect(permissions.at(-1).IpRanges).toEqual([{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.168.0.0/16' }]);
  });

  test('protocol numbers and blocks are stored in the form that AWS shows', () => {
    const world = labWorld();
    authorize(world, { IpProtocol: '6', FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: '100.68.0.18/18' }] });
    authorize(world, { IpProtocol: '-1', FromPort: 5, ToPort: 6, Ipv6Ranges: [{ CidrIpv6: '2001:DB8::1/32' }] });
    const [one, two] = ec2(world, 'SecurityGroups', alb).IpPermissions.slice(-2);
    expect(one).toMatchObject({ IpProtocol: 'tcp', IpRanges: [{ CidrIp: '100.68.0.0/18' }] });
    expect(two).toMatchObject({ IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] });
    expect(two).not.toHaveProperty('FromPort');
    expect(
      refusal(world, 'ec2', 'AuthorizeSecurityGroupIngress', {
        GroupId: alb,
        IpPermissions: [tcp(9, '100.68.0.0/18'), tcp(9, '100.68.0.18/18')],
      }),
    ).toBe('InvalidParameterValue');
  });

  test('the members of a single rule work as well as the list', () => {
    const world = labWorld();
    const input = { GroupId: alb, IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, CidrIp: '0.0.0.0/0' };
    call(world, 'ec2', 'AuthorizeSecurityGroupIngress', input);
    expect(ec2(world, 'SecurityGroups', alb).IpPermissions.at(-1)).toMatchObject(tcp(8443, '0.0.0.0/0'));
  });

  test('a referenced group is stored with its owner', () => {
    const world = labWorld();
    authorize(world, { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: web }] });
    const permission = ec2(world, 'SecurityGroups', alb).IpPermissions.find(
      (p: { UserIdGroupPairs: object[] }) => p.UserIdGroupPairs.length > 0,
    );
    expect(permission.UserIdGroupPairs).toEqual([{ GroupId: web, UserId: '123456789012' }]);
    inStep(world, alb);
  });

  test.each([
    ['InvalidPermission.Duplicate', { GroupId: alb, IpPermissions: [tcp(80, '0.0.0.0/0')] }],
    ['InvalidPermission.Duplicate', { GroupId: alb, IpPermissions: [tcp(8080, '10.0.0.0/8'), tcp(443, '0.0.0.0/0')] }],
    ['InvalidGroup.NotFound', { GroupId: 'sg-0123456789abcdef0', IpPermissions: [tcp(1, '0.0.0.0/0')] }],
    ['InvalidGroupId.Malformed', { GroupId: 'web', IpPermissions: [tcp(1, '0.0.0.0/0')] }],
    ['InvalidParameterValue', { GroupId: alb, IpPermissions: [tcp(70000, '0.0.0.0/0')] }],
    ['InvalidParameterValue', { GroupId: alb, IpPermissions: [{ ...tcp(90, '0.0.0.0/0'), ToPort: 80 }] }],
    ['InvalidParameterValue', { GroupId: alb, IpPermissions: [tcp(1, '10.0.0.0')] }],
    ['InvalidParameterValue', { GroupId: alb, IpPermissions: [tcp(1, '2001:db8::/32')] }],
    ['InvalidParameterValue', { GroupId: alb, IpPermissions: [{ ...tcp(1, '10.0.0.0/8'), IpProtocol: 'tcpp' }] }],
    ['InvalidParameterValue', { GroupId: alb, IpPermissions: [{ ...tcp(1, '10.0.0.0/8'), FromPort: undefined }] }],
    ['MissingParameter', { GroupId: alb, IpPermissions: [tcp(1)] }],
    ['MissingParameter', { GroupId: alb }],
    ['MissingParameter', { IpPermissions: [tcp(1, '0.0.0.0/0')] }],
    [
      'InvalidPrefixListID.NotFound',
      { GroupId: alb, IpPermissions: [{ ...tcp(1), PrefixListIds: [{ PrefixListId: 'pl-01234567' }] }] },
    ],
    [
      'InvalidGroup.NotFound',
      {
        GroupId: alb,
        IpPermissions: [{ ...tcp(1), UserIdGroupPairs: [{ GroupId: groupId('VPC01', 'PrivateEC2SG') }] }],
      },
    ],
    [
      'InvalidParameterValue',
      { GroupId: alb, IpPermissions: [{ ...tcp(1), IpRanges: [{ CidrIp: '10.0.0.0/8', Description: '한글' }] }] },
    ],
  ])('%s', (code, input) => {
    expect(refusal(labWorld(), 'ec2', 'AuthorizeSecurityGroupIngress', input)).toBe(code);
  });

  test('61 rules are one too many, IPv4 and IPv6 counted apart', () => {
    const world = labWorld();
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ CidrIp: `10.0.${n}.0/24` }));
    authorize(world, { ...tcp(8080), IpRanges: many(58) });
    const one = { GroupId: alb, IpPermissions: [tcp(9999, '0.0.0.0/0')] };
    expect(refusal(world, 'ec2', 'AuthorizeSecurityGroupIngress', one)).toBe('RulesPerSecurityGroupLimitExceeded');
    authorize(world, { ...tcp(8080), Ipv6Ranges: [{ CidrIpv6: '::/0' }] });
  });

  test('the CloudFront prefix list weighs 55 rules', () => {
    const world = labWorld();
    const group = groupId('mgmtvpc', 'ALBSecurityGroup');
    const IpPermissions = [
      { ...tcp(81), IpRanges: ['1', '2', '3', '4', '5', '6'].map((n) => ({ CidrIp: `10.${n}.0.0/16` })) },
    ];
    expect(refusal(world, 'ec2', 'AuthorizeSecurityGroupIngress', { GroupId: group, IpPermissions })).toBe(
      'RulesPerSecurityGroupLimitExceeded',
    );
    IpPermissions[0]!.IpRanges.pop();
    call(world, 'ec2', 'AuthorizeSecurityGroupIngress', { GroupId: group, IpPermissions });
  });
});

describe('revoking', () => {
  test('by permission and by rule id', () => {
    const world = labWorld();
    call(world, 'ec2', 'RevokeSecurityGroupIngress', { GroupId: alb, IpPermissions: [tcp(80, '0.0.0.0/0')] });
    expect(ec2(world, 'SecurityGroups', alb).IpPermissions).toHaveLength(1);
    inStep(world, alb);
    const rule = world.here.ec2!.SecurityGroupRules!.find((r) => r.GroupId === alb && !r.IsEgress)!;
    const output = call(world, 'ec2', 'RevokeSecurityGroupIngress', {
      GroupId: alb,
      SecurityGroupRuleIds: [rule.SecurityGroupRuleId],
    });
    expect(output.RevokedSecurityGroupRules).toMatchObject([{ FromPort: 443, CidrIpv4: '0.0.0.0/0' }]);
    expect(ec2(world, 'SecurityGroups', alb).IpPermissions).toEqual([]);
    inStep(world, alb);
  });

  test('a rule that is not there: an error, but in the default VPC an answer', () => {
    const world = labWorld();
    const IpPermissions = [tcp(9, '10.0.0.0/8')];
    expect(refusal(world, 'ec2', 'RevokeSecurityGroupIngress', { GroupId: alb, IpPermissions })).toBe(
      'InvalidPermission.NotFound',
    );
    const GroupId = groupId('Default VPC', 'launch-wizard-1');
    const output = call(world, 'ec2', 'RevokeSecurityGroupIngress', { GroupId, IpPermissions });
    expect(output).toMatchObject({ Return: true, RevokedSecurityGroupRules: [], UnknownIpPermissions: IpPermissions });
  });

  test('egress is apart from ingress', () => {
    const world = labWorld();
    const rule = { GroupId: web, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] };
    expect(refusal(world, 'ec2', 'RevokeSecurityGroupIngress', rule)).toBe('InvalidPermission.NotFound');
    call(world, 'ec2', 'RevokeSecurityGroupEgress', rule);
    expect(ec2(world, 'SecurityGroups', web).IpPermissionsEgress).toEqual([]);
    expect(ec2(world, 'SecurityGroups', web).IpPermissions).toHaveLength(4);
    inStep(world, web);
  });

  test('an unknown rule id', () => {
    const input = { GroupId: alb, SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] };
    expect(refusal(labWorld(), 'ec2', 'RevokeSecurityGroupIngress', input)).toBe('InvalidSecurityGroupRuleId.NotFound');
  });
});

/** A source and a port range that the group does not have yet. */
const permission = fc
  .record({
    IpProtocol: fc.constantFrom('tcp', 'udp', '17', 'icmp', '-1', '50'),
    from: fc.integer({ min: 1024, max: 60000 }),
    size: fc.integer({ min: 0, max: 5000 }),
    octets: fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255)),
    length: fc.integer({ min: 1, max: 32 }),
    Description: fc.option(fc.constantFrom('office', 'temporary: 2026-11-23'), { nil: undefined }),
  })
  .map(({ IpProtocol, from, size, octets, length, Description }) => ({
    IpProtocol,
    ...(IpProtocol === 'icmp' ? { FromPort: -1, ToPort: -1 } : { FromPort: from, ToPort: from + size }),
    IpRanges: [{ CidrIp: `${octets.join('.')}/${length}`, Description }],
  }));

test('authorize, then revoke: the same state; and the rules in step in between', () => {
  fc.assert(
    fc.property(permission, fc.boolean(), (rule, egress) => {
      const world = labWorld();
      const before = structuredClone(world.snapshot);
      const way = egress ? 'Egress' : 'Ingress';
      const input = { GroupId: alb, IpPermissions: [rule] };
      call(world, 'ec2', `AuthorizeSecurityGroup${way}`, input);
      inStep(world, alb);
      call(world, 'ec2', `RevokeSecurityGroup${way}`, input);
      expect(world.snapshot).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

describe('modifying', () => {
  const rule = (world: TestWorld) =>
    world.here.ec2!.SecurityGroupRules!.find((r) => r.GroupId === alb && r.FromPort === 80)!.SecurityGroupRuleId!;

  test('a rule keeps its id when its content changes', () => {
    const world = labWorld();
    const SecurityGroupRuleId = rule(world);
    call(world, 'ec2', 'ModifySecurityGroupRules', {
      GroupId: alb,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId,
          SecurityGroupRule: {
            IpProtocol: 'tcp',
            FromPort: 80,
            ToPort: 80,
            CidrIpv4: '10.0.0.0/8',
            Description: 'inside',
          },
        },
      ],
    });
    expect(ec2(world, 'SecurityGroupRules', SecurityGroupRuleId)).toMatchObject({
      CidrIpv4: '10.0.0.0/8',
      Description: 'inside',
    });
    inStep(world, alb);
    // The content that it had may come back as another rule, with an id of its own.
    authorize(world, tcp(80, '0.0.0.0/0'));
    inStep(world, alb);
  });

  test('into a rule that is there', () => {
    const world = labWorld();
    const SecurityGroupRule = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' };
    const SecurityGroupRules = [{ SecurityGroupRuleId: rule(world), SecurityGroupRule }];
    expect(refusal(world, 'ec2', 'ModifySecurityGroupRules', { GroupId: alb, SecurityGroupRules })).toBe(
      'InvalidPermission.Duplicate',
    );
  });

  test('descriptions, by permission and by id', () => {
    const world = labWorld();
    call(world, 'ec2', 'UpdateSecurityGroupRuleDescriptionsIngress', {
      GroupId: alb,
      IpPermissions: [{ ...tcp(80), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'the world' }] }],
    });
    expect(ec2(world, 'SecurityGroups', alb).IpPermissions[0].IpRanges).toEqual([
      { CidrIp: '0.0.0.0/0', Description: 'the world' },
    ]);
    inStep(world, alb);
    call(world, 'ec2', 'UpdateSecurityGroupRuleDescriptionsIngress', {
      GroupId: alb,
      SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: rule(world), Description: '' }],
    });
    expect(ec2(world, 'SecurityGroups', alb).IpPermissions[0].IpRanges).toEqual([{ CidrIp: '0.0.0.0/0' }]);
    inStep(world, alb);
  });
});

describe('groups', () => {
  const VpcId = labId('vpc', 'VPC01');

  test('a new group lets everything out; deleted, it leaves nothing behind', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { GroupId } = call(world, 'ec2', 'CreateSecurityGroup', {
      GroupName: 'app',
      Description: 'app',
      VpcId,
      TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: 'app' }] }],
    });
    expect(ec2(world, 'SecurityGroups', GroupId)).toMatchObject({
      VpcId,
      Tags: [{ Key: 'Name', Value: 'app' }],
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
    inStep(world, GroupId);
    call(world, 'ec2', 'DeleteSecurityGroup', { GroupId });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    ['InvalidGroup.Duplicate', { GroupName: 'SSMSG', Description: 'x', VpcId }],
    ['InvalidVpcID.NotFound', { GroupName: 'x', Description: 'x', VpcId: 'vpc-0123456789abcdef0' }],
    ['InvalidParameterValue', { GroupName: 'sg-x', Description: 'x', VpcId }],
    ['MissingParameter', { GroupName: 'x', VpcId }],
  ])('creating: %s', (code, input) => {
    expect(refusal(labWorld(), 'ec2', 'CreateSecurityGroup', input)).toBe(code);
  });

  test.each([
    ['DependencyViolation', web],
    ['DependencyViolation', groupId('mgmtvpc', 'ALBSecurityGroup')],
    ['CannotDelete', groupId('VPC01', 'default')],
    ['InvalidGroup.NotFound', 'sg-0123456789abcdef0'],
  ])('deleting: %s', (code, GroupId) => {
    expect(refusal(labWorld(), 'ec2', 'DeleteSecurityGroup', { GroupId })).toBe(code);
  });
});
