import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isChange } from '../../src/changes/index.ts';
import { undoOf } from '../../src/changes/undo.ts';
import type { Call } from '../../src/findings/finding.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { previewChange } from '../../src/operate/change.ts';
import { actionsOf } from '../../src/operate/iam.ts';
import { forms, parseRequest } from '../../src/operate/request.ts';
import { testSite } from './site.ts';

/*
 * docs/iam-policy-do.json: what the exact forms need, and what undoing them needs. docs/iam-policy-fixes.json: what the
 * fixes of findings need. `npx vitest run test/operate/permissions.test.ts -u` writes them.
 */

const docs = join(import.meta.dirname, '..', '..', 'docs');
const alb = groupId('DMZVPC', 'ALBSecurityGroup');
const table = 'DMZVPC-Private-A-RT';
const web = 'DMZVPC-Private-A-10.11.20.101';

/** One of each form, as it is typed. What a fix or an undo calls is not the form's to say. */
const samples: string[][] = [
  ['stop-instance', web],
  ['start-instance', web],
  ['reboot-instance', web],
  ['open-port', alb, '8443', '10.0.0.0/8'],
  ['close-port', alb, '80', '0.0.0.0/0'],
  ['add-route', table, '10.77.0.0/16', 'TGW'],
  ['replace-route', table, '0.0.0.0/0', 'TGW'],
  ['delete-route', table, '10.0.0.0/8'],
  ['register-target', 'DMZVPC-ALB-tg1', 'DMZVPC-Private-A-10.11.20.103'],
  ['deregister-target', 'DMZVPC-ALB-tg1', web],
  ['enable-flow-logs', 'DMZVPC', '/vpc/dmz', 'arn:aws:iam::123456789012:role/flow-logs'],
  ['enable-flow-logs', 'DMZVPC', 'arn:aws:s3:::logs'],
  ['create-endpoint', 'DMZVPC', 's3'],
  ['create-endpoint', 'VPC01', 'ecr.api', 'VPC01-PrivateSubnetA'],
  ['create-alarm', 'DMZVPC-NATGW-A', 'ErrorPortAllocation', '0'],
];

/** What creating answers, as far as undoing needs it. */
const output = { FlowLogIds: ['fl-01'], VpcEndpoint: { VpcEndpointId: 'vpce-01' } };

test('docs/iam-policy-do.json is what the forms and their undoing call', async () => {
  const words = forms.map((f) => f.split(' ')[0]!).filter((f) => f !== 'apply-fix' && f !== 'undo');
  expect(new Set(samples.map(([form]) => form))).toEqual(new Set(words));
  const site = testSite();
  const calls: Call[] = [];
  for (const sample of samples) {
    if (sample[0] === 'start-instance') {
      calls.push({ service: 'ec2', operation: 'StartInstances', input: {} });
      continue;
    }
    const { plan } = await previewChange(parseRequest(sample)!, sample.join(' '), site);
    calls.push(...plan.calls, ...plan.calls.flatMap((call) => undoOf(site.world, call, output) ?? []));
  }
  const actions = actionsOf(calls).filter((a) => a !== 'iam:PassRole');
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'NetopsDo', Effect: 'Allow', Action: actions, Resource: '*' },
      {
        Sid: 'NetopsDoFlowLogRole',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
      },
    ],
  };
  await expect(`${JSON.stringify(policy, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'iam-policy-do.json'));
});

test('docs/iam-policy-fixes.json is what fixes of findings can call besides', async () => {
  const source = join(import.meta.dirname, '..', '..', 'src');
  const calls = ['diagnose', 'checks', 'network']
    .flatMap((folder) =>
      readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }).map((f) => join(source, folder, f)),
    )
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => operationsIn(readFileSync(file, 'utf8')));
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Sid: 'NetopsDoFixes', Effect: 'Allow', Action: actionsOf(calls), Resource: '*' }],
  };
  expect(policy.Statement[0]!.Action.length).toBeGreaterThan(30);
  await expect(`${JSON.stringify(policy, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'iam-policy-fixes.json'));
});

/** Changing operations that a source file makes calls of. */
function operationsIn(text: string): Call[] {
  const helpers = [...text.matchAll(/\b(ec2|elbv2|networkfirewall|route53|route53resolver)\(\s*'([A-Z]\w+)'/g)];
  const literals = [...text.matchAll(/service: '(\w+)',\s*operation: '([A-Z]\w+)'/g)];
  return [...helpers, ...literals]
    .map(([, service, operation]) => ({ service: service!, operation: operation!, input: {} }))
    .filter(({ service, operation }) => isChange(service, operation));
}
