import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { alarmPlan } from './alarm.ts';
import { callsPlan } from './calls.ts';
import { endpointPlan } from './endpoint.ts';
import { fixPlan } from './fix.ts';
import { flowLogsPlan } from './flow-logs.ts';
import { instancePlan } from './instance.ts';
import type { Plan } from './plan.ts';
import { portPlan } from './port.ts';
import { routePlan } from './route.ts';
import { targetPlan } from './target.ts';

export type { Plan } from './plan.ts';

/**
 * The exact calls for what was asked, names resolved in the snapshot. An undo is planned from its record instead.
 *
 * @throws UserError when a name is unknown, or what is asked is not possible; `Ambiguous` when a name belongs to several
 */
export function planOf(snapshot: Snapshot, asked: Exclude<Request, { action: 'undo' }>): Plan {
  switch (asked.action) {
    case 'stop-instance':
    case 'start-instance':
    case 'reboot-instance':
      return instancePlan(snapshot, asked);
    case 'open-port':
    case 'close-port':
      return portPlan(snapshot, asked);
    case 'add-route':
    case 'replace-route':
    case 'delete-route':
      return routePlan(snapshot, asked);
    case 'register-target':
    case 'deregister-target':
      return targetPlan(snapshot, asked);
    case 'enable-flow-logs':
      return flowLogsPlan(snapshot, asked);
    case 'create-endpoint':
      return endpointPlan(snapshot, asked);
    case 'create-alarm':
      return alarmPlan(snapshot, asked);
    case 'apply-fix':
      return fixPlan(snapshot, asked);
    case 'calls':
      return callsPlan(snapshot, asked);
  }
}
