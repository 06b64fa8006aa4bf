import { quoted } from '../../../findings/aws-command.ts';
import { lambda as text } from '../../../messages/findings/targets.ts';
import { fixByHand } from '../../overview/fix.ts';
import { type Case, isFailing } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf, metricOf, settingsOf } from '../evidence.ts';
import { codesOf } from '../group-health.ts';
import { changeOf } from '../trail.ts';

const page = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html';
const removal = /^RemovePermission/;

/**
 * A function that the balancer may not invoke, or that fails. The function's own errors show in `LambdaUserError` and
 * in status codes; a call that is refused shows in `LambdaInternalError`, and its cause is a permission that is gone.
 */
export const lambdaFunction: Cause = (target) => {
  const { group, id } = target;
  if (group.type !== 'lambda' || !isFailing(target)) return [];
  const name = id.split(':')[6] ?? id;
  const refused = isRefused(target);
  return [
    {
      code: refused ? 'LB_LAMBDA_PERMISSION' : 'LB_LAMBDA_ERROR',
      resource: id,
      resourceName: name,
      changedBy: refused ? removal : /^UpdateFunction(Code|Configuration)/,
      tell: (targets) => ({
        title: refused ? text.permissionTitle(name) : text.errorTitle(name),
        evidence: [
          ...healthOf(targets),
          settingsOf(group),
          ...metricOf(target, 'LambdaInternalError', 'Sum', String),
          ...metricOf(target, 'LambdaUserError', 'Sum', String),
        ],
        fixes: [
          refused
            ? fixByHand(
                text.permissionFix,
                `aws lambda add-permission --function-name ${quoted(id)} --statement-id netops-${group.name} --principal elasticloadbalancing.amazonaws.com --action lambda:InvokeFunction --source-arn ${group.arn} --region ${group.region}`,
              )
            : fixByHand(text.errorFix, `aws logs tail /aws/lambda/${quoted(name)} --since 1h --region ${group.region}`),
        ],
        references: [page],
      }),
    },
  ];
};

function isRefused(target: Case): boolean {
  const { group, inspected, id } = target;
  if (codesOf(target).length > 0 && !codesOf(target).includes(502)) return false;
  if (changeOf(inspected.snapshot, group, id, removal)) return true;
  const userErrors = metricOf(target, 'LambdaUserError', 'Sum', String).length > 0;
  const internal = metricOf(target, 'LambdaInternalError', 'Sum', String).length > 0;
  return !userErrors && (internal || target.reason !== 'Target.ResponseCodeMismatch');
}
