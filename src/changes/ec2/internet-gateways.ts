import type {
  AttachInternetGatewayRequest,
  CreateEgressOnlyInternetGatewayRequest,
  CreateInternetGatewayRequest,
  DeleteEgressOnlyInternetGatewayRequest,
  DeleteInternetGatewayRequest,
  DetachInternetGatewayRequest,
} from '@aws-sdk/client-ec2';
import { add, all, edit, known, remove } from '../draft.ts';
import { dependencyViolation, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find, findIfRead } from './lookup.ts';
import { settleRoutesTo } from './route-targets.ts';
import { tagsFor } from './tag-specifications.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html */
export function CreateInternetGateway(world: World, input: CreateInternetGatewayRequest) {
  const Tags = tagsFor('internet-gateway', input.TagSpecifications);
  all(world, 'ec2', 'InternetGateways');
  const InternetGateway = {
    Attachments: [],
    InternetGatewayId: world.newId('igw'),
    OwnerId: world.account,
    Tags,
  };
  add(world, 'ec2', 'InternetGateways', InternetGateway);
  return { InternetGateway };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteInternetGateway.html */
export function DeleteInternetGateway(world: World, input: DeleteInternetGatewayRequest) {
  const gateway = find(world, 'internet-gateway', required(input.InternetGatewayId, 'internetGatewayId'));
  const id = gateway.InternetGatewayId!;
  if ((gateway.Attachments ?? []).length > 0) {
    throw dependencyViolation(`The internetGateway '${id}' has dependencies and cannot be deleted.`);
  }
  remove(world, 'ec2', 'InternetGateways', (g) => g.InternetGatewayId === id);
  settleRoutesTo(world, id);
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html */
export function AttachInternetGateway(world: World, input: AttachInternetGatewayRequest) {
  const gateway = find(world, 'internet-gateway', required(input.InternetGatewayId, 'internetGatewayId'));
  const VpcId = required(input.VpcId, 'vpcId');
  findIfRead(world, 'vpc', VpcId);
  const id = gateway.InternetGatewayId!;
  const to = gateway.Attachments?.[0]?.VpcId;
  if (to !== undefined) {
    throw new AwsError('Resource.AlreadyAssociated', `resource ${id} is already attached to network ${to}`);
  }
  if (all(world, 'ec2', 'InternetGateways').some((g) => g.Attachments?.some((a) => a.VpcId === VpcId))) {
    throw invalidValue(`Network ${VpcId} already has an internet gateway attached`);
  }
  edit(
    world,
    'ec2',
    'InternetGateways',
    (g) => g.InternetGatewayId === id,
    (copy) => {
      // EC2 answers `available` here, a value that the SDK's enum leaves out.
      copy.Attachments = [{ State: 'available' as 'attached', VpcId }];
    },
  );
  settleRoutesTo(world, id);
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html */
export function DetachInternetGateway(world: World, input: DetachInternetGatewayRequest) {
  const gateway = find(world, 'internet-gateway', required(input.InternetGatewayId, 'internetGatewayId'));
  const vpc = required(input.VpcId, 'vpcId');
  const id = gateway.InternetGatewayId!;
  if (!gateway.Attachments?.some((a) => a.VpcId === vpc)) {
    findIfRead(world, 'vpc', vpc);
    throw new AwsError('Gateway.NotAttached', `resource ${id} is not attached to network ${vpc}`);
  }
  const mapped = known(world, 'ec2', 'NetworkInterfaces')?.some(
    (card) => card.VpcId === vpc && card.Association?.PublicIp !== undefined,
  );
  if (mapped) {
    throw dependencyViolation(
      `Network ${vpc} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
  }
  edit(
    world,
    'ec2',
    'InternetGateways',
    (g) => g.InternetGatewayId === id,
    (copy) => {
      copy.Attachments = copy.Attachments?.filter((a) => a.VpcId !== vpc);
    },
  );
  settleRoutesTo(world, id);
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateEgressOnlyInternetGateway.html */
export function CreateEgressOnlyInternetGateway(world: World, input: CreateEgressOnlyInternetGatewayRequest) {
  const VpcId = required(input.VpcId, 'vpcId');
  findIfRead(world, 'vpc', VpcId);
  const Tags = tagsFor('egress-only-internet-gateway', input.TagSpecifications);
  all(world, 'ec2', 'EgressOnlyInternetGateways');
  const EgressOnlyInternetGateway = {
    Attachments: [{ State: 'attached' as const, VpcId }],
    EgressOnlyInternetGatewayId: world.newId('eigw'),
    Tags,
  };
  add(world, 'ec2', 'EgressOnlyInternetGateways', EgressOnlyInternetGateway);
  return { EgressOnlyInternetGateway, ...(input.ClientToken ? { ClientToken: input.ClientToken } : {}) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteEgressOnlyInternetGateway.html */
export function DeleteEgressOnlyInternetGateway(world: World, input: DeleteEgressOnlyInternetGatewayRequest) {
  const id = required(input.EgressOnlyInternetGatewayId, 'egressOnlyInternetGatewayId');
  find(world, 'egress-only-gateway', id);
  remove(world, 'ec2', 'EgressOnlyInternetGateways', (g) => g.EgressOnlyInternetGatewayId === id);
  settleRoutesTo(world, id);
  return { ReturnCode: true };
}
