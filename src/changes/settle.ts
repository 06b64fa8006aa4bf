import { atomic } from './atomic.ts';
import { endpointAvailable, endpointDeleted } from './ec2/endpoints.ts';
import { instanceRunning, instanceStatusOk, instanceStopped, instanceTerminated } from './ec2/instances.ts';
import { natGatewayAvailable, natGatewayDeleted } from './ec2/nat-gateways.ts';
import { targetDeregistered, targetRegistered } from './elbv2/targets.ts';
import type { Transition, World } from './world.ts';

/**
 * Brings about what AWS does by itself some time after a call. What has been overtaken (an instance started again, a
 * target registered anew) is left as it is. May set further transitions through `world.later`.
 */
export const applyTransition: (world: World, transition: Transition) => void = atomic(bringAbout);

function bringAbout(world: World, { to, resource, detail }: Transition): void {
  switch (to) {
    case 'instance-running':
      instanceRunning(world, resource);
      break;
    case 'instance-status-ok':
      instanceStatusOk(world, resource);
      break;
    case 'instance-stopped':
      instanceStopped(world, resource);
      break;
    case 'instance-terminated':
      instanceTerminated(world, resource);
      break;
    case 'target-registered':
      targetRegistered(world, resource, detail);
      break;
    case 'target-deregistered':
      targetDeregistered(world, resource, detail);
      break;
    case 'nat-gateway-available':
      natGatewayAvailable(world, resource);
      break;
    case 'nat-gateway-deleted':
      natGatewayDeleted(world, resource);
      break;
    case 'vpc-endpoint-available':
      endpointAvailable(world, resource);
      break;
    case 'vpc-endpoint-deleted':
      endpointDeleted(world, resource);
      break;
    default:
      // `target-healthy-threshold` and `load-balancer-active` are for who knows what answers: the lab.
      break;
  }
}
