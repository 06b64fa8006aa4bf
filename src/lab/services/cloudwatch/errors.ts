import { AwsError } from '../../../changes/world.ts';

/** GetMetricData's refusal: `ValidationError` to who speaks Query, `ValidationException` to others. */
export const validation = (message: string): AwsError => new AwsError('ValidationError', message);

export const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

export const invalidCombination = (message: string): AwsError =>
  new AwsError('InvalidParameterCombinationException', message);

export const startNotBeforeEnd = 'The parameter StartTime must be less than the parameter EndTime.';

/** Seconds: 1, 5, 10, 20, 30 or whole minutes. */
export const isPeriod = (period: number): boolean =>
  Number.isInteger(period) && ([1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0));
