import type { Call } from '../../findings/finding.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { balancerArn, listenerArn, targetGroupArn } from '../seed/elbv2.ts';
import { labId } from '../seed/ids.ts';
import { instanceId } from '../seed/instances.ts';

/*
 * The lab's resources as faults name them (lab.md): ids are made from names, so they are the same in every fresh lab.
 */

export const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });
export const elbv2 = (operation: string, input: Record<string, unknown>): Call => ({
  service: 'elbv2',
  operation,
  input,
});

/** The four targets of the workshop's balancer: two in each zone. */
export const web = {
  a1: instanceId('DMZVPC-Private-A-10.11.20.101'),
  a2: instanceId('DMZVPC-Private-A-10.11.20.102'),
  b1: instanceId('DMZVPC-Private-B-10.11.24.101'),
  b2: instanceId('DMZVPC-Private-B-10.11.24.102'),
};
export const allWeb: readonly string[] = Object.values(web);
export const mgmtHost = instanceId('mgmt-host');

export const webGroup = targetGroupArn('DMZVPC-ALB-tg1');
export const mgmtGroup = targetGroupArn('mgmtvpc-tg');

/** A VPC's default network ACL: the only one that it has. */
export const aclOf = (vpc: string): string => labId('acl', vpc);
export const tableId = (name: string): string => labId('rtb', name);

/** An entry ahead of the rule that allows everything. */
export const denyTcp = (
  vpc: string,
  egress: boolean,
  block: string,
  [From, To]: readonly [number, number],
  number = 50,
): Call =>
  ec2('CreateNetworkAclEntry', {
    NetworkAclId: aclOf(vpc),
    RuleNumber: number,
    Protocol: '6',
    RuleAction: 'deny',
    Egress: egress,
    CidrBlock: block,
    PortRange: { From, To },
  });

/** The ARN of a balancer's only listener, which is another one each time that it is made. */
export const listenerOf = (snapshot: Snapshot, balancer: string): string =>
  snapshot.scopes.flatMap((s) => s.elbv2?.Listeners?.[balancerArn(balancer)] ?? [])[0]?.ListenerArn ??
  listenerArn(balancer);
