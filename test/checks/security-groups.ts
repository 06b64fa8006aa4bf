import { account, allow, group, interfaceOf, type Lab, refuse } from './lab.ts';
import type { Proof } from './proof.ts';

/** A group with interfaces behind it. */
const victim = (lab: Lab) => group(lab, 'VPC01', 'SSMSG');
const hosts = (lab: Lab) => group(lab, 'VPC01', 'PrivateEC2SG');
const idOfVictim = (lab: Lab): string => victim(lab).GroupId!;

/** Opened to anybody; the finding's own fix closes it. */
const openedOn = (port: number, protocol = 'tcp', cidr = '0.0.0.0/0'): Proof => ({
  breaks: (lab) => allow(victim(lab), protocol, port, cidr),
  resource: idOfVictim,
});

export const securityGroups: Record<string, Proof> = {
  SG_OPEN_SSH_WORLD: openedOn(22),
  SG_OPEN_RDP_WORLD: openedOn(3389, 'tcp', '::/0'),
  SG_OPEN_FTP_WORLD: openedOn(21),
  SG_OPEN_TELNET_WORLD: openedOn(23),
  SG_OPEN_SMB_WORLD: openedOn(445),
  SG_OPEN_LDAP_WORLD: openedOn(389, 'udp'),
  SG_OPEN_KERBEROS_WORLD: openedOn(88),
  SG_OPEN_MYSQL_WORLD: openedOn(3306),
  SG_OPEN_POSTGRESQL_WORLD: openedOn(5432),
  SG_OPEN_MSSQL_WORLD: openedOn(1433),
  SG_OPEN_ORACLE_WORLD: openedOn(1521),
  SG_OPEN_MONGODB_WORLD: openedOn(27017),
  SG_OPEN_REDIS_WORLD: openedOn(6379),
  SG_OPEN_MEMCACHED_WORLD: openedOn(11211, 'udp'),
  SG_OPEN_KAFKA_WORLD: openedOn(9092),
  SG_OPEN_CASSANDRA_WORLD: openedOn(9042),
  SG_OPEN_ELASTICSEARCH_WORLD: openedOn(9200, 'tcp', '::/0'),
  SG_OPEN_DOCKER_WORLD: openedOn(2375),
  SG_OPEN_KUBERNETES_WORLD: openedOn(10250),
  SG_OPEN_ALL_WORLD: openedOn(0, '-1'),
  SG_OPEN_WIDE_RANGE: openedOn(443, 'tcp', '0.0.0.0/1'),
  SG_DANGLING_REFERENCE: {
    breaks: (lab) => {
      victim(lab).IpPermissions!.push({
        IpProtocol: 'tcp',
        FromPort: 5000,
        ToPort: 5000,
        UserIdGroupPairs: [{ GroupId: 'sg-0123456789abcdef0', UserId: account }],
      });
    },
    resource: idOfVictim,
    mends: (lab) => refuse(victim(lab), 5000),
  },
  SG_DEFAULT_HAS_RULES: { resource: (lab) => group(lab, 'DMZVPC', 'default').GroupId! },
  SG_DUPLICATE: {
    resource: (lab) => group(lab, 'DMZVPC', 'SSMSG').GroupId!,
    mends: (lab) => refuse(group(lab, 'DMZVPC', 'SSMSG'), 80),
  },
  SG_FOREIGN_REFERENCE: {
    breaks: (lab) => {
      victim(lab).IpPermissions!.push({
        IpProtocol: 'tcp',
        FromPort: 5000,
        ToPort: 5000,
        UserIdGroupPairs: [{ GroupId: 'sg-0fedcba9876543210', UserId: '999999999999' }],
      });
    },
    resource: idOfVictim,
    mends: (lab) => refuse(victim(lab), 5000),
  },
  SG_IPV6_TWIN_OPEN: {
    breaks: (lab) => {
      allow(victim(lab), 'tcp', 8443, '10.0.0.0/8');
      allow(victim(lab), 'tcp', 8443, '::/0');
    },
    resource: idOfVictim,
  },
  SG_LAUNCH_WIZARD: {
    breaks: (lab) => {
      const { GroupId, GroupName } = group(lab, 'VPC01', 'launch-wizard-1');
      interfaceOf(lab, 'VPC01-Private-A-10.1.20.101').Groups!.push({ GroupId: GroupId!, GroupName: GroupName! });
    },
    resource: (lab) => group(lab, 'VPC01', 'launch-wizard-1').GroupId!,
    mends: (lab) => {
      interfaceOf(lab, 'VPC01-Private-A-10.1.20.101').Groups!.pop();
    },
  },
  SG_RULE_SHADOWED: {
    breaks: (lab) => {
      allow(hosts(lab), 'tcp', [8000, 8010], '10.0.0.0/8');
      allow(hosts(lab), 'tcp', 8005, '10.1.0.0/16');
    },
    resource: (lab) => hosts(lab).GroupId!,
    mends: (lab) => refuse(hosts(lab), 8005),
  },
  SG_EGRESS_OPEN_SENSITIVE: {
    breaks: (lab) => allow(hosts(lab), 'tcp', 3306, '10.0.0.0/8'),
    resource: (lab) => hosts(lab).GroupId!,
    mends: (lab) => {
      hosts(lab).IpPermissionsEgress = [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      ];
    },
  },
  SG_TOO_MANY_RULES: {
    breaks: (lab) => {
      for (let i = 0; i < 51; i++) allow(victim(lab), 'tcp', 9000 + i, '10.0.0.0/8');
    },
    resource: idOfVictim,
    mends: (lab) => {
      victim(lab).IpPermissions = victim(lab).IpPermissions!.slice(0, 10);
    },
  },
  SG_UNUSED: { resource: (lab) => group(lab, 'DMZVPC', 'ControlPlaneSecurityGroup').GroupId! },
};
