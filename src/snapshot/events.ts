/** Changes that a diagnosis wants to know of, as CloudTrail looks them up: by one attribute. */
export interface EventQuery {
  account: string;
  region: string;
  by: 'ResourceName' | 'EventName';
  value: string;
}
