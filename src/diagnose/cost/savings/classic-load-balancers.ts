import * as text from '../../../messages/cost-savings.ts';
import { hoursPerMonth, priced } from '../../../pricing/estimate.ts';
import { fixByHand } from '../../overview/fix.ts';
import { monthlySum } from '../measured.ts';
import { bytesOfClassic, classicBalancers } from '../services/classic-load-balancers.ts';
import { type Amount, type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

const migrate = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html';

/** Balancers of the first generation: those that carried nothing, and those that one of today would cost less than. */
export const classicLoadBalancers = (billed: Billed): Found[] =>
  billed.inspected.snapshot.scopes.flatMap((scope) =>
    classicBalancers(scope).flatMap((name): Found[] => {
      const { account, region } = scope;
      const idle = monthlySum(scope, bytesOfClassic(name)).quantity === 0;
      const amount = idle ? standingCost(billed, [name]) : newerFor(billed, region);
      if (amount.monthlyUsd !== null && amount.monthlyUsd <= 0) return [];
      const from = idle ? 'cloudwatch:GetMetricData' : 'ec2:DescribeNetworkInterfaces';
      const place = ` --region ${region}`;
      return [
        wasteOf(
          {
            account,
            region,
            id: name,
            name,
            code: idle ? 'COST_LB_IDLE' : 'COST_LB_CLASSIC',
            title: idle ? text.balancerIdle.title(name) : text.balancerClassic.title(name),
            evidence: [
              { says: idle ? text.balancerClassic.silent : text.balancerClassic.evidence(name), from, id: name },
            ],
            fix: idle
              ? fixByHand(text.balancerEmpty.fix, `aws elb delete-load-balancer --load-balancer-name ${name}${place}`)
              : fixByHand(
                  text.balancerClassic.fix,
                  [
                    `aws elb describe-load-balancers --load-balancer-names ${name}${place}`,
                    `aws elbv2 create-load-balancer --name ${name}-alb --type application --subnets SUBNET_A SUBNET_B --security-groups SG_ID${place}`,
                  ].join('\n'),
                ),
            references: idle ? pricing('elasticloadbalancing') : [migrate],
          },
          amount,
        ),
      ];
    }),
  );

/** The hours' difference; what the newer one's capacity units cost comes on top, so it is the most. */
function newerFor({ table }: Billed, region: string): Amount {
  const classic = priced('classic-lb-hour', region, hoursPerMonth, table);
  const newer = priced('alb-hour', region, hoursPerMonth, table);
  const known = classic.monthlyUsd !== null && newer.monthlyUsd !== null;
  return {
    monthlyUsd: known ? classic.monthlyUsd! - newer.monthlyUsd! : null,
    formula: `${classic.formula} − ${newer.formula}`,
    prices: [...classic.prices, ...newer.prices],
    upTo: true,
  };
}
