import type { Handlers } from '../handler.ts';
import { accountReads } from './ec2/account.ts';
import { gatewayReads } from './ec2/gateways.ts';
import { hybridReads } from './ec2/hybrid.ts';
import { instanceReads } from './ec2/instances.ts';
import { interfaceReads } from './ec2/interfaces.ts';
import { securityReads } from './ec2/security.ts';
import { transitGatewayReads } from './ec2/transit-gateways.ts';
import { vpcReads } from './ec2/vpcs.ts';

/** EC2's reading operations. */
export const reads: Handlers = {
  ...accountReads,
  ...gatewayReads,
  ...hybridReads,
  ...instanceReads,
  ...interfaceReads,
  ...securityReads,
  ...transitGatewayReads,
  ...vpcReads,
};
