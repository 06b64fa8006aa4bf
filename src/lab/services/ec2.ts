import type { Handlers } from '../handler.ts';
import { accountReads } from './ec2/account.ts';
import { endpointReads } from './ec2/endpoints.ts';
import { gatewayReads } from './ec2/gateways.ts';
import { hybridReads } from './ec2/hybrid.ts';
import { instanceReads } from './ec2/instances.ts';
import { interfaceReads } from './ec2/interfaces.ts';
import { prefixListReads } from './ec2/prefix-lists.ts';
import { securityReads } from './ec2/security.ts';
import { tagReads } from './ec2/tags.ts';
import { transitGatewayReads } from './ec2/transit-gateways.ts';
import { vpcReads } from './ec2/vpcs.ts';

/** EC2's reading operations. */
export const reads: Handlers = {
  ...accountReads,
  ...endpointReads,
  ...gatewayReads,
  ...hybridReads,
  ...instanceReads,
  ...interfaceReads,
  ...prefixListReads,
  ...securityReads,
  ...tagReads,
  ...transitGatewayReads,
  ...vpcReads,
};
