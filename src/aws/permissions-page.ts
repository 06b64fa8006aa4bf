import { lostWithout } from '../messages/gaps.ts';
import { permissions } from './permissions.ts';

/** `docs/aws-permissions.md`, from the declarations of the reads. A test keeps the file as this says. */
export async function permissionsPage(): Promise<string> {
  const all = await permissions();
  const rows = all.map(
    ({ action, operation, onRequest }) =>
      `| \`${action}\`${onRequest ? ' ¹' : ''} | ${lostWithout(operation).en} | ${lostWithout(operation).ko} |`,
  );
  return `# What netops reads

netops reads and changes nothing: every call below is a \`Describe\`, \`Get\`, \`List\`, \`Search\` or \`Lookup\`, but for
\`iam:GenerateCredentialReport\`, which makes AWS write a report, and \`logs:StartQuery\` and \`logs:StopQuery\`, which run
a query of Logs Insights and end it (AWS bills by what it scans). [iam-policy.json](iam-policy.json) allows exactly these
${all.length} actions; AWS's managed policy \`ReadOnlyAccess\` covers them too, and much more.

    aws iam create-policy --policy-name netops-read --policy-document file://docs/iam-policy.json

Each call is independent: without one of them the rest of the report is made, and says at its top what it lacks.
\`netops doctor\` tries them one by one. For other accounts, \`--role-arn\` needs \`sts:AssumeRole\` on the role, and the
role this policy.

| action | without it | 없으면 |
|---|---|---|
${rows.join('\n')}

¹ Asked only by the commands that need it.

Pre-shared keys of VPN tunnels and BGP keys, which some of these calls answer, are dropped before anything sees them.

This page is generated: \`npx vitest run test/aws/permissions.test.ts -u\`.
`;
}
