/** A question that a diagnosis puts to CloudWatch Logs Insights: to which group, over which window. */
export interface LogQuery {
  account: string;
  region: string;
  logGroup: string;
  /** In Logs Insights' language. */
  query: string;
  /** ISO 8601, UTC; both inclusive, whole seconds. */
  from: string;
  to: string;
}
