import { balancerFailures } from '../../loadbalancer/index.ts';
import type { Check } from '../check.ts';

/**
 * What keeps targets of load balancers from serving, and clients from the balancers: judged as `netops lb` does, from
 * what an overview has read. Impaired instances are told once, whether or not they are targets.
 */
export const targets: Check = {
  codes: [
    'LB_ALL_TARGETS_UNHEALTHY',
    'LB_TARGET_GROUP_DOWN',
    'LB_NO_TARGETS',
    'LB_NO_LISTENER',
    'LB_TARGET_GROUP_NO_LISTENER',
    'LB_TARGET_DEREGISTERING',
    'LB_TARGET_INITIAL',
    'LB_TARGET_STOPPED',
    'LB_TARGET_TERMINATED',
    'LB_TARGET_STARTING',
    'LB_TARGET_IP_UNUSABLE',
    'LB_TARGET_ZONE_NOT_ENABLED',
    'LB_INTERNAL_ERROR',
    'LB_TARGET_PORT_BLOCKED_BY_SG',
    'LB_BALANCER_EGRESS_BLOCKED_BY_SG',
    'LB_NACL_BALANCER_OUTBOUND',
    'LB_NACL_TARGET_INBOUND',
    'LB_NACL_TARGET_OUTBOUND',
    'LB_NACL_BALANCER_INBOUND',
    'LB_NACL_BETWEEN',
    'LB_TARGET_NO_ROUTE',
    'LB_TARGET_UNREACHABLE',
    'LB_LAMBDA_PERMISSION',
    'LB_LAMBDA_ERROR',
    'LB_HEALTH_CHECK_PROTOCOL',
    'LB_HEALTH_CHECK_PORT',
    'LB_HEALTH_CHECK_PATH',
    'LB_HEALTH_CHECK_REFUSED',
    'LB_HEALTH_CHECK_MATCHER',
    'LB_TARGET_PORT_WRONG',
    'LB_TARGET_ANSWERS_5XX',
    'LB_TARGET_ANSWERS_WRONG',
    'LB_TARGET_SERVICE_DOWN',
    'LB_TARGET_SILENT',
    'LB_TARGET_SLOW',
    'LB_TARGET_UNHEALTHY',
    'LB_LISTENER_BLOCKED_BY_SG',
    'LB_LISTENER_BLOCKED_BY_NACL',
    'LB_LISTENER_UNREACHABLE',
  ],
  find: (inspected) => balancerFailures(inspected).filter((f) => f.code !== 'INSTANCE_STATUS_IMPAIRED'),
};
