import { AwsError } from './world.ts';

/** A member that the call cannot do without; EC2's `MissingParameter` when the input lacks it. */
export function required<T>(value: T | undefined | null, name: string): T {
  if (value === undefined || value === null || value === '') {
    throw new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
  }
  return value;
}

export const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

export const invalidCombination = (message: string): AwsError => new AwsError('InvalidParameterCombination', message);

export const dependencyViolation = (message: string): AwsError => new AwsError('DependencyViolation', message);
