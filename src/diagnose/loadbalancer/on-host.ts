import { quoted } from '../../findings/aws-command.ts';
import type { Case } from './case.ts';

/** A command that runs on a target: over Session Manager where it is an instance, else by SSH. */
export function onHost({ instance, id, group }: Case, command: string): string {
  if (instance === undefined) return `ssh ${id} ${quoted(command)}`;
  const parameters = JSON.stringify({ commands: [command] });
  return `aws ssm send-command --instance-ids ${instance.id} --document-name AWS-RunShellScript --parameters ${quoted(parameters)} --region ${group.region}`;
}
